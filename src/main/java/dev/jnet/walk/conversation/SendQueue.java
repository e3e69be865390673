package dev.jnet.walk.conversation;

import dev.jnet.tcp.Connection;

/** Bytes that a talk gave and the connection has not taken yet. */
final class SendQueue {
  private byte[] said = {};
  private int taken;

  /** Whether the connection has taken all bytes. */
  boolean isEmpty() {
    return taken == said.length;
  }

  /**
   * Hands the talk's bytes to the connection, until the connection is full or the talk has no more
   * bytes for now.
   */
  void handOver(Talk talk, Connection connection, long now) {
    while (true) {
      if (isEmpty()) {
        said = talk.outgoing(now);
        taken = 0;
        if (said.length == 0) {
          return;
        }
      }
      int more = connection.send(said, taken);
      if (more == 0) {
        return;
      }
      taken += more;
    }
  }
}
