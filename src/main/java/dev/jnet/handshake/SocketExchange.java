package dev.jnet.handshake;

import java.io.IOException;
import java.util.Optional;

/** The data that are sent and received through a socket of this machine's kernel. */
final class SocketExchange {
  private static final int MAX_READ = 1 << 16;

  private final KernelSocket socket;
  private final Exchange exchange;
  private boolean remoteClosed;

  SocketExchange(HandshakeQuestion question, KernelSocket socket) {
    this.socket = socket;
    this.exchange = new Exchange(question);
  }

  /** What arrived since the last read. */
  enum Arrived {
    /** No data. */
    NO_DATA,
    /** Data, and no more than was asked for. */
    DATA,
    /** More data than was asked for; the rest is not read. */
    TOO_MUCH
  }

  /** Reads all data that have arrived; stops when they are more than was asked for. */
  Arrived read() throws IOException {
    Arrived arrived = Arrived.NO_DATA;
    while (!remoteClosed) {
      Optional<byte[]> data = socket.read(MAX_READ);
      remoteClosed = data.isEmpty();
      if (remoteClosed || data.get().length == 0) {
        return arrived;
      }
      arrived = Arrived.DATA;
      if (exchange.received(data.get())) {
        return Arrived.TOO_MUCH;
      }
    }
    return arrived;
  }

  /** Gives the kernel the data that are left to send; returns whether it took any of them. */
  boolean write() throws IOException {
    if (!exchange.hasMoreToSend()) {
      return false;
    }
    int taken = socket.write(exchange.data(), exchange.taken());
    exchange.took(taken);
    return taken > 0;
  }

  boolean hasMoreToSend() {
    return exchange.hasMoreToSend();
  }

  /** Whether no more data have to be waited for. */
  boolean isReplyOver() {
    return exchange.isReplyOver(remoteClosed);
  }

  /** The beginning of the data that arrived. */
  byte[] reply() {
    return exchange.reply();
  }
}
