package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.OutputFile;
import dev.jnet.network.Network;
import dev.jnet.network.OptionAddress;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.JsonLines;
import dev.jnet.report.walk.WalkDocument;
import dev.jnet.report.walk.WalkDocuments;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.report.walk.WalkWords;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.Walk;
import dev.jnet.walk.tls.TlsKeys;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One walk, from its arguments to its exit code. Apart from the command, that nobody else loads it.
 */
final class WalkRun {
  private static final double PATIENCE = 10;
  private static final double LONGEST_PATIENCE = 3_600;

  private final Arguments arguments;
  private final Console console;
  private final String userAgent;
  private final BooleanSupplier stopped;
  private TlsKeys keys = TlsKeys.none();

  WalkRun(Arguments arguments, Console console, String userAgent, BooleanSupplier stopped) {
    this.arguments = arguments;
    this.console = console;
    this.userAgent = userAgent;
    this.stopped = stopped;
  }

  int run() throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    double patience = arguments.value("-w", PATIENCE);
    if (!(patience > 0 && patience <= LONGEST_PATIENCE)) {
      throw new CommandException(
          "usage", "-w " + patience + ": must be above 0, at most 3600 seconds");
    }
    Url url = url(arguments.operand(""));
    String keyFile = arguments.value("--keys", null);
    Optional<KeyLogFile> keyLog = Optional.empty();
    if (keyFile != null) {
      keyLog = Optional.of(KeyLogFile.open(keyFile));
      keys = keyLog.get();
    }
    String page = arguments.value("--html", null);
    Optional<OutputFile> html = Optional.empty();
    if (page != null) {
      html = Optional.of(OutputFile.open("--html", page));
    }
    String file = arguments.value("-o", null);
    Optional<BodyFile> body = Optional.ofNullable(file).map(name -> new BodyFile(Path.of(name)));
    WalkPlan plan =
        new WalkPlan(
            network.family(),
            server(arguments.value("--dns", null)),
            !arguments.has("--no-follow"),
            userAgent,
            body,
            this::tls);
    try {
      int code = walk(url, plan, network, output, patience, html);
      keyLog.flatMap(KeyLogFile::trouble).ifPresent(console::complain);
      return code;
    } catch (IOException e) {
      if (output.json()) {
        String code = CommandException.code(e);
        console
            .out()
            .println(JsonLines.of(WalkDocument.error(url.toString(), code, e.getMessage())));
      }
      console.complain(e.getMessage());
      return CommandException.exitCode(e);
    }
  }

  private int walk(
      Url url,
      WalkPlan plan,
      NetworkOptions network,
      OutputOptions output,
      double patience,
      Optional<OutputFile> html)
      throws IOException {
    try (Network open = Network.open(network, console, stopped)) {
      if (plan.body().isPresent()) {
        open.privileges().willMakeFiles();
      }
      Journey journey =
          new Journey(open, network.pace(), (long) (patience * Nanos.SECOND), stopped);
      Walk walk = new Walker(journey, plan).walk(url);
      console.progress("");
      print(walk, output);
      console.warnOfUncaptured(journey.uncaptured());
      Optional<String> notWritten =
          plan.body().flatMap(body -> body.finish(walk.verdict().isGood()));
      notWritten.ifPresent(console::complain);
      if (html.isPresent()) {
        html.get().write(WalkReport.page(walk, wishes()));
      }
      if (notWritten.isPresent()) {
        return ExitCode.TROUBLE;
      }
      return exitCode(walk);
    }
  }

  private WalkReport.Wishes wishes() {
    return new WalkReport.Wishes(arguments.has("--brief"), arguments.has("--hex"));
  }

  private void print(Walk walk, OutputOptions output) {
    if (output.json()) {
      console.out().println(JsonLines.of(WalkDocuments.of(walk)));
    } else if (output.quiet()) {
      console.out().print(WalkReport.bare(walk));
    } else {
      console.out().print(WalkReport.text(walk, wishes(), output.style()));
    }
    console.out().flush();
    if (walk.verdict().isTrouble()) {
      console.complain(WalkWords.verdict(walk));
    }
  }

  private TlsPlan tls() throws IOException {
    TrustStore store = TrustStore.open(arguments.value("--cacert", null), console.environment());
    return new TlsPlan(store.authorities(), store.name(), arguments.has("--insecure"), keys);
  }

  private static int exitCode(Walk walk) {
    return walk.verdict().isGood()
        ? ExitCode.POSITIVE
        : walk.verdict().isTrouble() ? ExitCode.TROUBLE : ExitCode.NEGATIVE;
  }

  private static Url url(String text) throws CommandException {
    try {
      return Url.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", e.getMessage());
    }
  }

  private static Optional<InetAddress> server(String text) throws CommandException {
    return text == null ? Optional.empty() : Optional.of(OptionAddress.parse("--dns", text));
  }
}
