package dev.jnet.lab;

import dev.jnet.wire.IpProtocol;

/**
 * Lowers the MSS option in the TCP SYNs that pass a router: so that nobody sends segments that
 * would not fit, where ICMP cannot be trusted to say so.
 */
final class MssClamp {
  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;
  private static final int CHECKSUM = 16;
  private static final int OPTIONS = 20;
  private static final int SYN = 2;
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int MSS = 2;
  private static final int MSS_LENGTH = 4;

  private MssClamp() {}

  /** The packet, with a larger MSS option lowered if it is a SYN that has one. */
  static Datagram clamp(Datagram datagram, int most) {
    int start = datagram.ip().headerLength();
    byte[] bytes = datagram.bytes();
    if (datagram.ip().protocol() != IpProtocol.TCP
        || datagram.ip().fragmentOffset() > 0
        || bytes.length < start + OPTIONS
        || (bytes[start + FLAGS] & SYN) == 0) {
      return datagram;
    }
    int end = Math.min(start + (bytes[start + DATA_OFFSET] >> 4 & 15) * 4, bytes.length);
    int at = start + OPTIONS;
    while (at + 1 < end && bytes[at] != END) {
      if (bytes[at] == NO_OPERATION) {
        at++;
        continue;
      }
      int length = Byte.toUnsignedInt(bytes[at + 1]);
      if (bytes[at] == MSS && length == MSS_LENGTH && at + MSS_LENGTH <= end) {
        return u16(bytes, at + 2) > most ? lowered(bytes, start, at + 2, most) : datagram;
      }
      at += Math.max(length, 2);
    }
    return datagram;
  }

  private static Datagram lowered(byte[] bytes, int start, int at, int mss) {
    byte[] copy = bytes.clone();
    // an option may begin at an odd byte: then each half of it counts in another word
    boolean odd = (at - start) % 2 != 0;
    int before = odd ? swapped(u16(copy, at)) : u16(copy, at);
    int after = odd ? swapped(mss) : mss;
    put16(copy, at, mss);
    put16(copy, start + CHECKSUM, updated(u16(copy, start + CHECKSUM), before, after));
    return Datagram.parse(copy).orElseThrow();
  }

  /** The checksum after a 16-bit word has changed: RFC 1624, equation 3. */
  private static int updated(int checksum, int before, int after) {
    int sum = (~checksum & 0xffff) + (~before & 0xffff) + after;
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return ~sum & 0xffff;
  }

  private static int swapped(int word) {
    return word >>> 8 | (word & 0xff) << 8;
  }

  private static int u16(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }
}
