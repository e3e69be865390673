package dev.jnet.command.mtu;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.ManyTargets;
import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.network.Network;
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

/** {@code jnet mtu HOST…}: the largest packet that reaches a host in one piece, and why. */
public final class MtuCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
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
    AllAddresses.addTo(command);
    MtuOptions.addTo(command);
    Expectation.addTo(command, "mtu>=1400");
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    MtuOptions options = MtuOptions.of(arguments);
    NetworkOptions network = NetworkOptions.of(arguments).within(arguments, options.deadline());
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      return ManyTargets.run(many.get(), network, console, stopped, on -> task(options, true, on));
    }
    try (CommandRun run = CommandRun.open(network, output, console, stopped)) {
      List<String> hosts =
          AllAddresses.expand(TargetsOptions.hosts(arguments), run.network().names(), arguments);
      return run.each(hosts, task(options, false, run.network()));
    }
  }

  private static BatchTask task(MtuOptions options, boolean sparing, Network network) {
    return options.flows() > 1
        ? new MtuFlowsTask(options, network)
        : new MtuTask(options, sparing, network);
  }
}
