package dev.jnet.lab;

/** A topology file makes no sense. The message says which file, which line, and why. */
public final class TopologyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TopologyException(String file, int line, String why) {
    super(file + " line " + line + ": " + why);
    this.line = line;
  }

  /** The number of the line, from 1. */
  public int line() {
    return line;
  }
}
