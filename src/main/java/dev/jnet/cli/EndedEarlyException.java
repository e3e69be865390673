package dev.jnet.cli;

import dev.jnet.link.LinkException;

/** Somebody ended a run before an answer could come: that is no silence. */
final class EndedEarlyException extends LinkException {
  private static final long serialVersionUID = 1L;

  EndedEarlyException() {
    super("ended before an answer could come");
  }
}
