package dev.jnet.command.ping;

import dev.jnet.batch.ManyTargets;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Several;
import dev.jnet.probe.Via;
import dev.jnet.report.JsonLines;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet ping HOST…}: are they there, and how long does an answer take? */
public final class PingCommand implements Subcommand {
  /** Where hosts are reached by several links, each is waited on for so long in turn. In ns. */
  private static final long TURN = 5_000_000L;

  /** A schedule ends by itself. In ns, and little enough to be added to a time. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final BooleanSupplier stopped;

  public PingCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Ask whether HOST is there, and how long an answer takes, by the kernel's own stamps.",
        "",
        "Ends with -c or -w, or on Ctrl-C; on a practice network also after 10 probes.",
        "Exit codes: 0 answered (with -c and -w: that often), 1 not, 2 trouble, 130 Ctrl-C.",
        "Example: jnet ping --lab lossy -c 20 www.lab.test");
    PingOptions.addTo(command);
    OutputOptions.addTo(
        command,
        "Print a JSON document a reply, without -f, and one at the end of each host.",
        "Print the first line and the last ones alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    PingOptions options = PingOptions.of(arguments);
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      PingOptions bounded = options.bounded();
      return ManyTargets.run(
          many.get(), options.network(), console, stopped, world -> new Task(bounded, world));
    }
    Console quiet = console.withoutProgress();
    List<PingTarget> targets = new ArrayList<>();
    Map<Link, List<PingTarget>> byLink = new LinkedHashMap<>();
    int worst = ExitCode.POSITIVE;
    try (Network world = Network.open(options.network(), quiet, stopped)) {
      long seed = world.seed();
      List<String> hosts = options.hosts();
      for (int i = 0; i < hosts.size(); i++) {
        String host = hosts.get(i);
        if (i + 1 == hosts.size()) {
          world.privileges().nextLinkIsTheLast();
        }
        try {
          targets.add(open(host, seed++, world, byLink, options, output, quiet));
        } catch (IOException e) {
          worst = Math.max(worst, CommandException.exitCode(e));
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
   * A target and the way to it. As long as nobody answers for the next hop's hardware address,
   * probes cannot leave: of one host alone that is asked again and again, until it comes up, or as
   * many probes have not left as were wanted.
   */
  private PingTarget open(
      String host,
      long seed,
      Network world,
      Map<Link, List<PingTarget>> byLink,
      PingOptions options,
      OutputOptions output,
      Console console)
      throws IOException {
    InetAddress address = world.host(host);
    Via via = UnprivilegedProbes.allowed(options.via(), world.access()).orElse(Via.ICMP);
    PingTarget target = null;
    while (true) {
      long begunAt = System.nanoTime();
      try {
        NetworkPath way = world.openBestAvailable(address, via.filter());
        PingQuestion question = question(address, way.hop(), via, options, seed);
        target =
            target == null
                ? new PingTarget(host, question, options, output, console, world)
                : target.reachedBy(question);
        if (!byLink.containsKey(way.link())) {
          byLink.put(way.link(), new ArrayList<>());
        }
        byLink.get(way.link()).add(target);
        return target;
      } catch (CommandException e) {
        if (e.hop().isEmpty()) {
          throw e;
        }
        if (target == null) {
          console.complain(e.getMessage());
          PingQuestion question = question(address, e.hop().get(), via, options, seed);
          target = new PingTarget(host, question, options, output, console, world);
          target.announce();
        }
        target.missed(System.nanoTime() - begunAt);
        if (target.isOver() || options.hosts().size() > 1 || stopped.getAsBoolean()) {
          return target;
        }
      }
    }
  }

  private static PingQuestion question(
      InetAddress target, FirstHop hop, Via via, PingOptions options, long seed) {
    return new PingQuestion(target, hop, via, options.shape(), options.schedule(), seed);
  }

  /** What is asked about each of many targets. */
  private record Task(PingOptions options, Network world) implements ManyTargets.Task {
    @Override
    public ManyTargets.Opened open(String host, InetAddress target) throws IOException {
      Via via = UnprivilegedProbes.allowed(options.via(), world.access()).orElse(Via.ICMP);
      long seed = world.seed();
      return new ManyTargets.Opened(
          world.openBestAvailable(target, via.filter()),
          way -> asked(host, way, question(target, way.hop(), via, options, seed)));
    }

    private static ManyTargets.Asked<?> asked(String host, NetworkPath way, PingQuestion question) {
      return new ManyTargets.Asked<>(
          new PingDiagnosis(question),
          FOREVER,
          (result, tally, elapsed) -> {
            PingFindings findings = new PingFindings(host, question, way.access(), result);
            return new ManyTargets.Answer(
                List.of(JsonLines.of(PingDocument.of(findings))),
                PingTarget.exitCode(question, result));
          });
    }

    @Override
    public String error(String host, IOException e) {
      return document(host, e);
    }
  }

  private static String document(String host, IOException e) {
    return JsonLines.of(PingDocument.error(host, CommandException.code(e), e.getMessage()));
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
    List<Turn> all = List.copyOf(turns);
    try {
      while (!turns.isEmpty() && !stopped.getAsBoolean()) {
        for (Turn turn : turns) {
          long now = turn.link.now();
          turn.prober.run(turn.pings, turns.size() == 1 ? Long.MAX_VALUE : now + TURN);
        }
        for (int i = turns.size() - 1; i >= 0; i--) {
          if (turns.get(i).pings.done()) {
            turns.remove(i);
          }
        }
      }
    } finally {
      for (Turn turn : all) {
        long uncaptured = turn.prober.tally().uncaptured();
        for (PingTarget target : byLink.get(turn.link)) {
          target.without(uncaptured);
        }
      }
    }
  }

  /** The targets of one link. */
  private record Turn(Link link, Prober prober, Several<PingResult> pings) {}

  private static void complain(String host, IOException e, OutputOptions output, Console console) {
    if (output.json()) {
      console.out().println(document(host, e));
    }
    console.complain(e.getMessage());
  }
}
