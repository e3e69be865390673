package dev.jnet.walk.conversation;

/**
 * The protocol that is spoken over a connection: a state machine between bytes that come and bytes
 * to send. It has no clock, no input or output, and no thread. Times are ns on the link's clock.
 */
public interface Talk {
  /** The next bytes to send; none when there are none now. Each byte is given once. */
  byte[] outgoing(long now);

  /** Takes bytes that came, in their order. */
  void incoming(byte[] data, long at);

  /** Notes that the other side has closed, so that no more bytes come. */
  void ended(long at);

  /**
   * How many steps the talk has taken, such as a complete part of the answer, or a byte of a body.
   * Only a step prolongs the wait, so that a server cannot prolong it by sending a header byte by
   * byte, or the same line again and again.
   */
  long steps();

  /** Whether all was sent and received, so that the connection can be closed in order. */
  boolean finished();

  /** Whether the talk cannot go on, so that the connection must be reset. */
  boolean failed();
}
