package dev.jnet.command.trace;

import dev.jnet.command.CommandRun;
import dev.jnet.console.TerminalScreen;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceWatchDocument;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet trace --watch}: shows a path on the screen until q is pressed, and prints the
 * statistics at the end.
 */
final class TraceWatch {
  /** How often the screen is drawn, in ns. */
  private static final long FRAME = 100 * Nanos.MILLISECOND;

  /**
   * A time limit that is never reached, because a watch ends by itself or by a key. In ns; it is
   * small enough to be added to a time.
   */
  private static final long TIME = Nanos.FOREVER / 4;

  private static final String HINT = ", press q to quit";

  private final CommandRun run;
  private final TraceOptions options;
  private final NetworkPath path;
  private final String host;
  private InetAddress target;
  private long begun;
  private long drawnAt = Long.MIN_VALUE / 2;
  private IOException broken;

  TraceWatch(CommandRun run, TraceOptions options, NetworkPath path, String host) {
    this.run = run;
    this.options = options;
    this.path = path;
    this.host = host;
  }

  /** Watches, and prints the statistics. Returns their exit code. */
  int watch(TraceQuestion question, TraceOptions.Watching how) throws IOException {
    target = question.target();
    TraceQuestion asked = options.via().isPresent() ? question : answered(question);
    begun = path.link().now();
    PathWatch watch = new PathWatch(asked, Nanos.of(how.interval()), how.rounds());
    NetworkPath.Outcome<PathWatchResult> outcome =
        isDrawn()
            ? onScreen(watch)
            : run.run(
                path, named(PeriodicTable.of(watch, how.rounds(), run, this::printout)), TIME);
    WatchPrintout printout = printout(outcome.result());
    return run.print(outcome.as(printout.after(outcome.tally())));
  }

  /** Finds a kind of probe that the target answers. */
  private TraceQuestion answered(TraceQuestion question) throws IOException {
    NetworkPath.Outcome<TraceResult> outcome = run.run(path, new AutoTrace(question), TIME);
    outcome.orThrow();
    return question.by(outcome.result().via());
  }

  private Diagnosis<PathWatchResult> named(Diagnosis<PathWatchResult> watch) {
    return options.names() ? new NamingDiagnosis<>(watch, run.network()) : watch;
  }

  private boolean isDrawn() {
    OutputOptions output = run.output();
    return run.console().outIsTerminal() && !output.json() && !output.quiet() && !run.isStopped();
  }

  private NetworkPath.Outcome<PathWatchResult> onScreen(PathWatch watch) throws IOException {
    try (TerminalScreen screen = TerminalScreen.open()) {
      BooleanSupplier over = () -> run.isStopped() || isQuit(watch, screen);
      NetworkPath.Outcome<PathWatchResult> outcome = path.run(named(watch), run.pace(), TIME, over);
      if (broken != null) {
        throw broken;
      }
      return outcome;
    }
  }

  /** Draws the screen when it is time. Returns whether the user has ended the watch. */
  private boolean isQuit(PathWatch watch, TerminalScreen screen) {
    long now = path.link().now();
    if (now - drawnAt >= FRAME) {
      drawnAt = now;
      Style style = run.output().style();
      Style onScreen = style.withWidth(screen.width());
      screen.show(printout(watch.result()).lines(HINT, onScreen));
    }
    try {
      return screen.quit();
    } catch (IOException e) {
      broken = e;
      return true;
    }
  }

  private WatchPrintout printout(PathWatchResult result) {
    AddressNames names = new AddressNames(run.network(), options.names());
    long elapsed = path.link().now() - begun;
    return new WatchPrintout(
        new TraceWatchDocument.Watched(host, target, path.hop(), result, elapsed),
        names.of(result.hops().stream().flatMap(hop -> hop.addresses().stream())),
        path.access());
  }
}
