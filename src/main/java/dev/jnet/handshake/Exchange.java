package dev.jnet.handshake;

import java.io.ByteArrayOutputStream;

/**
 * The data of a connection: what this host sends, as far as the connection took it, and the
 * beginning of the reply.
 */
final class Exchange {
  private final byte[] data;
  private final int mostReply;
  private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
  private int taken;

  Exchange(HandshakeQuestion question) {
    this.data = question.data();
    this.mostReply = question.mostReply();
  }

  byte[] data() {
    return data;
  }

  /** Bytes of this host's data that the connection took. */
  int taken() {
    return taken;
  }

  /** Notes that the connection took more bytes. */
  void took(int more) {
    taken += more;
  }

  boolean hasMoreToSend() {
    return taken < data.length;
  }

  /**
   * Keeps data that arrived, up to the most that was asked for.
   *
   * @return whether more arrived than was asked for
   */
  boolean received(byte[] bytes) {
    int room = mostReply - reply.size();
    reply.write(bytes, 0, Math.min(room, bytes.length));
    return bytes.length > room;
  }

  /**
   * Whether no more data have to be waited for: this host sends none, the other side has closed, or
   * as much arrived as was asked for.
   */
  boolean isReplyOver(boolean remoteClosed) {
    return data.length == 0 || remoteClosed || reply.size() >= mostReply;
  }

  byte[] reply() {
    return reply.toByteArray();
  }
}
