package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.command.ReportFile;
import dev.jnet.console.Console;
import dev.jnet.network.TrustStore;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code jnet doctor TARGET…}: what is broken, where, how sure that is, and what mends it. */
public final class DoctorCommand implements Subcommand {
  private static final Duration MAX_TIME = Duration.ofHours(1);

  private final Supplier<String> userAgent;
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param userAgent the name that jnet gives to web servers, such as {@code jnet/0.1.0}
   * @param stopped whether Ctrl-C was pressed
   */
  public DoctorCommand(Supplier<String> userAgent, BooleanSupplier stopped) {
    this.userAgent = userAgent;
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Ask everything that matters about TARGET, and say what is broken, where, how sure that"
            + " is, and which commands mend it.",
        "",
        "Exit codes: 0 nothing is wrong, 1 degraded or broken, 2 trouble.",
        "Example: jnet doctor --lab blackhole www.lab.test");
    command.take(Command.Operands.SOME, "TARGET", "HOST, HOST:PORT, [2001:db8::1]:80 or a URL.");
    command.add(
        Option.value(
            String.class,
            "FILE",
            "At https:// URLs trust the authorities in FILE (PEM), and no others.",
            "--cacert"));
    command.add(
        Option.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    command.add(Option.time("End the examination of a target after so long.", "-w", "--deadline"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(
        command, "Print one JSON document a target.", "Print the verdict in one word alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions network = NetworkOptions.of(arguments);
    ApplicationStep.Client client =
        new ApplicationStep.Client(
            userAgent.get(),
            TrustStore.named(arguments.value("--cacert", null), network, console.environment()));
    List<DoctorTarget> targets = new ArrayList<>();
    for (String operand : arguments.operands()) {
      targets.add(DoctorTarget.parse(operand));
    }
    TimeLimit limit =
        new TimeLimit(
            OptionValues.seconds(arguments, "-w", MAX_TIME).map(Duration::toNanos).orElse(0L));
    try (ReportFile page = ReportFile.open(arguments, name());
        CommandRun run = CommandRun.open(network, output, console, limit.or(stopped))) {
      return run.each(targets, new DoctorTask(run, limit, client, page));
    }
  }
}
