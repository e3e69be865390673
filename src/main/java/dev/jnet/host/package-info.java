/**
 * What this machine knows about its networks, as reported by its kernel: interfaces and their
 * addresses, the route to a destination with policy routing, learned path MTUs, and neighbors.
 * Names and the privileges of this process have rooms of their own inside.
 *
 * <p>A packet leaves by an interface, from a source address, to the MAC address of a next hop, and
 * must fit an MTU. This room finds all of these before the first probe is sent. The answers come
 * from rtnetlink (RFC 3549), which {@code ip} uses too, because the files in {@code /proc/net} do
 * not show policy routing. Questions need no privilege and no libpcap.
 *
 * <p>Native calls go through {@link dev.jnet.host.Libc}. The room works only on Linux so far.
 */
package dev.jnet.host;
