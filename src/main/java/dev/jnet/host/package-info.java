/**
 * What this machine knows about its networks, as its kernel would say it: interfaces and their
 * addresses, the route to a destination with policy routing applied, what has been learned about a
 * path's MTU, neighbours, names, and what this process may do.
 *
 * <p>A packet leaves by an interface, from a source address, to a next hop's MAC address, and has
 * to fit an MTU: before the first probe is sent, all of these have been answered here. The answers
 * come from rtnetlink (RFC 3549), the interface that {@code ip} itself uses, because the files in
 * {@code /proc/net} know nothing of policy routing. Asking needs no privilege and no libpcap.
 *
 * <p>Native calls go through {@link dev.jnet.host.Libc}, one small file. Everything is Linux's so
 * far.
 */
package dev.jnet.host;
