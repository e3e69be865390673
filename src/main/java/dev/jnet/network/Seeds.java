package dev.jnet.network;

import dev.jnet.host.Libc;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Seeds from the kernel's random numbers, which cannot be guessed. They are fetched in blocks. */
final class Seeds {
  private static final int BLOCK = 256; // bytes that the kernel gives at once, or not at all

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

  /** The next seed. */
  long next() throws IOException {
    if (!block.hasRemaining()) {
      fill(block.array());
      block.clear();
    }
    return block.getLong();
  }

  /**
   * Fills bytes with random numbers, if possible without a file: for its first file the JVM starts
   * a thread, which takes 1 ms.
   */
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
