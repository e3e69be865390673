package dev.jnet.unit;

/**
 * The size of the largest IP packet that a link or a path carries in one piece.
 *
 * @param bytes of the whole IP packet, its header included; 68 (RFC 791) to 65,575 (an IPv6 packet
 *     without a jumbogram: 40 + 65,535)
 */
public record Mtu(int bytes) implements Comparable<Mtu> {
  /** The size that every IPv4 link carries (RFC 791). */
  public static final int MIN_BYTES = 68;

  /** The largest packet that IPv6's length field can describe (RFC 8200). */
  public static final int MAX_BYTES = 65_575;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when no link can have such an MTU
   */
  public Mtu {
    if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "MTU " + bytes + ": must be from " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
    }
  }

  @Override
  public int compareTo(Mtu other) {
    return Integer.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return Integer.toString(bytes);
  }
}
