package dev.jnet.cli;

import dev.jnet.report.JsonLines;
import dev.jnet.report.WalkDocument;
import dev.jnet.report.WalkDocuments;
import dev.jnet.report.WalkReport;
import dev.jnet.report.WalkWords;
import dev.jnet.walk.TlsKeys;
import dev.jnet.walk.TlsPlan;
import dev.jnet.walk.Url;
import dev.jnet.walk.Walk;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ParseResult;

/**
 * One walk, from its arguments to its exit code. Apart from the command, that nobody else loads it.
 */
final class WalkRun {
  private static final long SECOND = 1_000_000_000L;
  private static final double PATIENCE = 10;
  private static final double LONGEST_PATIENCE = 3_600;

  private final ParseResult arguments;
  private final Console console;
  private final BooleanSupplier stopped;
  private TlsKeys keys = TlsKeys.none();

  WalkRun(ParseResult arguments, Console console, BooleanSupplier stopped) {
    this.arguments = arguments;
    this.console = console;
    this.stopped = stopped;
  }

  int run() throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    double patience = arguments.matchedOptionValue("-w", PATIENCE);
    if (!(patience > 0 && patience <= LONGEST_PATIENCE)) {
      throw new Trouble("usage", "-w " + patience + ": must be above 0, at most 3600 seconds");
    }
    Url url = url(arguments.matchedPositionalValue(0, ""));
    String keyFile = arguments.matchedOptionValue("--keys", null);
    keys = keyFile == null ? TlsKeys.none() : KeyLogFile.open(keyFile);
    String file = arguments.matchedOptionValue("-o", null);
    if (file != null) {
      Confinement.willMakeFiles();
    }
    Optional<BodyFile> body = Optional.ofNullable(file).map(name -> new BodyFile(Path.of(name)));
    WalkPlan plan =
        new WalkPlan(
            network.family(),
            server(arguments.matchedOptionValue("--dns", null)),
            !arguments.hasMatchedOption("--no-follow"),
            "jnet/" + Version.number(),
            body,
            this::tls);
    try {
      return walk(url, plan, network, output, patience);
    } catch (IOException e) {
      if (output.json()) {
        String code = Trouble.code(e);
        console
            .out()
            .println(JsonLines.of(WalkDocument.error(url.toString(), code, e.getMessage())));
      }
      console.complain(e.getMessage());
      return Trouble.exitCode(e);
    }
  }

  private int walk(
      Url url, WalkPlan plan, NetworkOptions network, OutputOptions output, double patience)
      throws IOException {
    try (Terrain terrain = Terrain.of(network, console, stopped)) {
      Journey journey = new Journey(terrain, network.pace(), (long) (patience * SECOND), stopped);
      Walk walk = new Walker(journey, plan).walk(url);
      console.progress("");
      print(walk, output);
      console.warnOfUncaptured(journey.uncaptured());
      Optional<String> notWritten =
          plan.body().flatMap(body -> body.finish(walk.verdict().isGood()));
      if (notWritten.isPresent()) {
        console.complain(notWritten.get());
        return ExitCode.TROUBLE;
      }
      return exitCode(walk);
    }
  }

  private void print(Walk walk, OutputOptions output) throws IOException {
    WalkReport.Wishes wishes =
        new WalkReport.Wishes(
            arguments.hasMatchedOption("--brief"), arguments.hasMatchedOption("--hex"));
    String page = arguments.matchedOptionValue("--html", null);
    if (page != null) {
      write(page, WalkReport.page(walk, wishes));
    }
    if (output.json()) {
      console.out().println(JsonLines.of(WalkDocuments.of(walk)));
    } else if (output.quiet()) {
      console.out().print(WalkReport.bare(walk));
    } else {
      console.out().print(WalkReport.text(walk, wishes, output.style()));
    }
    console.out().flush();
    if (walk.verdict().isTrouble()) {
      console.complain(WalkWords.verdict(walk));
    }
  }

  private static void write(String file, String page) throws IOException {
    try {
      Files.writeString(Path.of(file), page);
    } catch (IOException e) {
      throw new Trouble("not-written", "--html " + file + ": cannot be written: " + e.getMessage());
    }
  }

  private TlsPlan tls() throws IOException {
    TrustStore store =
        TrustStore.open(arguments.matchedOptionValue("--cacert", null), console.environment());
    return new TlsPlan(
        store.authorities(), store.name(), arguments.hasMatchedOption("--insecure"), keys);
  }

  private static int exitCode(Walk walk) {
    return walk.verdict().isGood()
        ? ExitCode.POSITIVE
        : walk.verdict().isTrouble() ? ExitCode.TROUBLE : ExitCode.NEGATIVE;
  }

  private static Url url(String text) throws Trouble {
    try {
      return Url.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Trouble("usage", e.getMessage());
    }
  }

  private static Optional<InetAddress> server(String text) throws Trouble {
    return text == null ? Optional.empty() : Optional.of(HostWorld.literal("--dns", text));
  }
}
