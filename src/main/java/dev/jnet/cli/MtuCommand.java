package dev.jnet.cli;

import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
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

  /** Echoes and errors, and the datagrams that ask about the way back. */
  private static final String FILTER = "icmp or udp";

  private final BooleanSupplier stopped;

  MtuCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("mtu");
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
    List<String> hosts = arguments.matchedPositionalValue(0, List.of());
    try (World world = World.of(network, console, stopped)) {
      int code = ExitCode.POSITIVE;
      for (int i = 0; i < hosts.size() && !stopped.getAsBoolean(); i++) {
        if (i > 0 && !output.json() && !output.quiet()) {
          console.out().println();
        }
        code = Math.max(code, probe(hosts.get(i), world, network, max, deadline, output, console));
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
      Way way = world.open(target, FILTER);
      MtuFindings findings = search(host, target, way, world, network, max, deadline);
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

  private MtuFindings search(
      String host,
      InetAddress target,
      Way way,
      World world,
      NetworkOptions network,
      int max,
      long deadline)
      throws IOException {
    int most = MtuQuestion.most(way.hop(), Addresses.version(target));
    int limit = max == 0 ? most : Math.min(max, most);
    MtuDiagnosis diagnosis =
        new MtuDiagnosis(new MtuQuestion(target, way.hop(), limit, world.seed()));
    Way.Outcome<MtuResult> outcome = way.run(diagnosis, network.pace(), deadline, stopped);
    return new MtuFindings(
        host,
        target,
        way.hop(),
        limit,
        way.kernelMtu(),
        outcome.result(),
        outcome.tally(),
        outcome.elapsed());
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
