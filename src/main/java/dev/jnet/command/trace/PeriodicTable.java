package dev.jnet.command.trace;

import dev.jnet.command.CommandRun;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.PathWatchResult;
import java.util.Optional;
import java.util.function.Function;

/**
 * A watch without an end, whose sums are printed after the first round and after every ten more.
 * Otherwise a program that reads them from a pipe would wait forever.
 */
final class PeriodicTable extends ForwardingDiagnosis<PathWatchResult> {
  private static final int ROUNDS = 10;

  private final PathWatch watch;
  private final CommandRun run;
  private final Function<PathWatchResult, WatchPrintout> printout;

  /** The first round's sums are printed without a wait, so that a full disk is noticed soon. */
  private int printsAt = 1;

  private PeriodicTable(
      PathWatch watch, CommandRun run, Function<PathWatchResult, WatchPrintout> printout) {
    super(watch);
    this.watch = watch;
    this.run = run;
    this.printout = printout;
  }

  /**
   * The watch itself if its rounds have an end; otherwise with sums now and then.
   *
   * @param rounds how many rounds there will be; 0 for no end
   */
  static Diagnosis<PathWatchResult> of(
      PathWatch watch,
      int rounds,
      CommandRun run,
      Function<PathWatchResult, WatchPrintout> printout) {
    return rounds > 0 ? watch : new PeriodicTable(watch, run, printout);
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = super.next(now);
    if (watch.rounds() >= printsAt) {
      printsAt = watch.rounds() + ROUNDS;
      run.print(printout.apply(watch.result()));
      run.console().out().flush();
    }
    return probe;
  }
}
