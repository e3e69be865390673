package dev.jnet.walk.conversation;

import dev.jnet.tcp.Connection;

/** What a talk has said and the connection has not taken yet. */
final class SendQueue {
  private byte[] said = {};
  private int taken;

  /** Whether the connection has taken all that was said. */
  boolean isEmpty() {
    return taken == said.length;
  }

  /**
   * Hands the connection what the talk says, until the connection is full or the talk has nothing
   * more to say for now.
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
