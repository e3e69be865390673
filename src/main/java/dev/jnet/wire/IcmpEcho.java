package dev.jnet.wire;

import java.net.InetAddress;

/**
 * An echo request or reply (RFC 792: types 8 and 0; RFC 4443: types 128 and 129).
 *
 * @param version 4 for ICMP, 6 for ICMPv6
 * @param isRequest true for a request, false for a reply
 * @param identifier a number of the program that asked, 0 to 65535
 * @param sequence the number of the request among all of this program, 0 to 65535
 * @param checksum whether it was right when the message was parsed
 * @param data what the reply must bring back unchanged
 */
public record IcmpEcho(
    int version,
    boolean isRequest,
    int identifier,
    int sequence,
    Checksum.State checksum,
    byte[] data)
    implements Icmp {
  /** A request to send. */
  public static IcmpEcho request(int version, int identifier, int sequence, byte[] data) {
    return new IcmpEcho(version, true, identifier, sequence, Checksum.State.CORRECT, data);
  }

  /** The reply to this request: the same identifier, sequence number and data. */
  public IcmpEcho answered() {
    return new IcmpEcho(version, false, identifier, sequence, Checksum.State.CORRECT, data);
  }

  static int request(int version) {
    return version == 4 ? 8 : 128;
  }

  static int reply(int version) {
    return version == 4 ? 0 : 129;
  }

  @Override
  public int type() {
    return isRequest ? request(version) : reply(version);
  }

  @Override
  public int code() {
    return 0;
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    return Icmp.emit(this, (long) identifier << 16 | sequence, data, source, destination);
  }
}
