package dev.jnet.link;

/** The link works, but did not take this one frame: too large, or no buffer for it. */
public final class FrameRefusedException extends LinkException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a frame was not taken. */
  public enum Reason {
    /** Larger than the interface's MTU allows (EMSGSIZE). It will never be taken. */
    TOO_LARGE,
    /** The queue or the other end of a virtual cable had no room for it (ENOBUFS). */
    NO_BUFFER,
    /** Sending such a packet needs a privilege. It will never be taken. */
    NOT_PERMITTED
  }

  /** A refusal with its reason and a message for a person. */
  public FrameRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why this frame was not taken. */
  public Reason reason() {
    return reason;
  }
}
