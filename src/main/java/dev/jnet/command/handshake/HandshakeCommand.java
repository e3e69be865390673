package dev.jnet.command.handshake;

import dev.jnet.batch.ManyTargets;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.KernelSweep;
import dev.jnet.host.HostException;
import dev.jnet.network.KernelPort;
import dev.jnet.network.KernelTcpRun;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Endpoint;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import dev.jnet.probe.Pace;
import dev.jnet.report.JsonLines;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeFindings;
import dev.jnet.report.handshake.HandshakeFindings.Client;
import dev.jnet.report.handshake.HandshakeReport;
import dev.jnet.report.kernel.KernelTcpFindings;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet handshake HOST:PORT…}: a TCP connection from SYN to TIME_WAIT, segment by segment.
 */
public final class HandshakeCommand implements Subcommand {
  private static final double LONGEST_WAIT = 3_600;
  private static final int MAX_DATA = 1 << 20;

  /** Several ports at once: SYNs a second where nothing else is asked for. */
  private static final double POLITE = 2_000;

  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final BooleanSupplier stopped;

  public HandshakeCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "handshake";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Open a TCP connection to HOST:PORT and close it in order; show every segment, both"
            + " sides' states, and the sums behind the numbers. Several ports are tried at"
            + " once.",
        "",
        "PORT is a number, a range, a service name, or a list of these: 22,80,8000-8010,https.",
        "Exit codes: 0 every port is open, 1 some are closed or filtered, 2 trouble.",
        "Example: jnet handshake --lab home www.lab.test:80");
    TargetsOptions.addTo(command, "HOST:PORT", "Also HOST PORT, [2001:db8::1]:80.");
    command.add(
        Option.flag(
            "Answer the SYN-ACK with a reset: open, closed or filtered is all that is asked.",
            "--half-open"));
    command.add(
        Option.flag(
            "Let this machine's kernel connect and close, and watch it: its MSS, its options.",
            "--kernel"));
    command.add(
        Option.value(
            String.class,
            "TEXT",
            "Send TEXT (escapes \\r \\n \\t), @FILE, or - for standard input, and show what comes"
                + " back.",
            "--send"));
    command.add(
        Option.value(
            double.class,
            "SECONDS",
            "Give up after so long without an answer to three SYNs (default 7).",
            "-w",
            "--deadline"));
    command.add(Option.flag("Show sequence numbers as they are.", "--absolute"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    double wait = arguments.value("-w", HandshakePlan.WAITS);
    if (!(wait > 0 && wait <= LONGEST_WAIT)) {
      throw new CommandException("usage", "-w " + wait + ": must be above 0, at most 3600 seconds");
    }
    HandshakePlan plan =
        new HandshakePlan(
            NetworkOptions.of(arguments),
            OutputOptions.of(arguments, console),
            wait,
            arguments.has("--half-open"),
            arguments.has("--kernel"),
            arguments.has("--absolute"),
            data(arguments.value("--send", null)));
    if (plan.halfOpen() && plan.data().length > 0) {
      throw new CommandException("usage", "--half-open and --send exclude each other: take one");
    }
    if (plan.halfOpen() && plan.kernel()) {
      throw new CommandException(
          "usage",
          "--half-open and --kernel exclude each other: a kernel completes its handshakes");
    }
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, plan.output());
    if (many.isPresent()) {
      if (plan.kernel()) {
        throw new CommandException("usage", "--targets and --kernel exclude each other: take one");
      }
      return ManyTargets.run(
          many.get(), plan.network(), console, stopped, world -> new HandshakeTask(plan, world));
    }
    List<Endpoint> endpoints = Endpoint.parse(arguments.operands());
    try (Network world = Network.open(plan.network(), console, stopped)) {
      int code = ExitCode.POSITIVE;
      for (int i = 0; i < endpoints.size() && !stopped.getAsBoolean(); i++) {
        if (i + 1 == endpoints.size()) {
          world.privileges().nextLinkIsTheLast();
        }
        if (i > 0 && !plan.output().json() && !plan.output().quiet()) {
          console.out().println();
        }
        code = Math.max(code, connect(endpoints.get(i), world, plan, console));
        console.out().flush();
      }
      return code;
    }
  }

  /** One host: its answer printed, or what is wrong; the exit code for it. */
  private int connect(Endpoint endpoint, Network world, HandshakePlan plan, Console console) {
    try {
      InetAddress target = world.host(endpoint.host());
      if (!world.access().isWhole()) {
        return byKernel(endpoint, target, world, plan, console);
      }
      NetworkPath.Outcome<HandshakeFindings> outcome = attempt(endpoint, target, world, plan);
      if (outcome.worthTelling()) {
        print(outcome.result(), plan, console);
      }
      outcome.orThrow();
      return outcome.result().allOpen() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
    } catch (IOException e) {
      if (plan.output().json()) {
        console.out().println(document(endpoint.host(), e));
      }
      console.complain(e.getMessage());
      return CommandException.exitCode(e);
    }
  }

  static String document(String host, IOException e) {
    return JsonLines.of(HandshakeDocument.error(host, CommandException.code(e), e.getMessage()));
  }

  /** Where segments of our own are not permitted. */
  private int byKernel(
      Endpoint endpoint, InetAddress target, Network world, HandshakePlan plan, Console console)
      throws IOException {
    if (plan.halfOpen()) {
      throw UnprivilegedProbes.notPermitted("leave a handshake half open");
    }
    KernelTcpRun run =
        new KernelTcpRun("handshake", world, plan.network(), plan.output(), console, stopped);
    long patience = (long) (plan.patience() * Nanos.SECOND);
    NetworkPath.Outcome<KernelTcpFindings> outcome =
        run.connect(endpoint.host(), target, endpoint.ports(), patience, plan.data());
    if (outcome.worthTelling()) {
      run.print(outcome.result());
    }
    outcome.orThrow();
    return outcome.result().allOpen() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  private NetworkPath.Outcome<HandshakeFindings> attempt(
      Endpoint endpoint, InetAddress target, Network world, HandshakePlan plan) throws IOException {
    if (plan.kernel()) {
      return watch(endpoint, target, world, plan, "");
    }
    HandshakeAttempt attempt;
    try {
      attempt = HandshakeAttempt.of(endpoint, target, world, plan);
    } catch (HostException e) {
      if (e.kind() != HostException.Kind.NO_PORT_GUARD || plan.halfOpen()) {
        throw e;
      }
      return watch(endpoint, target, world, plan, e.getMessage());
    }
    NetworkPath.Outcome<List<HandshakeResult>> outcome =
        attempt.way().run(attempt.sweep(), pace(endpoint, plan), FOREVER, stopped);
    return outcome.as(attempt.findings(outcome.result(), outcome.tally(), outcome.elapsed()));
  }

  /** Several ports are tried at no great rate where nobody asks for one. */
  private static Pace pace(Endpoint endpoint, HandshakePlan plan) {
    return plan.network().rate() == 0 && endpoint.ports().size() > 1
        ? Pace.of(POLITE)
        : plan.network().pace();
  }

  /**
   * Lets this machine's kernel do it.
   *
   * @param why jnet's own TCP cannot; empty where that was not asked for
   */
  private NetworkPath.Outcome<HandshakeFindings> watch(
      Endpoint endpoint, InetAddress target, Network world, HandshakePlan plan, String why)
      throws IOException {
    KernelPort port = world.ports().kernel(target);
    NetworkPath way = world.openCapture(target, port.filter(), HandshakePlan.SNAP_FOR_DATA);
    // what the kernel has learned of the path decides on its own segments
    int mtu = way.kernelMtu() > 0 ? Math.min(way.hop().mtu(), way.kernelMtu()) : way.hop().mtu();
    HandshakeQuestion question =
        plan.question(target, endpoint.ports().get(0), way.hop(), mtu, port.number(), world.seed());
    double rate = plan.network().rate() == 0 ? POLITE : plan.network().rate();
    KernelSweep sweep =
        new KernelSweep(
            question,
            endpoint.ports(),
            (long) (Nanos.SECOND / rate),
            to -> port.socket(way.hop().source(), target, to));
    NetworkPath.Outcome<List<HandshakeResult>> outcome =
        way.run(sweep, Pace.unlimited(), FOREVER, stopped);
    HandshakeFindings findings =
        new HandshakeFindings(
            endpoint.host(),
            question,
            way.kernelMtu(),
            Client.KERNEL,
            why,
            outcome.result(),
            KernelSweep.tally(outcome.result()).without(outcome.tally().uncaptured()),
            outcome.elapsed());
    HandshakeResult first = outcome.result().get(0);
    if (endpoint.ports().size() == 1 && first.syn().isEmpty() && first.complaint().isPresent()) {
      throw new CommandException(
          "system",
          "the kernel does not connect to "
              + Addresses.text(target)
              + " port "
              + first.port()
              + ": "
              + first.complaint().get());
    }
    return new NetworkPath.Outcome<>(
        findings, findings.tally(), outcome.elapsed(), outcome.broken());
  }

  private static void print(HandshakeFindings findings, HandshakePlan plan, Console console) {
    console.progress("");
    if (plan.output().json()) {
      for (HandshakeDocument document : HandshakeDocument.of(findings)) {
        console.out().println(JsonLines.of(document));
      }
    } else if (plan.output().quiet()) {
      console.out().print(HandshakeReport.bare(findings));
    } else {
      console.out().print(HandshakeReport.text(findings, plan.absolute(), plan.output().style()));
    }
  }

  private static byte[] data(String text) throws IOException {
    if (text == null) {
      return new byte[0];
    }
    byte[] data;
    if (text.equals("-")) {
      data = System.in.readNBytes(MAX_DATA + 1);
    } else if (text.startsWith("@")) {
      Path file = Path.of(text.substring(1));
      if (!Files.isReadable(file)) {
        throw new CommandException(
            "usage", "--send " + text + ": no such file, or it may not be read");
      }
      try (InputStream in = Files.newInputStream(file)) {
        data = in.readNBytes(MAX_DATA + 1);
      }
    } else {
      data = unescaped(text).getBytes(StandardCharsets.UTF_8);
    }
    if (data.length > MAX_DATA) {
      throw new CommandException("usage", "--send: more than 1048576 bytes");
    }
    return data;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        switch (next) {
          case 'r' -> out.append('\r');
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case '\\' -> out.append('\\');
          default -> out.append(c).append(next);
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
