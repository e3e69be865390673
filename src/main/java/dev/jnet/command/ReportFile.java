package dev.jnet.command;

import dev.jnet.console.JsonHeading;
import dev.jnet.console.OutputFile;
import dev.jnet.console.Printout;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.ShellLine;
import dev.jnet.report.ReportPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page for a browser that {@code --html FILE} asks for: all reports of a run. */
public final class ReportFile implements AutoCloseable {
  private final Arguments arguments;
  private final String command;
  private final Optional<OutputFile> file;
  private final String lab;
  private final List<ReportPage.Report> reports = new ArrayList<>();

  private ReportFile(Arguments arguments, String command, Optional<OutputFile> file) {
    this.arguments = arguments;
    this.lab = NetworkOptions.lab(arguments.words());
    this.command = command;
    this.file = file;
  }

  /**
   * Opens the file, if the command line names one.
   *
   * @param command whose reports they are
   * @throws IOException when it cannot be written; the message is for a person
   */
  public static ReportFile open(Arguments arguments, String command) throws IOException {
    String name = arguments.value("--html", null);
    return new ReportFile(
        arguments,
        command,
        name == null ? Optional.empty() : Optional.of(OutputFile.open("--html", name)));
  }

  /** Adds a report. */
  public void add(Printout report) {
    if (file.isPresent()) {
      reports.add(
          new ReportPage.Report(
              report.text(ReportPage.STYLE.onLab(lab)), report.text(ReportPage.NARROW.onLab(lab))));
    }
  }

  /** Writes the page, if there is a report to write. */
  @Override
  public void close() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    try (OutputFile out = file.get()) {
      if (!reports.isEmpty()) {
        String title = "jnet " + command + " " + String.join(" ", arguments.operands());
        out.write(ReportPage.of(title, reports, JsonHeading.origin(ShellLine.of(arguments))));
        out.finish();
      }
    }
  }
}
