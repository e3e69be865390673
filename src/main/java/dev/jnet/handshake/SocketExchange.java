package dev.jnet.handshake;

import java.io.IOException;
import java.util.Optional;

/** What is said and heard through a socket of this machine's kernel. */
final class SocketExchange {
  private static final int MAX_READ = 1 << 16;

  private final KernelSocket socket;
  private final Exchange exchange;
  private boolean remoteClosed;

  SocketExchange(HandshakeQuestion question, KernelSocket socket) {
    this.socket = socket;
    this.exchange = new Exchange(question);
  }

  /** What came since the last time. */
  enum Heard {
    /** No data. */
    NOTHING,
    /** Data, and no more than was asked for. */
    SOMETHING,
    /** More data than was asked for; the rest is not read. */
    TOO_MUCH
  }

  /** Reads all that is there; stops at more than was asked for. */
  Heard read() throws IOException {
    Heard heard = Heard.NOTHING;
    while (!remoteClosed) {
      Optional<byte[]> data = socket.read(MAX_READ);
      remoteClosed = data.isEmpty();
      if (remoteClosed || data.get().length == 0) {
        return heard;
      }
      heard = Heard.SOMETHING;
      if (exchange.heard(data.get())) {
        return Heard.TOO_MUCH;
      }
    }
    return heard;
  }

  /** Gives the kernel what there is to say. Returns whether it took any of it. */
  boolean write() throws IOException {
    if (!exchange.hasMoreToSay()) {
      return false;
    }
    int taken = socket.write(exchange.data(), exchange.taken());
    exchange.took(taken);
    return taken > 0;
  }

  boolean hasMoreToSay() {
    return exchange.hasMoreToSay();
  }

  /** Whether nothing more has to be waited for. */
  boolean isHeard() {
    return exchange.isHeard(remoteClosed);
  }

  /** The beginning of what was heard. */
  byte[] reply() {
    return exchange.reply();
  }
}
