package dev.jnet.wire;

import java.util.Arrays;

/**
 * A cursor over untrusted octets, in network byte order.
 *
 * <p>Every read is checked against the end and gives an unsigned value in the next wider type, so
 * that nothing outside this room has to mask sign bits.
 */
public final class WireReader {
  private final byte[] octets;
  private final int end;
  private int position;

  /** Reads a whole array. */
  public WireReader(byte[] octets) {
    this(octets, 0, octets.length);
  }

  /**
   * Reads the octets {@code [from, to)} of an array.
   *
   * @throws IndexOutOfBoundsException when that is not a range of the array
   */
  public WireReader(byte[] octets, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, octets.length);
    this.octets = octets;
    this.position = from;
    this.end = to;
  }

  /** Octets left. */
  public int remaining() {
    return end - position;
  }

  /** Unsigned 8 bits: 0 to 255. */
  public int u8() throws MalformedPacketException {
    require(1);
    return Byte.toUnsignedInt(octets[position++]);
  }

  /** Unsigned 16 bits: 0 to 65535. */
  public int u16() throws MalformedPacketException {
    require(2);
    int value =
        Byte.toUnsignedInt(octets[position]) << 8 | Byte.toUnsignedInt(octets[position + 1]);
    position += 2;
    return value;
  }

  /** Unsigned 32 bits: 0 to 2^32 − 1. */
  public long u32() throws MalformedPacketException {
    require(4);
    return (long) u16() << 16 | u16();
  }

  /** The next octets, copied. */
  public byte[] bytes(int count) throws MalformedPacketException {
    require(count);
    byte[] copy = Arrays.copyOfRange(octets, position, position + count);
    position += count;
    return copy;
  }

  /** At most so many of the next octets, copied: fewer when fewer are left. */
  public byte[] upTo(int count) throws MalformedPacketException {
    return bytes(Math.min(Math.max(count, 0), remaining()));
  }

  /** All octets that are left, copied. */
  public byte[] rest() throws MalformedPacketException {
    return bytes(remaining());
  }

  /** Steps over octets without looking at them. */
  public void skip(int count) throws MalformedPacketException {
    require(count);
    position += count;
  }

  /** Checks that so many octets are left. */
  public void require(int count) throws MalformedPacketException {
    if (count < 0 || count > remaining()) {
      throw new MalformedPacketException(
          "cut short: " + count + " more octets needed, " + remaining() + " left");
    }
  }
}
