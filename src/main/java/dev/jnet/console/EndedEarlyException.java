package dev.jnet.console;

import dev.jnet.link.LinkException;

/** Ctrl-C ended a run before an answer could come: the target was not silent. */
public final class EndedEarlyException extends LinkException {
  private static final long serialVersionUID = 1L;

  public EndedEarlyException() {
    super("ended before an answer could come");
  }
}
