package dev.jnet.cli;

import dev.jnet.host.HostException;
import dev.jnet.mtu.FirstAnswered;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.report.JsonLines;
import dev.jnet.report.MtuDocument;
import dev.jnet.report.MtuFindings;
import dev.jnet.report.MtuReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code jnet mtu HOST…}: the largest packet that reaches a host in one piece, and why. */
final class MtuCommand implements Subcommand {
  private static final long SECOND = 1_000_000_000L;
  private static final double USUAL_DEADLINE = 10;
  private static final double LONGEST_DEADLINE = 86_400;

  /** How long an answer to a SYN is waited for. */
  private static final long TCP_PATIENCE = 3 * SECOND;

  private final BooleanSupplier stopped;

  MtuCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "mtu";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Options.command(name());
    spec.usageMessage()
        .description(
            "Find the largest IP packet that reaches HOST in one piece, and say why that number.")
        .footer(
            "",
            "Exit codes: 0 the path MTU is known, 1 no answer or not known exactly, 2 trouble.",
            "Example: jnet mtu --lab home www.lab.test");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("HOST")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1..*")
            .required(true)
            .description("Names or addresses.")
            .build());
    spec.addOption(
        Options.value(int.class, "BYTES", "Try no packets larger than this, from 68 on.", "--max"));
    spec.addOption(
        Options.value(
            double.class,
            "SECONDS",
            "Give up on a host after so long (default 10).",
            "-w",
            "--deadline"));
    spec.addOption(
        Options.value(
            String.class,
            "HOW",
            "Probe with icmp, tcp:PORT or udp[:PORT]; auto (default) takes icmp, and where echo is"
                + " not answered tcp:443, tcp:80, udp.",
            "--via"));
    NetworkOptions.addTo(spec);
    OutputOptions.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    int max = arguments.matchedOptionValue("--max", 0);
    if (arguments.hasMatchedOption("--max") && (max < 68 || max > 65575)) {
      throw new Trouble("usage", "--max " + max + ": must be from 68 to 65575 bytes");
    }
    long deadline = deadline(arguments);
    List<Via> vias = Via.parse(arguments.matchedOptionValue("--via", "auto"));
    List<String> hosts = arguments.matchedPositionalValue(0, List.of());
    try (World world = World.of(network, console, stopped)) {
      int code = ExitCode.POSITIVE;
      for (int i = 0; i < hosts.size() && !stopped.getAsBoolean(); i++) {
        if (i > 0 && !output.json() && !output.quiet()) {
          console.out().println();
        }
        code =
            Math.max(
                code, probe(hosts.get(i), vias, world, network, max, deadline, output, console));
        console.out().flush();
      }
      return code;
    }
  }

  private static long deadline(ParseResult arguments) throws Trouble {
    double seconds = arguments.matchedOptionValue("-w", USUAL_DEADLINE);
    if (!(seconds > 0 && seconds <= LONGEST_DEADLINE)) {
      throw new Trouble("usage", "-w " + seconds + ": must be above 0, at most 86400 seconds");
    }
    return (long) (seconds * SECOND);
  }

  /** One host: its answer printed, or what is wrong; the exit code for it. */
  private int probe(
      String host,
      List<Via> vias,
      World world,
      NetworkOptions network,
      int max,
      long deadline,
      OutputOptions output,
      Console console) {
    try {
      InetAddress target = world.resolve(host);
      if (target.isMulticastAddress() || target.isAnyLocalAddress()) {
        throw new Trouble("usage", host + ": not the address of one host");
      }
      MtuFindings findings = search(host, target, vias, world, network, max, deadline);
      print(findings, output, console);
      return findings.result().known() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
    } catch (IOException e) {
      if (output.json()) {
        console
            .out()
            .println(JsonLines.of(MtuDocument.error(host, Trouble.code(e), e.getMessage())));
      }
      console.complain(e.getMessage());
      return Trouble.exitCode(e);
    }
  }

  /** Searches with the first kind of probe that is answered. */
  private MtuFindings search(
      String host,
      InetAddress target,
      List<Via> vias,
      World world,
      NetworkOptions network,
      int max,
      long deadline)
      throws IOException {
    List<Via> possible = new ArrayList<>(vias);
    String impossible = "";
    // ICMP errors, and the datagrams that ask about the way back
    World.TcpPort local = new World.TcpPort(0, "icmp");
    if (possible.removeIf(via -> via.kind() == Via.Kind.TCP)) {
      try {
        local = world.reserveTcpPort(target);
        possible = vias;
      } catch (HostException e) {
        if (e.kind() != HostException.Kind.NO_PORT_GUARD || possible.isEmpty()) {
          throw e;
        }
        impossible = "TCP segments (" + e.getMessage() + ")";
      }
    }
    Way way = world.open(target, local.filter() + " or udp");
    int most = MtuQuestion.most(way.hop(), Addresses.version(target));
    int limit = max == 0 ? most : Math.min(max, most);
    MtuQuestion question = new MtuQuestion(target, way.hop(), limit, world.seed());
    List<Supplier<MtuSearch>> kinds = new ArrayList<>();
    for (Via via : possible) {
      int localPort = local.number();
      kinds.add(() -> diagnosis(via, question, localPort));
    }
    Way.Outcome<FirstAnswered.Result> outcome =
        way.run(new FirstAnswered(kinds), network.pace(), deadline, stopped);
    int kind = outcome.result().kind();
    return new MtuFindings(
        host,
        target,
        way.hop(),
        limit,
        way.kernelMtu(),
        possible.get(kind).words(),
        unanswered(possible, kind, outcome.result().result(), impossible),
        outcome.result().result(),
        outcome.tally(),
        outcome.elapsed());
  }

  /** What was tried before the answer came, or beside what is told where none did, in words. */
  private static String unanswered(List<Via> vias, int kind, MtuResult result, String impossible) {
    boolean answered = result.status() == MtuResult.Status.OK;
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < (answered ? kind : vias.size()) && vias.size() > 1; i++) {
      words.append(words.length() > 0 ? "; " : "").append(vias.get(i).words());
    }
    return (kind == 0 && answered) || impossible.isEmpty()
        ? words.toString()
        : words.append("; not tried: ").append(impossible).toString();
  }

  private static MtuSearch diagnosis(Via via, MtuQuestion question, int localPort) {
    return switch (via.kind()) {
      case ICMP -> new MtuDiagnosis(question);
      case TCP -> new SegmentMtuDiagnosis(question, via.port(), localPort, TCP_PATIENCE);
      case UDP -> MtuDiagnosis.withDatagrams(question, via.port());
    };
  }

  private static void print(MtuFindings findings, OutputOptions output, Console console) {
    console.progress("");
    if (output.json()) {
      console.out().println(JsonLines.of(MtuDocument.of(findings)));
    } else if (output.quiet()) {
      String number = MtuReport.number(findings);
      if (!number.isEmpty()) {
        console.out().println(number);
      }
    } else {
      console.out().print(MtuReport.text(findings, output.style()));
    }
  }
}
