package dev.jnet.handshake;

import java.io.ByteArrayOutputStream;

/**
 * The data of a handshake: ours, as far as the connection took them, and the answer's beginning.
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

  /** Bytes of our data that the connection took. */
  int taken() {
    return taken;
  }

  /** The connection took so many more bytes. */
  void took(int more) {
    taken += more;
  }

  boolean hasMoreToSay() {
    return taken < data.length;
  }

  /**
   * Keeps what came, up to the most that was asked for.
   *
   * @return whether more came than was asked for
   */
  boolean heard(byte[] bytes) {
    int room = mostReply - reply.size();
    reply.write(bytes, 0, Math.min(room, bytes.length));
    return bytes.length > room;
  }

  /**
   * Whether nothing more has to be waited for: we have asked nothing, the other side has said that
   * nothing follows, or as much came as was asked for.
   */
  boolean isHeard(boolean remoteClosed) {
    return data.length == 0 || remoteClosed || reply.size() >= mostReply;
  }

  byte[] reply() {
    return reply.toByteArray();
  }
}
