/**
 * Who has this address, on this link.
 *
 * <p>An IP packet reaches the next station in a frame, and a frame is addressed to a hardware
 * address: somebody must ask which one belongs to the IP address. In IPv4 the question is shouted
 * to everybody and the owner answers the asker alone (ARP, RFC 826); in IPv6 it goes to the group
 * of those whose addresses end alike, in an ICMPv6 message (RFC 4861).
 */
package dev.jnet.neighbor;
