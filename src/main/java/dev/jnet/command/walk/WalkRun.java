package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.JsonLines;
import dev.jnet.report.walk.WalkDocument;
import dev.jnet.report.walk.WalkDocuments;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.report.walk.WalkWords;
import dev.jnet.walk.Walk;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One walk, from its arguments to its exit code. It is apart from the command so that other uses of
 * jnet do not load it.
 */
final class WalkRun {
  private final NetworkOptions network;
  private final OutputOptions output;
  private final WalkOptions options;
  private final Console console;
  private final BooleanSupplier stopped;

  WalkRun(Arguments arguments, Console console, BooleanSupplier stopped) throws CommandException {
    this.output = OutputOptions.of(arguments, console);
    this.network = NetworkOptions.of(arguments);
    this.options = new WalkOptions(arguments);
    this.console = console;
    this.stopped = stopped;
  }

  /** Walks, and prints what was seen. */
  int run(String userAgent) throws IOException {
    WalkTime time = new WalkTime(options.patience(), options.time());
    Url url = options.url();
    WalkFiles files = WalkFiles.open(options.arguments());
    try {
      int code = walk(url, plan(userAgent, files), time, files);
      files.keyLog().flatMap(KeyLogFile::trouble).ifPresent(console::complain);
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

  private WalkPlan plan(String userAgent, WalkFiles files) throws IOException {
    Optional<TrustStore> named = TrustStore.named(options.authorities(), console.environment());
    return new WalkPlan(
        network.family(),
        options.nameServer(),
        options.follow(),
        userAgent,
        files.body(),
        options.maxBody(),
        () -> tls(named, files));
  }

  private int walk(Url url, WalkPlan plan, WalkTime time, WalkFiles files) throws IOException {
    try (Network open = Network.open(network, console, stopped)) {
      if (files.body().isPresent()) {
        open.privileges().willMakeFiles();
      }
      Journey journey = new Journey(open, network.pace(), time, stopped);
      Walk walk = new Walker(journey, plan).walk(url);
      console.progress("");
      print(walk);
      console.warnOfUncaptured(journey.uncaptured());
      Optional<String> notWritten =
          files.body().flatMap(body -> body.finish(walk.verdict().isGood()));
      notWritten.ifPresent(console::complain);
      if (files.html().isPresent()) {
        files.html().get().write(WalkReport.page(walk, options.wishes()));
      }
      return notWritten.isPresent() ? ExitCode.TROUBLE : exitCode(walk);
    }
  }

  private void print(Walk walk) {
    if (output.json()) {
      console.out().println(JsonLines.of(WalkDocuments.of(walk)));
    } else if (output.quiet()) {
      console.out().print(WalkReport.bare(walk));
    } else {
      console.out().print(WalkReport.text(walk, options.wishes(), output.style()));
    }
    console.out().flush();
    if (walk.verdict().isTrouble()) {
      console.complain(WalkWords.verdict(walk));
    }
  }

  private TlsPlan tls(Optional<TrustStore> named, WalkFiles files) throws IOException {
    TrustStore store = named.isPresent() ? named.get() : TrustStore.ofSystem();
    return new TlsPlan(store.authorities(), store.name(), options.insecure(), files.keys());
  }

  private static int exitCode(Walk walk) {
    return walk.verdict().isGood()
        ? ExitCode.POSITIVE
        : walk.verdict().isTrouble() ? ExitCode.TROUBLE : ExitCode.NEGATIVE;
  }
}
