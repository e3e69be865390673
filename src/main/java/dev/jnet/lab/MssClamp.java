package dev.jnet.lab;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpProtocol;

/**
 * Lowers the MSS option in the TCP SYNs that pass a router. Then no host sends segments that are
 * too large, even where ICMP errors do not arrive.
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

  /**
   * The packet. If it is a SYN with an MSS option above {@code most} bytes, the option is lowered
   * to that.
   */
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
    // if the option begins at an odd byte, its two bytes are in different words of the checksum
    boolean odd = (at - start) % 2 != 0;
    int before = odd ? swapped(u16(copy, at)) : u16(copy, at);
    int after = odd ? swapped(mss) : mss;
    put16(copy, at, mss);
    put16(copy, start + CHECKSUM, Checksum.adjusted(u16(copy, start + CHECKSUM), before, after));
    return Datagram.parse(copy).orElseThrow();
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
