package dev.jnet.command.trace;

import dev.jnet.batch.ManyTargets;
import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Expectation;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet trace HOST…}: the routers on the path to a host, and what they do to packets. */
public final class TraceCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
  public TraceCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find the routers on the way to HOST, their delays, and the MTU up to each.",
        "",
        "Exit codes: 0 HOST was reached, 1 it was not, 2 trouble.",
        "Example: jnet trace --lab staircase www.lab.test");
    TargetsOptions.addTo(command, "HOST", "Names or addresses.");
    AllAddresses.addTo(command);
    TraceCommandLine.addTo(command);
    Expectation.addTo(command, "reached,mtu>=1400");
    NetworkOptions.addTo(command);
    OutputOptions.addWithoutQTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions named = NetworkOptions.of(arguments);
    TraceOptions options = TraceCommandLine.read(arguments, named.lab().isEmpty());
    NetworkOptions network = named.withinAnswers(arguments, options.patience());
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      requireJsonLines(arguments);
      return ManyTargets.run(
          many.get(), network, console, stopped, on -> new TraceBatch(options, on));
    }
    List<String> hosts = TargetsOptions.hosts(arguments);
    Console shown = options.watch().isPresent() ? console.withoutProgress() : console;
    try (CommandRun run = CommandRun.open(network, output, shown, stopped)) {
      if (options.watch().isPresent()) {
        console.tryOut();
      }
      hosts = AllAddresses.expand(hosts, run.network().names(), arguments);
      requireOneHost(hosts, options);
      return run.loop().run(hosts, new TraceTask(run, options, hosts.size() == 1, arguments));
    }
  }

  private static void requireJsonLines(Arguments arguments) throws CommandException {
    for (String alone : List.of("--svg", "--watch")) {
      if (arguments.has(alone)) {
        throw new CommandException("usage", "--targets prints JSON lines: leave " + alone + " out");
      }
    }
  }

  private static void requireOneHost(List<String> hosts, TraceOptions options)
      throws CommandException {
    if (options.svg().isPresent() && hosts.size() > 1) {
      throw new CommandException(
          "usage", "--svg " + options.svg().get() + ": a picture shows one HOST");
    }
    if (options.watch().isPresent() && hosts.size() > 1) {
      throw new CommandException("usage", "--watch shows one HOST");
    }
  }
}
