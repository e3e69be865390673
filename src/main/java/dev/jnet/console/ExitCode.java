package dev.jnet.console;

/** The exit codes of the process. Ctrl-C and SIGTERM end it with 130 and 143 instead. */
public final class ExitCode {
  /** The answer is positive: the target answered, the number is known. */
  public static final int POSITIVE = 0;

  /** The answer is negative: nothing answered. */
  public static final int NEGATIVE = 1;

  /** There is no answer: wrong usage, an unknown host, no privilege, no such interface. */
  public static final int TROUBLE = 2;

  /** It is not known whether the answer is as {@code --expect} says. */
  public static final int UNDECIDED = 3;

  /** The reader of the answers has gone: the code of a program that SIGPIPE (13) has ended. */
  public static final int NOBODY_READS = 128 + 13;

  private ExitCode() {}
}
