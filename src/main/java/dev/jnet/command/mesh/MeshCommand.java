package dev.jnet.command.mesh;

import dev.jnet.command.AnswerPrinter;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.JsonHeading;
import dev.jnet.console.OutputFile;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.PairResult;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.mesh.MeshPage;
import dev.jnet.report.mesh.MeshReportContent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code jnet mesh ACTION}: measures between many sites, in both directions. */
public final class MeshCommand implements Subcommand {
  private static final String MATRIX = "matrix";

  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
  public MeshCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "mesh";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Measure between many sites, in both directions, and name the link that is at fault.",
        "",
        "The action is 'matrix': measure each ordered pair of members once.",
        "Exit codes: 0 nothing wrong was seen, 1 something was, or a pair was not measured,"
            + " 2 trouble.",
        "",
        "Example: jnet mesh matrix --lab offices");
    command.take(Command.Operands.ONE, "ACTION", "What to do: matrix.");
    RoundOptions.addTo(command);
    command.add(Option.flag("Print comma-separated values, one line a direction.", "--csv"));
    command.add(
        Option.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    NetworkOptions.addLabTo(command);
    OutputOptions.addTo(command, "Print one JSON document a round.", "Print the suspects alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    RoundOptions options = RoundOptions.read(arguments);
    String action = arguments.operand("");
    if (!action.equals(MATRIX)) {
      throw new CommandException("usage", action + ": the action is " + MATRIX);
    }
    String lab = arguments.value("--lab", null);
    if (lab == null) {
      throw new CommandException("usage", "name a practice network: --lab offices");
    }
    PracticeMesh mesh = PracticeMesh.open(lab, 0, JsonHeading.version());
    Map<String, Member> members = Members.of(mesh.bus());
    List<PairResult> results =
        new Round(mesh.bus(), options, mesh::wallClock, stopped).run(members);
    MeshReportContent content =
        MeshReportContent.of(List.copyOf(members.values()), results, mesh.names());
    String page = arguments.value("--html", null);
    if (page != null) {
      try (OutputFile file = OutputFile.open("--html", page)) {
        file.write(MeshPage.of(content));
        file.finish();
      }
    }
    MatrixPrintout printout = new MatrixPrintout(content, arguments.has("--csv"));
    AnswerPrinter printer = new AnswerPrinter(output, console);
    printer.print(printout);
    return printer.exitCode(printout);
  }
}
