package dev.jnet.wire;

import java.util.Arrays;

/**
 * A cursor over untrusted bytes, in network byte order.
 *
 * <p>Every read is checked against the end. Values are unsigned, in the next wider type, so that no
 * caller has to mask sign bits.
 */
public final class WireReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads a whole array. */
  public WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /**
   * Reads the bytes {@code [from, to)} of an array.
   *
   * @throws IndexOutOfBoundsException when that is not a range of the array
   */
  public WireReader(byte[] bytes, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, bytes.length);
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** The number of bytes that are left. */
  public int remaining() {
    return end - position;
  }

  /** Unsigned 8 bits: 0 to 255. */
  public int u8() throws MalformedPacketException {
    require(1);
    return Byte.toUnsignedInt(bytes[position++]);
  }

  /** Unsigned 16 bits: 0 to 65535. */
  public int u16() throws MalformedPacketException {
    require(2);
    int value = Byte.toUnsignedInt(bytes[position]) << 8 | Byte.toUnsignedInt(bytes[position + 1]);
    position += 2;
    return value;
  }

  /** Unsigned 32 bits: 0 to 2^32 − 1. */
  public long u32() throws MalformedPacketException {
    require(4);
    return (long) u16() << 16 | u16();
  }

  /** The next bytes, copied. */
  public byte[] bytes(int count) throws MalformedPacketException {
    require(count);
    byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return copy;
  }

  /** The next bytes, at most {@code count}, copied. Fewer when fewer are left. */
  public byte[] upTo(int count) throws MalformedPacketException {
    return bytes(Math.min(Math.max(count, 0), remaining()));
  }

  /** All bytes that are left, copied. */
  public byte[] rest() throws MalformedPacketException {
    return bytes(remaining());
  }

  /** Skips bytes. */
  public void skip(int count) throws MalformedPacketException {
    require(count);
    position += count;
  }

  /**
   * Checks that at least {@code count} bytes are left.
   *
   * @throws MalformedPacketException when fewer are left
   */
  public void require(int count) throws MalformedPacketException {
    if (count < 0 || count > remaining()) {
      throw new MalformedPacketException(
          "cut short: " + count + " more bytes needed, " + remaining() + " left");
    }
  }
}
