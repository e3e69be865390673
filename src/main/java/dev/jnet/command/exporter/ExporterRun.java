package dev.jnet.command.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.ReloadableModules;
import dev.jnet.exporter.StepwiseProbes;
import dev.jnet.exporter.module.ModuleQuestions;
import dev.jnet.exporter.web.ExporterServer;
import dev.jnet.exporter.web.ListenAddress;
import dev.jnet.exporter.web.ReloadableWebConfig;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs the exporter. Other commands load nothing of it. */
final class ExporterRun {
  static final String LISTEN = "--listen";
  static final String MODULES = "--modules";
  static final String WEB_CONFIG = "--web.config.file";
  static final String ALLOW = "--allow";
  static final String ALLOW_ALL = "--allow-all";

  private static final String DEFAULT_LISTEN = "127.0.0.1:9910";
  private static final double DEFAULT_RATE = 1000;

  /** The share of the rate for each probe that runs in steps. */
  private static final double STEPWISE_SHARE = 0.05;

  private ExporterRun() {}

  /** Answers until Ctrl-C. */
  static int run(
      Arguments arguments,
      Console console,
      ModuleQuestions.Commands commands,
      BooleanSupplier stopped)
      throws IOException {
    NetworkOptions options = NetworkOptions.of(arguments);
    double rate = options.rateOr(DEFAULT_RATE);
    AllowedTargets allowed = allowed(arguments);
    ListenAddress address = ListenAddress.parse(LISTEN, arguments.value(LISTEN, DEFAULT_LISTEN));
    ReloadableModules modules = modules(arguments, console);
    ModuleQuestions questions = new ModuleQuestions(commands, allowed);
    Console quiet = console.withoutProgress();
    ProbeEngine engine =
        new ProbeEngine(
            () -> Network.open(options.forMany(), quiet, stopped),
            questions::of,
            new StepwiseProbes(
                options.withRate(rate * STEPWISE_SHARE), quiet, questions::stepwise, stopped),
            rate * (1 - STEPWISE_SHARE * StepwiseProbes.AT_ONCE),
            stopped);
    try (ExporterServer server =
        new ExporterServer(address.socket(), webConfig(arguments, console))) {
      engine.run(
          () -> {
            server.start(engine, allowed, modules);
            console
                .err()
                .println("jnet: listening on " + address.url(server.scheme(), server.port()));
            console.err().flush();
          });
    }
    return ExitCode.POSITIVE;
  }

  /** The modules, which SIGHUP has read anew. */
  private static ReloadableModules modules(Arguments arguments, Console console)
      throws IOException {
    Optional<Path> file = Optional.ofNullable(arguments.<String>value(MODULES, null)).map(Path::of);
    ReloadableModules modules =
        OwnProcess.readingForUser(() -> new ReloadableModules(file, console::complain));
    Hangup.run(modules::reload);
    return modules;
  }

  /** The settings of the pages, which are read anew for each connection and each request. */
  private static ReloadableWebConfig webConfig(Arguments arguments, Console console)
      throws IOException {
    Optional<Path> file =
        Optional.ofNullable(arguments.<String>value(WEB_CONFIG, null)).map(Path::of);
    return OwnProcess.readingForUser(() -> new ReloadableWebConfig(file, console::complain));
  }

  private static AllowedTargets allowed(Arguments arguments) throws CommandException {
    if (arguments.has(ALLOW) && arguments.has(ALLOW_ALL)) {
      throw new CommandException(
          "usage", ALLOW + " and " + ALLOW_ALL + " exclude each other: choose one");
    }
    return arguments.has(ALLOW_ALL)
        ? AllowedTargets.any()
        : AllowedTargets.parse(arguments.value(ALLOW, ""));
  }
}
