package dev.jnet.wire;

import java.net.InetAddress;

/**
 * The Internet checksum (RFC 1071): the one's complement of the one's complement sum of 16-bit
 * words.
 *
 * <p>It catches every single changed bit and most bursts, but not words that changed places,
 * because the order of words does not change a sum.
 */
public final class Checksum {
  private Checksum() {}

  /** What the checksum of a received header or segment says about it. */
  public enum State {
    /** The sum is right: these are the bytes that were sent, as far as a 16-bit sum can tell. */
    CORRECT,
    /** The sum is wrong: damaged on the way, or sent wrong. */
    WRONG,
    /**
     * Not verified. Either the capture cut the packet short, or the sender leaves the checksum to
     * its network card (offload: the field holds only the pseudo-header's sum), or no checksum is
     * used (UDP over IPv4 with checksum 0).
     */
    NOT_VERIFIED
  }

  /** The checksum of bytes, 0 to 65535. An odd last byte counts as the high half of a word. */
  public static int of(byte[] bytes) {
    return finish(sum(bytes, 0, bytes.length, 0));
  }

  /** The checksum of the first bytes of an array, 0 to 65535. */
  public static int of(byte[] bytes, int length) {
    return finish(sum(bytes, 0, length, 0));
  }

  /**
   * The checksum of a transport segment with the pseudo-header in front of it: RFC 9293 section 3.1
   * over IPv4, RFC 8200 section 8.1 over IPv6. The segment's own checksum field must be 0 when the
   * checksum is made; when it is verified, the result over a correct segment is 0.
   */
  public static int withPseudoHeader(
      InetAddress source, InetAddress destination, int protocol, byte[] segment) {
    return finish(
        sum(
            segment,
            0,
            segment.length,
            pseudoHeader(source, destination, protocol, segment.length)));
  }

  /**
   * The word that turns one checksum into another when it replaces a zero word. With it a packet's
   * data is chosen so that its header has a wanted checksum.
   *
   * @param actual the checksum with the zero word, 0 to 65535
   * @param wanted the checksum with the new word, 1 to 65534
   */
  public static int difference(int actual, int wanted) {
    return fold((long) actual + (~wanted & 0xffff));
  }

  /**
   * The checksum after one of the words under it has been replaced (RFC 1624). All three are 0 to
   * 65535.
   */
  public static int adjusted(int checksum, int word, int replacement) {
    return finish((~checksum & 0xffffL) + (~word & 0xffffL) + replacement);
  }

  /**
   * Whether a segment's checksum is right, with the pseudo-header in front of it.
   *
   * @param field the checksum field of the segment, 0 to 65535. If it is only the sum of the
   *     pseudo-header, the sender left the rest to its network card, and the checksum cannot be
   *     judged
   */
  public static State verify(
      InetAddress source, InetAddress destination, int protocol, byte[] segment, int field) {
    long pseudo = pseudoHeader(source, destination, protocol, segment.length);
    if (finish(sum(segment, 0, segment.length, pseudo)) == 0) {
      return State.CORRECT;
    }
    return field == fold(pseudo) ? State.NOT_VERIFIED : State.WRONG;
  }

  private static long pseudoHeader(
      InetAddress source, InetAddress destination, int protocol, int length) {
    byte[] from = source.getAddress();
    byte[] to = destination.getAddress();
    return sum(from, 0, from.length, sum(to, 0, to.length, protocol + (long) length));
  }

  private static long sum(byte[] bytes, int from, int to, long start) {
    long sum = start;
    int i = from;
    for (; i + 1 < to; i += 2) {
      sum += Byte.toUnsignedInt(bytes[i]) << 8 | Byte.toUnsignedInt(bytes[i + 1]);
    }
    return i < to ? sum + (Byte.toUnsignedInt(bytes[i]) << 8) : sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }

  private static int finish(long sum) {
    return ~fold(sum) & 0xffff;
  }
}
