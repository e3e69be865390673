package dev.jnet.console;

import dev.jnet.link.Poller;
import dev.jnet.unit.Nanos;
import java.util.function.BooleanSupplier;

/**
 * Whether the answers of this process can still be read. A command that would go on for ever ends
 * when they cannot: the JVM ignores SIGPIPE, which ends other programs, and a command that has
 * nothing to say for hours would not notice by writing. Any thread may ask.
 */
public final class ReaderWatch implements BooleanSupplier {
  private static final int STDOUT = 1;

  /**
   * Between two looks at standard output, in ns. The first comes so long after the start, so that
   * most commands have ended before.
   */
  private static final long INTERVAL = Nanos.SECOND / 2;

  private final AnswerStream answers;
  private final BooleanSupplier interrupted;
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean gone;

  /**
   * Watches the standard output of this process, to which these answers go.
   *
   * @param interrupted whether a signal has ended the process
   */
  public ReaderWatch(AnswerStream answers, BooleanSupplier interrupted) {
    this.answers = answers;
    this.interrupted = interrupted;
  }

  /**
   * Whether the process is to end: by a signal, or because answers cannot be written any more, as
   * nobody reads them or the disk is full.
   */
  @Override
  public boolean getAsBoolean() {
    return interrupted.getAsBoolean() || answers.failure() != null || isReaderGone();
  }

  /** Whether the reader has gone away, as {@code head -1} does when it has its line. */
  public boolean isReaderGone() {
    if (!gone && System.nanoTime() - lookedAt >= INTERVAL) {
      look();
    }
    return gone || answers.isReaderGone();
  }

  private synchronized void look() {
    lookedAt = System.nanoTime();
    Poller output = new Poller(STDOUT);
    gone |= output.writable(0) && output.isBroken(0);
  }
}
