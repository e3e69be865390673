package dev.jnet.wire;

/**
 * The bytes are not what their protocol says they must be: the only thing, apart from a record,
 * that a parser of this room ever gives.
 *
 * <p>It carries no stack trace: hostile bytes are ordinary, and may come at line rate.
 */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, in words for a person. */
  public MalformedPacketException(String message) {
    super(message, null, false, false);
  }
}
