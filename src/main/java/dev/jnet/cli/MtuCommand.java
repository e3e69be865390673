package dev.jnet.cli;

import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.probe.Diagnosis;
import dev.jnet.report.JsonLines;
import dev.jnet.report.MtuDocument;
import dev.jnet.report.MtuFindings;
import dev.jnet.report.MtuReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code jnet mtu HOST…}: the largest packet that reaches a host in one piece, and why. */
final class MtuCommand implements Subcommand {
  private static final long SECOND = 1_000_000_000L;
  private static final double USUAL_DEADLINE = 10;
  private static final double LONGEST_DEADLINE = 86_400;

  /** How long echo is waited for where there is something else to try. */
  private static final long ECHO_PATIENCE = SECOND * 7 / 10;

  /** How long TCP is waited for, where it was asked for, and where it is one of several. */
  private static final long TCP_PATIENCE = 3 * SECOND;

  private static final long TCP_ATTEMPT = SECOND * 7 / 10;

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
    CommandSpec spec = CommandSpec.create().name(name());
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

  /** Tries one kind of probe after the other, until one is answered. */
  private MtuFindings search(
      String host,
      InetAddress target,
      List<Via> vias,
      World world,
      NetworkOptions network,
      int max,
      long deadline)
      throws IOException {
    boolean tcp = false;
    for (Via via : vias) {
      tcp |= via.kind() == Via.Kind.TCP;
    }
    // ICMP errors, and the datagrams that ask about the way back
    World.TcpPort local = tcp ? world.reserveTcpPort(target) : new World.TcpPort(0, "icmp");
    Way way = world.open(target, local.filter() + " or udp");
    int most = MtuQuestion.most(way.hop(), Addresses.version(target));
    int limit = max == 0 ? most : Math.min(max, most);
    MtuQuestion question = new MtuQuestion(target, way.hop(), limit, world.seed());
    StringBuilder unanswered = new StringBuilder();
    long elapsed = 0;
    for (int i = 0; ; i++) {
      Via via = vias.get(i);
      boolean last = i + 1 == vias.size();
      Way.Outcome<MtuResult> outcome =
          way.run(
              diagnosis(via, question, local.number(), vias.size() == 1),
              network.pace(),
              deadline,
              stopped);
      elapsed += outcome.elapsed();
      boolean answered = outcome.result().status() == MtuResult.Status.OK;
      if (answered || last || stopped.getAsBoolean() || elapsed >= deadline) {
        return new MtuFindings(
            host,
            target,
            way.hop(),
            limit,
            way.kernelMtu(),
            via.words(),
            unanswered.toString(),
            outcome.result(),
            outcome.tally(),
            elapsed);
      }
      unanswered.append(unanswered.length() > 0 ? "; " : "").append(via.words());
    }
  }

  private static Diagnosis<MtuResult> diagnosis(
      Via via, MtuQuestion question, int localPort, boolean alone) {
    return switch (via.kind()) {
      case ICMP ->
          alone
              ? new MtuDiagnosis(question)
              : new MtuDiagnosis(question).givingUpAfter(ECHO_PATIENCE);
      case TCP ->
          new SegmentMtuDiagnosis(
              question, via.port(), localPort, alone ? TCP_PATIENCE : TCP_ATTEMPT);
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
