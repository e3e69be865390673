package dev.jnet.console;

/** What a script learns from jnet without reading its output. */
public final class ExitCode {
  /** The answer is positive: the target answered, the number is known. */
  public static final int POSITIVE = 0;

  /** The answer is negative: nothing answered. */
  public static final int NEGATIVE = 1;

  /** No answer: usage, unknown host, no privilege, no such interface. */
  public static final int TROUBLE = 2;

  private ExitCode() {}
}
