package dev.jnet.command.trace;

import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.PathWatchResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A watch without an end, whose sums are printed now and then: whoever reads them from a pipe would
 * otherwise wait for ever.
 */
final class PeriodicTable extends ForwardingDiagnosis<PathWatchResult> {
  private static final int ROUNDS = 10;

  private final PathWatch watch;
  private final Consumer<PathWatchResult> printer;
  private int printedAt;

  /**
   * A watch whose sums are printed after each ten rounds.
   *
   * @param printer prints them
   */
  PeriodicTable(PathWatch watch, Consumer<PathWatchResult> printer) {
    super(watch);
    this.watch = watch;
    this.printer = printer;
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = super.next(now);
    if (watch.rounds() - printedAt >= ROUNDS) {
      printedAt = watch.rounds();
      printer.accept(watch.result());
    }
    return probe;
  }
}
