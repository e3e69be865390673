package dev.jnet.cli;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;

/** Seeds that nobody can guess, from the kernel: a block of them at a time. */
final class Seeds implements AutoCloseable {
  private DataInputStream random;

  /** The next one. */
  long next() throws IOException {
    if (random == null) {
      random = new DataInputStream(new BufferedInputStream(new FileInputStream("/dev/urandom")));
    }
    return random.readLong();
  }

  @Override
  public void close() throws IOException {
    if (random != null) {
      random.close();
    }
  }
}
