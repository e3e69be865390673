package dev.jnet.link.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a file from its beginning to its end, of which only the next ones are in memory. */
final class FileBytes implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

  /** How many bytes of the file are in front of the buffer. */
  private long before;

  FileBytes(InputStream in) {
    this.in = in;
  }

  /** Sets the order of bytes in numbers. */
  void order(ByteOrder order) {
    buffer.order(order);
  }

  /** The file's first four bytes as a number in network byte order, which stay unread. */
  int magic() throws IOException {
    require(Integer.BYTES);
    return buffer.getInt(buffer.position());
  }

  /** How many bytes have been read. */
  long position() {
    return before + buffer.position();
  }

  /** Whether nothing follows. */
  boolean isAtEnd() throws IOException {
    return !has(1);
  }

  /** Whether so many bytes follow; at most as many as a header has. */
  boolean has(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return true;
    }
    before += buffer.position();
    buffer.compact();
    int read = 0;
    while (read >= 0 && buffer.position() < count) {
      read = in.read(buffer.array(), buffer.position(), buffer.remaining());
      buffer.position(buffer.position() + Math.max(0, read));
    }
    buffer.flip();
    return buffer.remaining() >= count;
  }

  /** The next 16 bits, 0 to 65535. */
  int u16() throws IOException {
    require(2);
    return Short.toUnsignedInt(buffer.getShort());
  }

  /** The next 32 bits, 0 to 2^32 − 1. */
  long u32() throws IOException {
    require(4);
    return Integer.toUnsignedLong(buffer.getInt());
  }

  /** The next 64 bits, with a sign. */
  long s64() throws IOException {
    require(Long.BYTES);
    return buffer.getLong();
  }

  /** The next bytes. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    int have = 0;
    while (have < count) {
      require(1);
      int part = Math.min(count - have, buffer.remaining());
      buffer.get(bytes, have, part);
      have += part;
    }
    return bytes;
  }

  /** Leaves bytes out. */
  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      require(1);
      int part = (int) Math.min(left, buffer.remaining());
      buffer.position(buffer.position() + part);
      left -= part;
    }
  }

  private void require(int count) throws IOException {
    if (!has(count)) {
      throw new EOFException();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
