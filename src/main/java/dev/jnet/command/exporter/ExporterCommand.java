package dev.jnet.command.exporter;

import dev.jnet.console.Console;
import dev.jnet.exporter.module.ModuleQuestions;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.Subcommand;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code jnet exporter}: what jnet knows, all the time, in Prometheus. */
public final class ExporterCommand implements Subcommand {
  private final Supplier<ModuleQuestions.Commands> commands;
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param commands what other commands do for it
   * @param stopped whether Ctrl-C was pressed
   */
  public ExporterCommand(Supplier<ModuleQuestions.Commands> commands, BooleanSupplier stopped) {
    this.commands = commands;
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Answer Prometheus' scrapes with what jnet measures, as blackbox_exporter does:"
            + " /probe?target=HOST&module=mtu.",
        "",
        "Exit codes: 0 ended as asked, 2 trouble.",
        "Example: jnet exporter --allow 192.0.2.0/24,example.org");
    command.add(
        Option.value(
            String.class,
            "ADDRESS:PORT",
            "Listen there (default 127.0.0.1:9910).",
            ExporterRun.LISTEN));
    command.add(
        Option.value(
            String.class,
            "FILE",
            "Take further modules from a YAML file; SIGHUP has it read anew.",
            ExporterRun.MODULES));
    command.add(
        Option.value(
            String.class,
            "FILE",
            "Read settings for TLS and passwords from this YAML file.",
            ExporterRun.WEB_CONFIG));
    command.add(
        Option.value(
            String.class,
            "TARGETS",
            "Probe these targets, too, and not only this machine: networks and ends of names, with"
                + " commas between them.",
            ExporterRun.ALLOW));
    command.add(Option.flag("Probe any target.", ExporterRun.ALLOW_ALL));
    command.add(Option.flag("Use IPv4.", "-4", "--ipv4"));
    command.add(Option.flag("Use IPv6.", "-6", "--ipv6"));
    command.add(
        Option.value(
            double.class,
            "PPS",
            "Send at most so many packets a second (default 1000).",
            "--rate"));
    NetworkOptions.addLabTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    return ExporterRun.run(arguments, console, commands.get(), stopped);
  }
}
