package dev.jnet.command.read;

import dev.jnet.capture.CaptureAnalysis;
import dev.jnet.command.AnswerPrinter;
import dev.jnet.command.ReportFile;
import dev.jnet.console.Console;
import dev.jnet.network.OptionAddress;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.read.CaptureReading;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** {@code jnet read FILE}: the conversations of a capture, the worst first, and what is wrong. */
public final class ReadCommand implements Subcommand {
  private static final int MAX_PORT = 65_535;

  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed; then the answer is what was read so far
   */
  public ReadCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "read";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Read a capture, and say what it shows: the TCP conversations, the worst first, with"
            + " retransmissions, closed windows, black holes and resets; packets that were too"
            + " big; and questions to name servers that failed.",
        "",
        "FILE is in the format of libpcap or in pcapng, as tcpdump, Wireshark and jnet --pcap write"
            + " it.",
        "Exit codes: 0 nothing is wrong, 1 degraded or broken, 2 trouble.",
        "Example: jnet read customer.pcapng");
    command.take(Command.Operands.ONE, "FILE", "The capture.");
    command.add(
        Option.value(
            String.class, "ADDRESS", "Read only what comes from or goes to ADDRESS.", "--host"));
    command.add(
        Option.value(
            Integer.class, "PORT", "Read only what comes from or goes to PORT.", "--port"));
    command.add(
        Option.value(
            Integer.class, "N", "Show the first segments of conversation N as well.", "--flow"));
    command.add(
        Option.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    OutputOptions.addTo(
        command, "Print one JSON document.", "Print the verdict in one word alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    String host = arguments.value("--host", null);
    CaptureAnalysis.Selection selection =
        new CaptureAnalysis.Selection(
            host == null ? Optional.empty() : Optional.of(OptionAddress.parse("--host", host)),
            optional(OptionValues.number(arguments, "--port", 0, 1, MAX_PORT)),
            optional(OptionValues.number(arguments, "--flow", 0, 1, Integer.MAX_VALUE)));
    try (ReportFile page = ReportFile.open(arguments, "read")) {
      CaptureReading reading =
          new CaptureFileReading(selection, stopped).read(arguments.operand(""));
      ReadPrintout printout = new ReadPrintout(reading);
      new AnswerPrinter(output, console).print(printout);
      page.add(printout);
      reading.trouble().ifPresent(console::complain);
      return printout.exitCode();
    }
  }

  private static OptionalInt optional(int value) {
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
