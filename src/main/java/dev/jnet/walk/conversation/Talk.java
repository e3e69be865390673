package dev.jnet.walk.conversation;

/**
 * What is spoken over a connection: a pure state machine between bytes that come and bytes to send.
 * Times are ns on the link's clock.
 */
public interface Talk {
  /** What to send next; empty when there is nothing now. Each byte is given once. */
  byte[] outgoing(long now);

  /** Bytes came, in order. */
  void incoming(byte[] data, long at);

  /** The other side has closed: nothing more comes. */
  void ended(long at);

  /**
   * How many steps forward it has taken: a part of the answer that is complete, a byte of a body.
   * Only a step counts as something new, so that nobody holds us who says a header byte by byte, or
   * always the same.
   */
  long steps();

  /** Whether all is said and heard, so that the connection can be closed in order. */
  boolean finished();

  /** Whether there is no point in going on, so that the connection is reset. */
  boolean failed();
}
