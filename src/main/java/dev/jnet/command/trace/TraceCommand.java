package dev.jnet.command.trace;

import dev.jnet.batch.ManyTargets;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.OutputFile;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuResult;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.JsonLines;
import dev.jnet.report.trace.TraceDocument;
import dev.jnet.report.trace.TraceFindings;
import dev.jnet.report.trace.TraceReport;
import dev.jnet.report.trace.TraceSvg;
import dev.jnet.report.trace.TraceTable;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet trace HOST…}: the routers on the way to a host, and what they do to packets. */
public final class TraceCommand implements Subcommand {
  /** More than any trace takes whose waits are bounded; in ns. */
  private static final long DEADLINE = 86_400_000_000_000L;

  /** Errors, and what any target sends. */
  private static final String FROM_ANYBODY = "icmp or udp or tcp";

  private final BooleanSupplier stopped;

  public TraceCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find the routers on the way to HOST, their delays, and the MTU up to each.",
        "",
        "Exit codes: 0 HOST was reached, 1 it was not, 2 trouble.",
        "Example: jnet trace --lab staircase www.lab.test");
    TargetsOptions.addTo(command, "HOST", "Names or addresses.");
    TraceOptions.addTo(command);
    NetworkOptions.addTo(command);
    OutputOptions.addWithoutQTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    boolean endless = console.outIsTerminal() && network.lab().isEmpty() && !output.json();
    TraceOptions options = TraceOptions.of(arguments, endless);
    if (options.csv() && (output.json() || output.quiet())) {
      throw new CommandException(
          "usage", "--csv, --json and --quiet exclude each other: choose one");
    }
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      for (String alone : new String[] {"--csv", "--svg", "--watch"}) {
        if (arguments.has(alone)) {
          throw new CommandException(
              "usage", "--targets prints JSON lines: leave " + alone + " out");
        }
      }
      return ManyTargets.run(
          many.get(), network, console, stopped, world -> new Task(options, world));
    }
    List<String> hosts = arguments.operands();
    if (options.svg().isPresent() && hosts.size() > 1) {
      throw new CommandException(
          "usage", "--svg " + options.svg().get() + ": a picture shows one HOST");
    }
    if (options.watch().isPresent() && hosts.size() > 1) {
      throw new CommandException("usage", "--watch shows one HOST");
    }
    try (Network world =
        Network.open(
            network, options.watch().isEmpty() ? console : console.withoutProgress(), stopped)) {
      int code = ExitCode.POSITIVE;
      if (options.csv()) {
        console.out().print(TraceTable.header());
      }
      for (int i = 0; i < hosts.size() && !stopped.getAsBoolean(); i++) {
        if (i + 1 == hosts.size()) {
          world.privileges().nextLinkIsTheLast();
        }
        if (i > 0 && !output.json() && !output.quiet() && !options.csv()) {
          console.out().println();
        }
        boolean only = hosts.size() == 1;
        code = Math.max(code, trace(hosts.get(i), only, world, network, options, output, console));
        console.out().flush();
      }
      return code;
    }
  }

  /** One host: the way to it printed, or what is wrong; the exit code for it. */
  private int trace(
      String host,
      boolean only,
      Network world,
      NetworkOptions network,
      TraceOptions options,
      OutputOptions output,
      Console console) {
    try {
      InetAddress target = world.host(host);
      TraceOptions allowed = options.allowed(world.access());
      Optional<OutputFile> picture = Optional.empty();
      if (options.svg().isPresent()) {
        picture = Optional.of(OutputFile.open("--svg", options.svg().get()));
      }
      NetworkPath way = world.openBestAvailable(target, only ? filter(target) : FROM_ANYBODY);
      TraceQuestion question = question(target, way, world.seed(), allowed);
      if (options.watch().isPresent()) {
        TraceOptions.Watching watching = options.watch().get();
        return new TraceWatch(host, target, world, way, allowed, watching, network, stopped)
            .run(question, output, console);
      }
      NetworkPath.Outcome<TraceFindings> outcome =
          search(host, question, way, world, network, allowed);
      TraceFindings findings = outcome.result();
      if (outcome.worthTelling()) {
        print(findings, options, output, console);
        if (picture.isPresent()) {
          picture.get().write(TraceSvg.of(findings));
        }
      }
      outcome.orThrow();
      return findings.result().reached() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
    } catch (IOException e) {
      if (output.json()) {
        console.out().println(document(host, e));
      }
      console.complain(e.getMessage());
      return CommandException.exitCode(e);
    }
  }

  private static String document(String host, IOException e) {
    return JsonLines.of(TraceDocument.error(host, CommandException.code(e), e.getMessage()));
  }

  /** What is asked about each of many targets: the hops, without their names and MTUs. */
  private record Task(TraceOptions options, Network world) implements ManyTargets.Task {
    @Override
    public ManyTargets.Opened open(String host, InetAddress target) throws IOException {
      TraceOptions allowed = options.allowed(world.access());
      long seed = world.seed();
      return new ManyTargets.Opened(
          world.openBestAvailable(target, FROM_ANYBODY),
          way -> asked(host, way, allowed, question(target, way, seed, allowed)));
    }

    private ManyTargets.Asked<?> asked(
        String host, NetworkPath way, TraceOptions allowed, TraceQuestion question) {
      return new ManyTargets.Asked<>(
          allowed.via().isPresent()
              ? TraceDiagnosis.sparing(question)
              : new AutoTrace(question, true),
          DEADLINE,
          (result, tally, elapsed) -> {
            TraceFindings findings =
                new TraceFindings(
                    host,
                    question.target(),
                    way.shown(),
                    way.access(),
                    options.most(),
                    result,
                    List.of(),
                    Map.of(),
                    tally,
                    elapsed);
            return new ManyTargets.Answer(
                List.of(JsonLines.of(TraceDocument.of(findings))),
                result.reached() ? ExitCode.POSITIVE : ExitCode.NEGATIVE);
          });
    }

    @Override
    public String error(String host, IOException e) {
      return document(host, e);
    }
  }

  /** Errors of everybody, and what the target itself sends. */
  private static String filter(InetAddress target) {
    String text = Addresses.text(target);
    int scope = text.indexOf('%');
    String host = scope < 0 ? text : text.substring(0, scope);
    return "icmp or ((udp or tcp) and host " + host + ")";
  }

  private static TraceQuestion question(
      InetAddress target, NetworkPath way, long seed, TraceOptions options) {
    return new TraceQuestion(
        target,
        way.hop(),
        options.via().orElse(Via.ICMP),
        options.first(),
        options.most(),
        options.queries(),
        options.flows(),
        options.patience(),
        seed);
  }

  private NetworkPath.Outcome<TraceFindings> search(
      String host,
      TraceQuestion question,
      NetworkPath way,
      Network world,
      NetworkOptions network,
      TraceOptions options)
      throws IOException {
    Diagnosis<TraceResult> diagnosis =
        options.via().isPresent() ? new TraceDiagnosis(question) : new AutoTrace(question);
    if (options.names()) {
      diagnosis = new NamingDiagnosis<>(diagnosis, world);
    }
    NetworkPath.Outcome<TraceResult> outcome =
        way.ask(diagnosis, network.pace(), DEADLINE, stopped);
    TraceResult result = outcome.result();
    List<MtuResult> mtus = List.of();
    Tally tally = outcome.tally();
    long elapsed = outcome.elapsed();
    Optional<LinkException> broken = outcome.broken();
    if (options.mtu() && result.reached() && broken.isEmpty() && !stopped.getAsBoolean()) {
      TraceMtu search = new TraceMtu(question.by(result.via()), world, way, network, stopped);
      mtus = search.run(result);
      tally = tally.plus(search.tally());
      elapsed += search.elapsed();
      broken = search.broken();
    }
    TraceFindings findings =
        new TraceFindings(
            host,
            question.target(),
            way.shown(),
            way.access(),
            options.most(),
            result,
            mtus,
            names(result, world, options),
            tally,
            elapsed);
    return new NetworkPath.Outcome<>(findings, tally, elapsed, broken);
  }

  private static Map<InetAddress, String> names(
      TraceResult result, Network world, TraceOptions options) {
    Map<InetAddress, String> names = new HashMap<>();
    List<Hop> hops = new ArrayList<>(result.hops());
    for (TraceResult.Branch branch : result.branches()) {
      hops.addAll(branch.hops());
    }
    for (Hop hop : hops) {
      for (InetAddress address : hop.addresses()) {
        Optional<String> name = options.names() ? world.names().nameOf(address) : Optional.empty();
        if (name.isPresent()) {
          names.put(address, name.get());
        }
      }
    }
    return names;
  }

  private static void print(
      TraceFindings findings, TraceOptions options, OutputOptions output, Console console) {
    console.progress("");
    if (output.json()) {
      console.out().println(JsonLines.of(TraceDocument.of(findings)));
    } else if (options.csv()) {
      console.out().print(TraceTable.rows(findings));
    } else if (output.quiet()) {
      console.out().print(TraceReport.addresses(findings));
    } else {
      console.out().print(TraceReport.text(findings, output.style()));
    }
  }
}
