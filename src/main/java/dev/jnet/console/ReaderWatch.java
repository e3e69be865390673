package dev.jnet.console;

import dev.jnet.link.Poller;
import dev.jnet.unit.Nanos;
import java.util.function.BooleanSupplier;

/**
 * Watches whether the answers of this process are still read. A command without an end must stop
 * when they are not. The JVM ignores SIGPIPE, which ends other programs, and a command that prints
 * nothing for hours would not notice by writing. Any thread may ask it.
 */
public final class ReaderWatch implements BooleanSupplier {
  private static final int STDOUT = 1;

  /**
   * The time between two looks at standard output, in ns. The first look comes this long after the
   * start, when most commands have ended.
   */
  private static final long INTERVAL = Nanos.SECOND / 2;

  private final AnswerStream answers;
  private final BooleanSupplier interrupted;
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean gone;

  /**
   * Watches the standard output of this process.
   *
   * @param answers the stream that writes to it
   * @param interrupted whether a signal has ended the process
   */
  public ReaderWatch(AnswerStream answers, BooleanSupplier interrupted) {
    this.answers = answers;
    this.interrupted = interrupted;
  }

  /**
   * Whether the process is to end: because of a signal, or because answers can no longer be
   * written, for want of a reader or of space on the disk.
   */
  @Override
  public boolean getAsBoolean() {
    return interrupted.getAsBoolean() || answers.failure() != null || isReaderGone();
  }

  /** Whether the reader has gone, as {@code head -1} does when it has its line. */
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
