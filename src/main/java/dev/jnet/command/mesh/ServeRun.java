package dev.jnet.command.mesh;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Pause;
import dev.jnet.exporter.web.ListenAddress;
import dev.jnet.exporter.web.ReloadableWebConfig;
import dev.jnet.exporter.web.WebServer;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.report.mesh.MeshMetrics;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet mesh serve}: the last result of each pair, in Prometheus. */
final class ServeRun {
  private static final String LISTEN = "--listen";
  private static final String DEFAULT_LISTEN = "127.0.0.1:9911";
  private static final long REFRESH = 5 * Nanos.SECOND;

  private final Bus bus;
  private final Console console;
  private final OnceTold complaints;
  private final Members members;
  private final LastResults last;
  private volatile String metrics = "";
  private boolean isFailing;

  private ServeRun(Bus bus, Console console) {
    this.bus = bus;
    this.console = console;
    this.complaints = new OnceTold(console::complain);
    this.members = new Members(bus, complaints);
    this.last = new LastResults(bus);
  }

  static void addTo(Command command) {
    command.add(
        Option.value(
            String.class,
            "ADDRESS:PORT",
            "With serve: listen there (default " + DEFAULT_LISTEN + ").",
            LISTEN));
  }

  /** Serves until Ctrl-C. */
  static int run(Arguments arguments, Console console, BooleanSupplier stopped) throws IOException {
    ListenAddress address = ListenAddress.parse(LISTEN, arguments.value(LISTEN, DEFAULT_LISTEN));
    RoundOptions options = RoundOptions.read(arguments);
    Optional<Duration> every = RoundOptions.every(arguments);
    Pause pause = new Pause(stopped);
    try (Bus bus = NatsBus.open(NatsOptions.read(arguments, "serve"));
        WebServer server =
            new WebServer(
                address.socket(), new ReloadableWebConfig(Optional.empty(), console::complain))) {
      ServeRun run = new ServeRun(bus, console);
      run.refresh();
      server.metrics(() -> run.metrics);
      server.start();
      console.err().println("jnet: listening on " + address.url(server.scheme(), server.port()));
      console.err().flush();
      if (every.isEmpty()) {
        while (pause.of(REFRESH)) {
          run.refresh();
        }
      } else {
        Rounds rounds = new Rounds(pause, every);
        Round round = new Round(bus, options, System::currentTimeMillis, stopped);
        while (rounds.isNextDue()) {
          run.measure(round);
        }
      }
    }
    return ExitCode.POSITIVE;
  }

  private void measure(Round round) {
    try {
      round.run(members.forRound(), complaints);
      refresh();
    } catch (IOException brokerIsAway) {
      complain(brokerIsAway);
    }
  }

  /** Reads what has come, and makes the metrics of it. */
  private void refresh() {
    try {
      Map<String, Member> listed = members.listed();
      metrics = new MeshMetrics(List.copyOf(listed.values()), last.of(listed.keySet())).text();
      isFailing = false;
    } catch (IOException brokerIsAway) {
      complain(brokerIsAway);
    }
  }

  private void complain(IOException brokerIsAway) {
    if (!isFailing) {
      console.complain(bus.trouble().orElse(String.valueOf(brokerIsAway.getMessage())));
    }
    isFailing = true;
  }
}
