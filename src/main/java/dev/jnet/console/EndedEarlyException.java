package dev.jnet.console;

import dev.jnet.link.LinkException;

/** Somebody ended a run before an answer could come: that is no silence. */
public final class EndedEarlyException extends LinkException {
  private static final long serialVersionUID = 1L;

  public EndedEarlyException() {
    super("ended before an answer could come");
  }
}
