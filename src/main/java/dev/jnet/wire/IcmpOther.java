package dev.jnet.wire;

import java.net.InetAddress;

/**
 * An ICMP message that is neither an echo, nor an error, nor part of neighbor discovery:
 * timestamps, redirects, router discovery.
 *
 * @param version 4 for ICMP, 6 for ICMPv6
 * @param type 0 to 255
 * @param code 0 to 255
 * @param second the second 32-bit word of the header, 0 to 2^32 − 1
 * @param checksum whether it was right when the message was parsed
 * @param body what follows the 8 bytes of the header
 */
public record IcmpOther(
    int version, int type, int code, long second, Checksum.State checksum, byte[] body)
    implements Icmp {
  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    return Icmp.emit(this, second, body, source, destination);
  }
}
