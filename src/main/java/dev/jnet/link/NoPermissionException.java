package dev.jnet.link;

/** The user lacks CAP_NET_RAW. The message says what it is needed for, and how to get it. */
public final class NoPermissionException extends LinkException {
  private static final long serialVersionUID = 1L;

  /** What to do about it, in two short commands. */
  public static final String REMEDIES =
      ": it takes CAP_NET_RAW; sudo jnet ..., or once, for all: sudo scripts/install --cap";

  /**
   * The exception for something that this user may not do.
   *
   * @param what what is not permitted, as in "no permission to capture"
   * @param cause what the system said; may be null
   */
  public NoPermissionException(String what, Throwable cause) {
    super(what + REMEDIES, cause);
  }
}
