package dev.jnet.handshake;

import java.io.IOException;
import java.util.Optional;

/**
 * A TCP connection of this machine's kernel, as an application has it. Nothing here waits; what the
 * kernel says is wrong is an exception with its words.
 */
public interface KernelSocket {
  /** Begins to connect: the kernel sends its SYN. */
  void connect() throws IOException;

  /** Whether the connection is there. */
  boolean isConnected() throws IOException;

  /** Gives the kernel data to send; tells how many of the bytes from {@code from} on it took. */
  int write(byte[] data, int from) throws IOException;

  /** At most so many bytes of what has come: none where nothing has; empty after the last. */
  Optional<byte[]> read(int most) throws IOException;

  /** Closes this side: the kernel sends its FIN, and goes on to receive. */
  void shutdown() throws IOException;

  /** Gives up at once: the kernel sends a RST where there is a connection. */
  void abort() throws IOException;

  /** Leaves the rest to the kernel. Does no harm when done twice. */
  void close() throws IOException;
}
