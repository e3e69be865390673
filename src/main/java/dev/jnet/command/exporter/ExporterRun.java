package dev.jnet.command.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.ReloadableModules;
import dev.jnet.exporter.module.ModuleQuestions;
import dev.jnet.exporter.web.ExporterServer;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the exporter. Other commands load nothing of it. */
final class ExporterRun {
  static final String LISTEN = "--listen";
  static final String MODULES = "--modules";
  static final String ALLOW = "--allow";
  static final String ALLOW_ALL = "--allow-all";

  private static final String DEFAULT_LISTEN = "127.0.0.1:9910";
  private static final double DEFAULT_RATE = 1000;
  private static final int MAX_PORT = 65_535;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[(?<six>[^\\]]+)]|(?<four>[^:]*)):(?<port>[0-9]{1,5})");

  private ExporterRun() {}

  /** Answers until Ctrl-C. */
  static int run(Arguments arguments, Console console, BooleanSupplier stopped) throws IOException {
    NetworkOptions options = NetworkOptions.of(arguments).forMany();
    AllowedTargets allowed = allowed(arguments);
    InetSocketAddress address = address(arguments.value(LISTEN, DEFAULT_LISTEN));
    ReloadableModules modules = modules(arguments, console);
    ProbeEngine engine =
        new ProbeEngine(
            () -> Network.open(options, console.withoutProgress(), stopped),
            ModuleQuestions::of,
            options.rateOr(DEFAULT_RATE),
            stopped);
    try (ExporterServer server = new ExporterServer(address)) {
      engine.run(
          () -> {
            server.start(engine, allowed, modules);
            console.err().println("jnet: listening on " + shown(address, server.port()));
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

  private static String shown(InetSocketAddress address, int port) {
    String host = Addresses.text(address.getAddress());
    return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port + "/";
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

  /** Reads {@code ADDRESS:PORT}, {@code [V6]:PORT}, or {@code :PORT} for all addresses. */
  private static InetSocketAddress address(String text) throws CommandException {
    Matcher matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      String six = matcher.group("six");
      String host = six != null ? six : matcher.group("four");
      int port = Integer.parseInt(matcher.group("port"));
      boolean isAny = host.isEmpty() && six == null;
      if (port <= MAX_PORT && (isAny || Addresses.isLiteral(host))) {
        return isAny
            ? new InetSocketAddress(port)
            : new InetSocketAddress(Addresses.literal(host), port);
      }
    }
    throw new CommandException(
        "usage",
        LISTEN
            + " "
            + text
            + ": write an address and a port, such as 127.0.0.1:9910, [::1]:9910 or :9910");
  }
}
