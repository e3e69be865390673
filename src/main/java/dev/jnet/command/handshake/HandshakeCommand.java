package dev.jnet.command.handshake;

import dev.jnet.batch.ManyTargets;
import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Endpoint;
import dev.jnet.options.Expectation;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet handshake HOST:PORT…}: a TCP connection from SYN to TIME_WAIT, segment by segment.
 */
public final class HandshakeCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
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
    AllAddresses.addTo(command);
    HandshakeOptions.addTo(command);
    Expectation.addTo(command, "open,connect<200ms");
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    HandshakeOptions options = HandshakeOptions.of(arguments);
    NetworkOptions network =
        NetworkOptions.of(arguments).withinAnswers(arguments, options.patience());
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      if (options.kernel()) {
        throw new CommandException("usage", "--targets and --kernel exclude each other: take one");
      }
      return ManyTargets.run(
          many.get(), network, console, stopped, on -> new HandshakeBatch(options, on));
    }
    List<Endpoint> endpoints = Endpoint.parse(arguments.operands());
    try (CommandRun run = CommandRun.open(network, output, console, stopped)) {
      endpoints = AllAddresses.ofEach(endpoints, run.network().names(), arguments);
      return run.each(endpoints, new HandshakeTask(run, options));
    }
  }
}
