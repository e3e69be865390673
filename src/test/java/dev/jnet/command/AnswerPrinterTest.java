package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Expectation;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.PlainArguments;
import dev.jnet.report.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerPrinterTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A path MTU of 1492 bytes, which the command itself calls a failure. */
  private record Answer() implements Printout {
    @Override
    public List<String> json() {
      return List.of("{\"a\":1}", "{\"b\":2}");
    }

    @Override
    public String bare(Style style) {
      return "1492\n";
    }

    @Override
    public String text(Style style) {
      return "a report\n";
    }

    @Override
    public Map<String, Double> measured() {
      return Map.of("mtu", 1492.0);
    }

    @Override
    public int exitCode() {
      return ExitCode.NEGATIVE;
    }
  }

  private AnswerPrinter printer(String... words) throws CommandException {
    Command command = new Command("mtu");
    OutputOptions.addTo(command);
    Expectation.addTo(command, "mtu>=1500");
    Arguments arguments = PlainArguments.read(command, words, 0);
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, false, Map.of());
    return new AnswerPrinter(OutputOptions.of(arguments, console), console);
  }

  private String printed(String... words) throws CommandException {
    AnswerPrinter printer = printer(words);
    printer.print(new Answer());
    return out.toString();
  }

  @Test
  void printsTheReport() throws CommandException {
    assertEquals("a report\n", printed());
  }

  @Test
  void printsEachDocumentOnALine() throws CommandException {
    String heading = "{\"schema\":2,\"version\":\"0\",\"time\":\"…\",";
    assertEquals(
        heading + "\"a\":1}\n" + heading + "\"b\":2}\n",
        printed("--json").replaceAll("\"time\":\"[^\"]+\"", "\"time\":\"…\""));
  }

  @Test
  void printsTheBareAnswer() throws CommandException {
    assertEquals("1492\n", printed("--quiet"));
  }

  @Test
  void printsAMonitoringSystemsLineInPlaceOfTheAnswer() throws CommandException {
    assertEquals(
        "MTU CRITICAL - expected mtu>=1500: it is 1492 | mtu=1492\n",
        printed("--expect", "mtu>=1500", "--nagios"));
  }

  @Test
  void exitCodeIsTheCommandsOwnWithoutAnExpectation() throws CommandException {
    assertEquals(ExitCode.NEGATIVE, printer().exitCode(new Answer()));
    assertEquals("", err.toString());
  }

  @Test
  void metExpectationIsSuccessWhateverTheCommandThinks() throws CommandException {
    assertEquals(ExitCode.POSITIVE, printer("--expect", "mtu>=1400").exitCode(new Answer()));
    assertEquals("", err.toString());
  }

  @Test
  void missedExpectationIsToldOnStderr() throws CommandException {
    assertEquals(ExitCode.NEGATIVE, printer("--expect", "mtu>=1500").exitCode(new Answer()));
    assertEquals("jnet: expected mtu>=1500: it is 1492\n", err.toString());
  }

  @Test
  void monitoringSystemGetsItsOwnCodeAndNothingOnStderr() throws CommandException {
    assertEquals(2, printer("--expect", "mtu>=1500", "--nagios").exitCode(new Answer()));
    assertEquals("", err.toString());
  }
}
