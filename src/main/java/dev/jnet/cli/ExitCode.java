package dev.jnet.cli;

/** What a script learns from jnet without reading its output. */
final class ExitCode {
  /** The answer is positive: the target answered, the number is known. */
  static final int POSITIVE = 0;

  /** The answer is negative: nothing answered. */
  static final int NEGATIVE = 1;

  /** No answer: usage, unknown host, no privilege, no such interface. */
  static final int TROUBLE = 2;

  private ExitCode() {}
}
