package dev.jnet.command.mss;

import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Endpoint;
import dev.jnet.options.Expectation;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code jnet mss HOST:PORT}: how much data a segment carries, and who decided it. */
public final class MssCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
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
        "Find how much data a TCP segment to HOST:PORT can carry, and who decided it: this host,"
            + " a router that rewrote a SYN, or the path's MTU.",
        "",
        "Exit codes: 0 segments get through, 1 larger ones are dropped silently, the download"
            + " stalled, or nothing answered, 2 trouble.",
        "Example: jnet mss --lab clamp www.lab.test:80 --get /");
    command.take(Command.Operands.SOME, "HOST:PORT", "Also HOST PORT, [2001:db8::1]:80.");
    AllAddresses.addTo(command);
    MssOptions.addTo(command);
    Expectation.addTo(command, "mss>=1360");
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    MssOptions options = MssOptions.of(arguments);
    NetworkOptions network = NetworkOptions.of(arguments).within(arguments, options.deadline());
    List<Endpoint> ports =
        Endpoint.parse(arguments.operands()).stream().flatMap(Endpoint::eachPort).toList();
    try (CommandRun run = CommandRun.open(network, output, console, stopped)) {
      ports = AllAddresses.ofEach(ports, run.network().names(), arguments);
      return run.each(ports, new MssTask(run, options));
    }
  }
}
