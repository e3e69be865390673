package dev.jnet.network;

import dev.jnet.host.Libc;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Seeds that nobody can guess, from the kernel: a block of them at a time. */
final class Seeds {
  private static final int BLOCK = 256; // bytes that the kernel gives at once, or not at all

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

  /** The next one. */
  long next() throws IOException {
    if (!block.hasRemaining()) {
      fill(block.array());
      block.clear();
    }
    return block.getLong();
  }

  /** Not from a file, where that can be: for its first one the JVM starts a thread, in a ms. */
  private static void fill(byte[] bytes) throws IOException {
    try {
      Libc.getrandom(bytes);
    } catch (UnsatisfiedLinkError anOldLibrary) { // glibc before 2.25
      try (InputStream random = new FileInputStream("/dev/urandom")) {
        if (random.readNBytes(bytes, 0, bytes.length) < bytes.length) {
          throw new EOFException("/dev/urandom has ended");
        }
      }
    }
  }
}
