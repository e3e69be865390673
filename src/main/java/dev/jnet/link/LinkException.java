package dev.jnet.link;

import java.io.IOException;

/**
 * The link is broken or cannot be opened. The message says why, and what to do if that is known.
 */
public class LinkException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, in words for a person. */
  public LinkException(String message) {
    super(message);
  }

  /** Says what is wrong, in words for a person, and keeps what the system said. */
  public LinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
