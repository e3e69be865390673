package dev.jnet.wire;

/**
 * Puts fields into an array of known size, in network byte order.
 *
 * <p>Sizes are known before anything is written, so writing past the end is a bug of the caller and
 * throws {@link ArrayIndexOutOfBoundsException}.
 */
final class WireWriter {
  private final byte[] bytes;
  private int position;

  WireWriter(int size) {
    bytes = new byte[size];
  }

  WireWriter u8(int value) {
    bytes[position++] = (byte) value;
    return this;
  }

  WireWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  WireWriter u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  WireWriter bytes(byte[] value) {
    System.arraycopy(value, 0, bytes, position, value.length);
    position += value.length;
    return this;
  }

  /**
   * Overwrites two bytes that were written before. A checksum is written last, because it covers
   * the whole.
   */
  WireWriter patch16(int offset, int value) {
    bytes[offset] = (byte) (value >>> 8);
    bytes[offset + 1] = (byte) value;
    return this;
  }

  /** The array itself. All of it must have been written. */
  byte[] done() {
    if (position != bytes.length) {
      throw new IllegalStateException(position + " of " + bytes.length + " bytes written");
    }
    return bytes;
  }

  /** The array while it is still being written. A checksum is computed over it. */
  byte[] soFar() {
    return bytes;
  }
}
