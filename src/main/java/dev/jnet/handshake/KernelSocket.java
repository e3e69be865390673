package dev.jnet.handshake;

import java.io.IOException;
import java.util.Optional;

/**
 * A TCP connection of this machine's kernel, as an application has it. No method waits. An error of
 * the kernel is an {@link IOException} with the kernel's words.
 */
public interface KernelSocket {
  /** Begins to connect: the kernel sends its SYN. */
  void connect() throws IOException;

  /** Whether the connection is established. */
  boolean isConnected() throws IOException;

  /**
   * Gives the kernel data to send, beginning at the byte {@code from}.
   *
   * @return how many bytes the kernel took
   */
  int write(byte[] data, int from) throws IOException;

  /**
   * Reads data that have arrived, at most {@code most} bytes.
   *
   * @return an array without bytes when none have arrived; empty after the other side's FIN
   */
  Optional<byte[]> read(int most) throws IOException;

  /** Closes this side: the kernel sends its FIN, and goes on to receive. */
  void shutdown() throws IOException;

  /** Gives up at once: the kernel sends a RST where there is a connection. */
  void abort() throws IOException;

  /** Leaves the connection to the kernel. A second call does nothing. */
  void close() throws IOException;
}
