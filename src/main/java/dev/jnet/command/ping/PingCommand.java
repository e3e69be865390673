package dev.jnet.command.ping;

import dev.jnet.batch.ManyTargets;
import dev.jnet.command.AllAddresses;
import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Expectation;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.options.TargetsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code jnet ping HOST…}: are they there, and how long does an answer take? */
public final class PingCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
  public PingCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Ask whether HOST is there, and how long an answer takes, by the kernel's own stamps.",
        "",
        "Ends with -c or -w, or on Ctrl-C; on a practice network also after 10 probes.",
        "Exit codes: 0 answered (with -c and -w: that often), 1 not, 2 trouble, 130 Ctrl-C.",
        "Example: jnet ping --lab lossy -c 20 www.lab.test");
    PingCommandLine.addTo(command);
    Expectation.addTo(command, "avg<50ms,p95<80ms");
    AllAddresses.addTo(command);
    OutputOptions.addTo(
        command,
        "Print a JSON document a reply, without -f, and one at the end of each host.",
        "Print the first line and the last ones alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    PingOptions options = PingCommandLine.read(arguments);
    Optional<TargetsOptions> many = TargetsOptions.of(arguments, output);
    if (many.isPresent()) {
      return ManyTargets.run(
          many.get(),
          options.network(),
          console,
          stopped,
          on -> new PingBatch(options.bounded(), on));
    }
    Console quiet = console.withoutProgress();
    try (CommandRun run = CommandRun.open(options.network(), output, quiet, stopped)) {
      if (options.isEndless()) {
        console.tryOut();
      }
      List<String> hosts =
          AllAddresses.expand(TargetsOptions.hosts(arguments), run.network().names(), arguments);
      PingTask task = new PingTask(run, options, hosts.size() == 1);
      int code = run.loop().unseparated().run(hosts, task);
      return Math.max(code, task.ping());
    }
  }
}
