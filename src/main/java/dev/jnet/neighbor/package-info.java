/**
 * Finds which station on a link has an address.
 *
 * <p>An IP packet reaches the next station in a frame, and a frame is addressed to a hardware
 * address. So the sender must ask which hardware address belongs to the IP address. In IPv4 the
 * question is a broadcast, and the owner answers the asker alone (ARP, RFC 826). In IPv6 it is an
 * ICMPv6 message to the group of stations whose addresses end alike (RFC 4861).
 */
package dev.jnet.neighbor;
