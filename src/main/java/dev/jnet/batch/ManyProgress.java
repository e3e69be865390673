package dev.jnet.batch;

import dev.jnet.console.Console;
import dev.jnet.unit.Nanos;

/**
 * The line on a terminal that shows how many targets are answered, and how long the rest will take.
 */
final class ManyProgress {
  /** How often the line is redrawn, in ns. */
  private static final long INTERVAL = Nanos.SECOND / 5;

  private final Console console;
  private final int targets;
  private final long startedAt = System.nanoTime();
  private long shownAt = startedAt;

  ManyProgress(Console console, int targets) {
    this.console = console;
    this.targets = targets;
  }

  /** Redraws the line, unless it has been redrawn just now. */
  void show(int finished, int sent) {
    long now = System.nanoTime();
    if (now - shownAt < INTERVAL) {
      return;
    }
    shownAt = now;
    console.progress(line(targets, finished, sent, now - startedAt));
  }

  /**
   * The words of the line.
   *
   * @param elapsed ns since the beginning
   */
  static String line(int targets, int finished, int sent, long elapsed) {
    double seconds = Math.max(1, elapsed) / (double) Nanos.SECOND;
    String line =
        finished + " of " + targets + " targets, " + Math.round(sent / seconds) + " probes/s";
    if (finished == 0) {
      return line;
    }
    long left = Math.round(seconds * (targets - finished) / finished);
    return line + ", " + (left >= 120 ? left / 60 + " min" : left + " s") + " left";
  }
}
