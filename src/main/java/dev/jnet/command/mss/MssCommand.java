package dev.jnet.command.mss;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.handshake.Handshake;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Step;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.network.KernelTcpRun;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Endpoint;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.probe.Tally;
import dev.jnet.report.JsonLines;
import dev.jnet.report.SegmentFit;
import dev.jnet.report.kernel.KernelTcpFindings;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.report.mss.MssFindings;
import dev.jnet.report.mss.MssReport;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** {@code jnet mss HOST:PORT}: what a segment can carry, and who decided it. */
public final class MssCommand implements Subcommand {
  private static final double DEFAULT_DEADLINE = 10;
  private static final double LONGEST_DEADLINE = 86_400;
  private static final int SYNS = 3;
  private static final int MAX_REPLY = 1 << 18;

  /** A frame of several segments that the kernel has joined. */
  private static final int SNAP_FOR_DATA = 65_600;

  private final BooleanSupplier stopped;

  public MssCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "mss";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find how much data a TCP segment to HOST:PORT can carry, and who decided it: we, they,"
            + " a router that rewrote a SYN, or the path's MTU.",
        "",
        "Exit codes: 0 the segments fit the path, 1 they do not or nothing answered, 2 trouble.",
        "Example: jnet mss --lab clamp www.lab.test:80 --get /");
    command.take(Command.Operands.SOME, "HOST:PORT", "Also HOST PORT, [2001:db8::1]:80.");
    command.add(
        Option.value(
            String.class,
            "PATH",
            "Ask for PATH by HTTP, and tell the largest segment that the server really sends.",
            "--get"));
    command.add(
        Option.value(
            double.class, "SECONDS", "Give up after so long (default 10).", "-w", "--deadline"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    double seconds = arguments.value("-w", DEFAULT_DEADLINE);
    if (!(seconds > 0 && seconds <= LONGEST_DEADLINE)) {
      throw new CommandException(
          "usage", "-w " + seconds + ": must be above 0, at most 86400 seconds");
    }
    String path = arguments.value("--get", null);
    if (arguments.operands().isEmpty()) {
      throw new CommandException("usage", "which HOST:PORT? jnet mss HOST:PORT");
    }
    List<Endpoint> endpoints = Endpoint.parse(arguments.operands());
    try (Network world = Network.open(network, console, stopped)) {
      int code = ExitCode.POSITIVE;
      boolean first = true;
      for (int i = 0; i < endpoints.size(); i++) {
        Endpoint endpoint = endpoints.get(i);
        if (i + 1 == endpoints.size()) {
          world.privileges().nextLinkIsTheLast();
        }
        for (int port : endpoint.ports()) {
          if (!first && !output.json() && !output.quiet()) {
            console.out().println();
          }
          first = false;
          long deadline = (long) (seconds * Nanos.SECOND);
          code =
              Math.max(
                  code,
                  ask(endpoint.host(), port, path, world, network, deadline, output, console));
          console.out().flush();
        }
      }
      return code;
    }
  }

  private int ask(
      String host,
      int port,
      String path,
      Network world,
      NetworkOptions network,
      long deadline,
      OutputOptions output,
      Console console) {
    try {
      InetAddress target = world.host(host);
      if (!world.access().isWhole()) {
        KernelTcpRun run = new KernelTcpRun("mss", world, network, output, console, stopped);
        return byKernel(run, host, target, port, path, deadline);
      }
      NetworkPath.Outcome<MssFindings> outcome =
          find(host, target, port, path, world, network, deadline);
      MssFindings findings = outcome.result();
      if (outcome.worthTelling()) {
        print(findings, output, console);
      }
      outcome.orThrow();
      return exitCode(findings.verdict());
    } catch (IOException e) {
      if (output.json()) {
        console
            .out()
            .println(
                JsonLines.of(MssDocument.error(host, CommandException.code(e), e.getMessage())));
      }
      console.complain(e.getMessage());
      return CommandException.exitCode(e);
    }
  }

  /** Where segments of our own are not permitted. */
  private int byKernel(
      KernelTcpRun run, String host, InetAddress target, int port, String path, long deadline)
      throws IOException {
    if (path != null) {
      throw UnprivilegedProbes.notPermitted("see the segments that a server sends (--get)");
    }
    NetworkPath.Outcome<KernelTcpFindings> outcome =
        run.connect(host, target, List.of(port), deadline, new byte[0]);
    if (outcome.result().allOpen() && outcome.broken().isEmpty() && !stopped.getAsBoolean()) {
      outcome = run.withPath(outcome, deadline);
    }
    if (outcome.worthTelling()) {
      run.print(outcome.result());
    }
    outcome.orThrow();
    return exitCode(outcome.result().verdict());
  }

  private static int exitCode(SegmentFit verdict) {
    return switch (verdict) {
      case FITS, CLAMPED, SMALL -> ExitCode.POSITIVE;
      case TOO_LARGE, UNKNOWN -> ExitCode.NEGATIVE;
    };
  }

  private NetworkPath.Outcome<MssFindings> find(
      String host,
      InetAddress target,
      int port,
      String path,
      Network world,
      NetworkOptions network,
      long deadline)
      throws IOException {
    Ports.TcpPort local = world.ports().tcp(target);
    NetworkPath way = world.openCapture(target, local.filter(), SNAP_FOR_DATA);
    int version = Addresses.version(target);
    TcpSettings settings =
        TcpSettings.linux(version, Math.min(way.hop().mtu(), 65_535))
            .withPatience(Math.max(1, Math.min(Nanos.SECOND, deadline / 7)), SYNS, 8);
    // one secret for all: on one pair of ports each connection's numbers follow the last one's
    MssQuestion question =
        new MssQuestion(target, port, way.hop(), local.number(), settings, world.seed());
    NetworkPath.Outcome<MssResult> syns =
        way.ask(new MssDiagnosis(question), network.pace(), deadline, stopped);
    long elapsed = syns.elapsed();
    Optional<LinkException> broken = syns.broken();
    Tally tally = syns.tally();
    Optional<MtuResult> mtu = Optional.empty();
    OptionalInt served = OptionalInt.empty();
    if (syns.result().status() == MssResult.Status.OPEN && broken.isEmpty()) {
      MtuQuestion size =
          new MtuQuestion(target, way.hop(), MtuQuestion.most(way.hop(), version), question.seed());
      NetworkPath.Outcome<MtuResult> search =
          way.run(
              new SegmentMtuDiagnosis(size, port, local.number(), 2 * Nanos.SECOND),
              network.pace(),
              deadline,
              stopped);
      boolean cut = stopped.getAsBoolean() && !search.result().known();
      mtu = cut ? Optional.empty() : Optional.of(search.result());
      elapsed += search.elapsed();
      broken = search.broken();
      tally = tally.without(search.tally().uncaptured());
      if (path != null && broken.isEmpty()) {
        NetworkPath.Outcome<OptionalInt> page =
            served(host, path, question, way, network, deadline);
        served = page.result();
        broken = page.broken();
      }
    }
    MssFindings findings =
        new MssFindings(host, question, syns.result(), mtu, served, tally, elapsed);
    return new NetworkPath.Outcome<>(findings, tally, elapsed, broken);
  }

  /** The largest segment of the answer to an HTTP request. */
  private NetworkPath.Outcome<OptionalInt> served(
      String host,
      String path,
      MssQuestion question,
      NetworkPath way,
      NetworkOptions network,
      long deadline) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    HandshakeQuestion exchange =
        new HandshakeQuestion(
            question.target(),
            new Port(question.port()),
            way.hop(),
            new Port(question.localPort()),
            question.settings(),
            false,
            request.getBytes(StandardCharsets.US_ASCII),
            MAX_REPLY,
            2 * Nanos.SECOND,
            question.seed());
    NetworkPath.Outcome<HandshakeResult> outcome =
        way.run(new Handshake(exchange), network.pace(), deadline, stopped);
    int announced = question.settings().syn().mss();
    int largest = 0;
    for (Step step : outcome.result().steps()) {
      if (!step.outgoing() && step.tcp().isPresent()) {
        int length = step.tcp().get().payload().length;
        // what is longer the kernel has joined before the capture: no segment was that long
        largest = length <= announced ? Math.max(largest, length) : largest;
      }
    }
    return outcome.as(largest == 0 ? OptionalInt.empty() : OptionalInt.of(largest));
  }

  private static void print(MssFindings findings, OutputOptions output, Console console) {
    console.progress("");
    if (output.json()) {
      console.out().println(JsonLines.of(MssDocument.of(findings)));
    } else if (output.quiet()) {
      console.out().print(MssReport.number(findings));
    } else {
      console.out().print(MssReport.text(findings, output.style()));
    }
  }
}
