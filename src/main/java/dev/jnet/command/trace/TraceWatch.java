package dev.jnet.command.trace;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.TerminalScreen;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceWatchDocument;
import dev.jnet.report.trace.TraceWatchReport;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet trace --watch}: a path on the screen until q is pressed, and the sums at the end. */
final class TraceWatch {
  /** How often the screen is drawn, in ns. */
  private static final long FRAME = 100_000_000L;

  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final String host;
  private final InetAddress target;
  private final Network world;
  private final NetworkPath way;
  private final TraceOptions options;
  private final TraceOptions.Watching watching;
  private final NetworkOptions network;
  private final BooleanSupplier stopped;
  private long shownAt = Long.MIN_VALUE / 2;
  private IOException broken;

  TraceWatch(
      String host,
      InetAddress target,
      Network world,
      NetworkPath way,
      TraceOptions options,
      TraceOptions.Watching watching,
      NetworkOptions network,
      BooleanSupplier stopped) {
    this.host = host;
    this.target = target;
    this.world = world;
    this.way = way;
    this.options = options;
    this.watching = watching;
    this.network = network;
    this.stopped = stopped;
  }

  /** Watches, and prints what was seen; the exit code for it. */
  int run(TraceQuestion question, OutputOptions output, Console console) throws IOException {
    TraceQuestion asked = options.via().isPresent() ? question : answered(question);
    PathWatch watch = new PathWatch(asked, watching.interval(), watching.rounds());
    boolean drawn =
        console.outIsTerminal() && !output.json() && !output.quiet() && !stopped.getAsBoolean();
    NetworkPath.Outcome<PathWatchResult> outcome =
        drawn ? onScreen(watch, output.style()) : inSilence(watch);
    PathWatchResult result = outcome.result();
    if (outcome.worthTelling()) {
      print(result, way.access().without(outcome.tally().uncaptured()), output, console);
    }
    outcome.orThrow();
    return result.status() == TraceResult.Status.REACHED ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  private void print(PathWatchResult result, Access sight, OutputOptions output, Console console) {
    if (output.json()) {
      console
          .out()
          .println(JsonLines.of(TraceWatchDocument.of(host, target, result, names(result), sight)));
    } else {
      for (String line : lines(result, "", output.style())) {
        console.out().println(line);
      }
      for (String line : sight.lines(output.style())) {
        console.out().println(line);
      }
    }
  }

  /** The question, with what the target answers. */
  private TraceQuestion answered(TraceQuestion question) throws IOException {
    NetworkPath.Outcome<TraceResult> outcome =
        way.run(new AutoTrace(question), network.pace(), FOREVER, stopped);
    outcome.orThrow();
    return question.by(outcome.result().via());
  }

  private NetworkPath.Outcome<PathWatchResult> inSilence(PathWatch watch) {
    return way.run(named(watch), network.pace(), FOREVER, stopped);
  }

  private Diagnosis<PathWatchResult> named(PathWatch watch) {
    return options.names() ? new NamingDiagnosis<>(watch, world) : watch;
  }

  private NetworkPath.Outcome<PathWatchResult> onScreen(PathWatch watch, Style style)
      throws IOException {
    try (TerminalScreen screen = TerminalScreen.open()) {
      BooleanSupplier over = () -> stopped.getAsBoolean() || drawn(watch, screen, style);
      NetworkPath.Outcome<PathWatchResult> outcome =
          way.run(named(watch), network.pace(), FOREVER, over);
      if (broken != null) {
        throw broken;
      }
      return outcome;
    }
  }

  /** Draws when it is time to; tells whether the watch is over. */
  private boolean drawn(PathWatch watch, TerminalScreen screen, Style style) {
    if (way.link().now() - shownAt >= FRAME) {
      shownAt = way.link().now();
      Style onScreen = new Style(style.unicode(), style.color(), screen.width());
      screen.show(lines(watch.result(), ", press q to quit", onScreen));
    }
    try {
      return screen.quit();
    } catch (IOException e) {
      broken = e;
      return true;
    }
  }

  private List<String> lines(PathWatchResult result, String hint, Style style) {
    return TraceWatchReport.lines(host, target, result, names(result), hint, style);
  }

  private Map<InetAddress, String> names(PathWatchResult result) {
    Map<InetAddress, String> names = new HashMap<>();
    for (PathWatchResult.WatchedHop hop : result.hops()) {
      for (InetAddress address : hop.addresses()) {
        Optional<String> name = options.names() ? world.names().nameOf(address) : Optional.empty();
        if (name.isPresent()) {
          names.put(address, name.get());
        }
      }
    }
    return names;
  }
}
