package dev.jnet.cli;

import dev.jnet.link.Link;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Several;
import dev.jnet.report.JsonLines;
import dev.jnet.report.PingDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code jnet ping HOST…}: are they there, and how long does an answer take? */
final class PingCommand implements Subcommand {
  /** Where hosts are reached by several links, each is waited on for so long in turn. In ns. */
  private static final long TURN = 5_000_000L;

  private final BooleanSupplier stopped;

  PingCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Options.command(name());
    spec.usageMessage()
        .description(
            "Ask whether HOST is there, and how long an answer takes, by the kernel's own stamps.")
        .footer(
            "",
            "Ends with -c or -w, or on Ctrl-C; on a practice network also after 10 probes.",
            "Exit codes: 0 answered (with -c and -w: that often), 1 not, 2 trouble, 130 Ctrl-C.",
            "Example: jnet ping --lab lossy -c 20 www.lab.test");
    PingOptions.addTo(spec);
    OutputOptions.addTo(
        spec,
        "Print a JSON document a reply, without -f, and one at the end of each host.",
        "Print the first line and the last ones alone.");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    PingOptions options = PingOptions.of(arguments);
    Console quiet = console.withoutProgress();
    List<PingTarget> targets = new ArrayList<>();
    Map<Link, List<PingTarget>> byLink = new LinkedHashMap<>();
    int worst = ExitCode.POSITIVE;
    try (World world = World.of(options.network(), quiet, stopped)) {
      long seed = world.seed();
      for (String host : options.hosts()) {
        try {
          InetAddress target = target(host, world);
          Way way = open(target, world, options, console);
          PingQuestion question =
              new PingQuestion(
                  target, way.hop(), options.via(), options.shape(), options.schedule(), seed++);
          PingTarget one = new PingTarget(host, question, options, output, quiet);
          targets.add(one);
          byLink.computeIfAbsent(way.link(), link -> new ArrayList<>()).add(one);
        } catch (IOException e) {
          worst = Math.max(worst, Trouble.exitCode(e));
          complain(host, e, output, console);
        }
      }
      worst = Math.max(worst, run(targets, byLink, options, console));
    }
    return worst;
  }

  private int run(
      List<PingTarget> targets,
      Map<Link, List<PingTarget>> byLink,
      PingOptions options,
      Console console) {
    int worst = ExitCode.POSITIVE;
    for (PingTarget target : targets) {
      target.announce();
    }
    try {
      ask(byLink, options);
    } catch (IOException e) {
      console.complain(e.getMessage());
      worst = ExitCode.TROUBLE;
    }
    for (PingTarget target : targets) {
      target.conclude();
      worst = Math.max(worst, target.exitCode());
    }
    return worst;
  }

  /**
   * The way to a target. Whoever pings without an end waits for a host to come up: as long as it
   * does not even answer for its hardware address, it is asked again.
   */
  private Way open(InetAddress target, World world, PingOptions options, Console console)
      throws IOException {
    boolean endless =
        options.hosts().size() == 1
            && options.schedule().count() == 0
            && options.schedule().deadline() == 0;
    while (true) {
      try {
        return world.open(target, options.via().filter());
      } catch (Trouble e) {
        if (!endless || !e.isNoReply() || stopped.getAsBoolean()) {
          throw e;
        }
        console.complain(e.getMessage());
      }
    }
  }

  private static InetAddress target(String host, World world) throws IOException {
    InetAddress target = world.resolve(host);
    if (target.isMulticastAddress() || target.isAnyLocalAddress()) {
      throw new Trouble("usage", host + ": not the address of one host");
    }
    return target;
  }

  /** Everybody at once; where there are several links, in short turns. */
  private void ask(Map<Link, List<PingTarget>> byLink, PingOptions options) throws IOException {
    List<Turn> turns = new ArrayList<>();
    for (Map.Entry<Link, List<PingTarget>> each : byLink.entrySet()) {
      List<NarratedPing> pings = new ArrayList<>();
      for (PingTarget target : each.getValue()) {
        pings.add(target.ping());
      }
      Prober prober = new Prober(each.getKey(), options.network().pace(), stopped);
      turns.add(new Turn(each.getKey(), prober, new Several<>(pings)));
    }
    while (!turns.isEmpty() && !stopped.getAsBoolean()) {
      for (Turn turn : turns) {
        long now = turn.link.now();
        turn.prober.run(turn.pings, turns.size() == 1 ? Long.MAX_VALUE : now + TURN);
      }
      turns.removeIf(turn -> turn.pings.done());
    }
  }

  /** The targets of one link. */
  private record Turn(Link link, Prober prober, Several<PingResult> pings) {}

  private static void complain(String host, IOException e, OutputOptions output, Console console) {
    if (output.json()) {
      console
          .out()
          .println(JsonLines.of(PingDocument.error(host, Trouble.code(e), e.getMessage())));
    }
    console.complain(e.getMessage());
  }
}
