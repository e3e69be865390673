package dev.jnet.unit;

/**
 * A time to live (IPv4, RFC 791) or hop limit (IPv6, RFC 8200): how many more links a packet may
 * cross.
 *
 * @param value 0 to 255; 0 only in packets that were dropped because of it
 */
public record Ttl(int value) implements Comparable<Ttl> {
  /** The largest value of the 8-bit field. */
  public static final int MAX = 255;

  /** What hosts give packets that are to reach their target, however far it is. */
  public static final Ttl DEFAULT = new Ttl(64);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when the field cannot hold it
   */
  public Ttl {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("TTL " + value + ": must be from 0 to " + MAX);
    }
  }

  @Override
  public int compareTo(Ttl other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
