package dev.jnet.fuzz;

import java.util.Arrays;

/** The fuzzer's bytes, read as decisions; behind their end all are 0. */
final class Script {
  private final byte[] bytes;
  private int position;

  Script(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean atEnd() {
    return position >= bytes.length;
  }

  int u8() {
    return atEnd() ? 0 : bytes[position++] & 0xff;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  long u32() {
    return (long) u16() << 16 | u16();
  }

  boolean flag() {
    return (u8() & 1) != 0;
  }

  /** One of {@code count}, 0 upwards. */
  int choice(int count) {
    return u8() % count;
  }

  /** At most so many bytes, fewer at the end. */
  byte[] bytes(int count) {
    int end = Math.min(bytes.length, position + count);
    byte[] part = Arrays.copyOfRange(bytes, Math.min(position, end), end);
    position = end;
    return part;
  }

  byte[] rest() {
    return bytes(bytes.length);
  }
}
