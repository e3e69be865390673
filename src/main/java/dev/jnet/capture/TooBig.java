package dev.jnet.capture;

import java.net.InetAddress;

/**
 * A router's report that a packet was too big (RFC 1191, RFC 8201).
 *
 * @param number of its frame
 * @param router who sent it
 * @param mtu bytes that its next link carries, as it claims; 0 where it names none
 * @param from the sender of the packet
 * @param to the receiver of the packet
 */
public record TooBig(long number, InetAddress router, long mtu, InetAddress from, InetAddress to) {}
