package dev.jnet.lab;

/** A topology file that makes no sense: which, in which line, and why. */
public final class TopologyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TopologyException(String file, int line, String why) {
    super(file + " line " + line + ": " + why);
    this.line = line;
  }

  /** The line's number, from 1. */
  public int line() {
    return line;
  }
}
