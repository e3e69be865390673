package dev.jnet.tcp;

import java.util.Arrays;

/** The data that one side has to send, beginning with the first byte that is not acknowledged. */
final class SendBuffer {
  private final int capacity;

  /** Grows when needed, because most connections of a diagnosis send no data. */
  private byte[] bytes = {};

  private int size;

  /** An empty buffer for at most {@code capacity} bytes. */
  SendBuffer(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return size;
  }

  /**
   * Takes as much of the data from {@code from} on as there is room for. Returns how many bytes it
   * took.
   */
  int offer(byte[] data, int from) {
    int count = Math.min(data.length - from, capacity - size);
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(capacity, 2 * (size + count)));
    }
    System.arraycopy(data, from, bytes, size, count);
    size += count;
    return count;
  }

  /** A copy of {@code count} bytes from {@code offset} on. */
  byte[] copy(int offset, int count) {
    return Arrays.copyOfRange(bytes, offset, offset + count);
  }

  /** Drops the first bytes, because they are acknowledged. */
  void drop(int count) {
    System.arraycopy(bytes, count, bytes, 0, size - count);
    size -= count;
  }
}
