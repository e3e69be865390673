package dev.jnet.cli;

import dev.jnet.host.HostException;
import dev.jnet.host.Libc;
import java.nio.ByteBuffer;

/** Seeds that nobody can guess, from the kernel: a block of them at a time. */
final class Seeds {
  private static final int BLOCK = 256; // octets that the kernel gives at once, or not at all

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

  /** The next one. */
  long next() throws HostException {
    if (!block.hasRemaining()) {
      // Not from /dev/urandom: for its first file the JVM starts a thread, which takes it a ms.
      Libc.getrandom(block.array());
      block.clear();
    }
    return block.getLong();
  }
}
