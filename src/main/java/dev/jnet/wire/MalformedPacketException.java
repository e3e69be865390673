package dev.jnet.wire;

/**
 * The bytes do not follow their protocol. A parser of this room either returns a record or throws
 * this exception; it throws nothing else.
 *
 * <p>It carries no stack trace, because malformed packets are ordinary and may arrive at the full
 * rate of the link.
 */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message says what is wrong with the bytes, in words. */
  public MalformedPacketException(String message) {
    super(message, null, false, false);
  }
}
