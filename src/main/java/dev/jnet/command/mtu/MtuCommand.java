package dev.jnet.command.mtu;

import dev.jnet.batch.ManyTargets;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.mtu.FirstAnswered;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import dev.jnet.options.Via;
import dev.jnet.report.JsonLines;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.mtu.MtuFindings;
import dev.jnet.report.mtu.MtuReport;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet mtu HOST…}: the largest packet that reaches a host in one piece, and why. */
public final class MtuCommand implements Subcommand {
  private static final double DEFAULT_DEADLINE = 10;
  private static final double LONGEST_DEADLINE = 86_400;

  private final BooleanSupplier stopped;

  public MtuCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "mtu";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find the largest IP packet that reaches HOST in one piece, and say why that number.",
        "",
        "Exit codes: 0 the path MTU is known, 1 no answer or not known exactly, 2 trouble.",
        "Example: jnet mtu --lab home www.lab.test");
    TargetsOptions.addTo(command, "HOST", "Names or addresses.");
    command.add(
        Option.value(int.class, "BYTES", "Try no packets larger than this, from 68 on.", "--max"));
    command.add(
        Option.value(
            double.class,
            "SECONDS",
            "Give up on a host after so long (default 10).",
            "-w",
            "--deadline"));
    command.add(
        Option.value(
            String.class,
            "HOW",
            "Probe with icmp, tcp:PORT or udp[:PORT]; auto (default) takes icmp, and where echo is"
                + " not answered tcp:443, tcp:80, udp.",
            "--via"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    int max = arguments.value("--max", 0);
    if (arguments.has("--max") && (max < 68 || max > 65575)) {
      throw new CommandException("usage", "--max " + max + ": must be from 68 to 65575 bytes");
    }
    long deadline = deadline(arguments);
    List<Via> vias = Via.parse(arguments.value("--via", "auto"));
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      return ManyTargets.run(
          many.get(), network, console, stopped, world -> new Task(vias, max, deadline, world));
    }
    List<String> hosts = arguments.operands();
    try (Network world = Network.open(network, console, stopped)) {
      int code = ExitCode.POSITIVE;
      for (int i = 0; i < hosts.size() && !stopped.getAsBoolean(); i++) {
        if (i + 1 == hosts.size()) {
          world.privileges().nextLinkIsTheLast();
        }
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

  private static long deadline(Arguments arguments) throws CommandException {
    double seconds = arguments.value("-w", DEFAULT_DEADLINE);
    if (!(seconds > 0 && seconds <= LONGEST_DEADLINE)) {
      throw new CommandException(
          "usage", "-w " + seconds + ": must be above 0, at most 86400 seconds");
    }
    return (long) (seconds * Nanos.SECOND);
  }

  /** One host: its answer printed, or what is wrong; the exit code for it. */
  private int probe(
      String host,
      List<Via> vias,
      Network world,
      NetworkOptions network,
      int max,
      long deadline,
      OutputOptions output,
      Console console) {
    try {
      InetAddress target = world.host(host);
      MtuJob job = MtuJob.of(host, target, vias, max, false, world);
      NetworkPath.Outcome<FirstAnswered.Result> outcome =
          job.way().ask(job.diagnosis(), network.pace(), deadline, stopped);
      MtuFindings findings = job.findings(outcome.result(), outcome.tally(), outcome.elapsed());
      if (outcome.worthTelling()) {
        print(findings, output, console);
      }
      outcome.orThrow();
      return exitCode(findings);
    } catch (IOException e) {
      if (output.json()) {
        console.out().println(document(host, e));
      }
      console.complain(e.getMessage());
      return CommandException.exitCode(e);
    }
  }

  private static int exitCode(MtuFindings findings) {
    return findings.result().known() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  private static String document(String host, IOException e) {
    return JsonLines.of(MtuDocument.error(host, CommandException.code(e), e.getMessage()));
  }

  /** What is asked about each of many targets. */
  private record Task(List<Via> vias, int max, long deadline, Network world)
      implements ManyTargets.Task {
    @Override
    public ManyTargets.Opened open(String host, InetAddress target) throws IOException {
      MtuJob job = MtuJob.of(host, target, vias, max, true, world);
      return new ManyTargets.Opened(job.way(), way -> asked(job.by(way)));
    }

    private ManyTargets.Asked<?> asked(MtuJob job) {
      return new ManyTargets.Asked<>(
          job.diagnosis(),
          deadline,
          (result, tally, elapsed) -> {
            MtuFindings findings = job.findings(result, tally, elapsed);
            String document = JsonLines.of(MtuDocument.of(findings));
            return new ManyTargets.Answer(List.of(document), exitCode(findings));
          });
    }

    @Override
    public String error(String host, IOException e) {
      return document(host, e);
    }
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
