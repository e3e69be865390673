package dev.jnet.wire;

/**
 * Puts fields into an array of known size, in network byte order.
 *
 * <p>Sizes are known before anything is written, so writing past the end is a bug of the caller and
 * throws {@link ArrayIndexOutOfBoundsException}.
 */
final class WireWriter {
  private final byte[] octets;
  private int position;

  WireWriter(int size) {
    octets = new byte[size];
  }

  WireWriter u8(int value) {
    octets[position++] = (byte) value;
    return this;
  }

  WireWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  WireWriter u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  WireWriter bytes(byte[] value) {
    System.arraycopy(value, 0, octets, position, value.length);
    position += value.length;
    return this;
  }

  /** Overwrites two octets that were written before: a checksum over the finished whole. */
  WireWriter patch16(int offset, int value) {
    octets[offset] = (byte) (value >>> 8);
    octets[offset + 1] = (byte) value;
    return this;
  }

  /** The array itself, complete. */
  byte[] done() {
    if (position != octets.length) {
      throw new IllegalStateException(position + " of " + octets.length + " octets written");
    }
    return octets;
  }

  /** The array while it is still being written: for a checksum over it. */
  byte[] soFar() {
    return octets;
  }
}
