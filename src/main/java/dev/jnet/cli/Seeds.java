package dev.jnet.cli;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Seeds that nobody can guess, from the kernel: a block of them at a time. */
final class Seeds implements AutoCloseable {
  private static final int BLOCK = 8192;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
  private InputStream random;

  /** The next one. */
  long next() throws IOException {
    if (!block.hasRemaining()) {
      if (random == null) {
        random = new FileInputStream("/dev/urandom");
      }
      if (random.readNBytes(block.array(), 0, BLOCK) < BLOCK) {
        throw new EOFException("/dev/urandom has ended");
      }
      block.clear();
    }
    return block.getLong();
  }

  @Override
  public void close() throws IOException {
    if (random != null) {
      random.close();
    }
  }
}
