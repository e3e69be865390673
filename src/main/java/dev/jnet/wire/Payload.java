package dev.jnet.wire;

/**
 * What an IP packet carries.
 *
 * @param protocol its number in the IP header, 0 to 255; see {@link IpProtocol}
 * @param bytes the message with its header
 */
public record Payload(int protocol, byte[] bytes) {}
