package dev.jnet.command.ping;

import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Text;
import dev.jnet.report.ping.PingEventDocument;
import dev.jnet.report.ping.PingLines;
import dev.jnet.report.ping.PingReport;
import dev.jnet.report.ping.PingReportContent;
import dev.jnet.wire.Addresses;
import java.io.PrintWriter;
import java.util.Optional;

/** Prints the events of a ping at once. */
final class PingPrinter implements NarratedPing.Listener {
  /** Erases the dot of a probe. */
  private static final String ANSWERED = "\b \b";

  private final String host;
  private final PingQuestion question;
  private final PingOptions options;
  private final CommandRun run;
  private final PingNames names;
  private final PingLines lines;

  PingPrinter(String host, PingQuestion question, PingOptions options, CommandRun run) {
    this.host = host;
    this.question = question;
    this.options = options;
    this.run = run;
    this.names = new PingNames(host, question.target(), options.numeric(), run.network().names());
    this.lines = new PingLines(host, question, names, run.output().style());
  }

  /** Begins to look up the target's name. */
  void askName() {
    names.ask();
  }

  /** Prints the first line. */
  void announce() {
    if (!run.output().json() && !run.output().isPlugin()) {
      Optional<String> from =
          options.from().map(by -> Addresses.text(question.hop().source()) + " " + by);
      run.console().out().println(shown(lines.banner(from)));
      run.console().out().flush();
    }
  }

  /** A line as it fits a screen; as ping has it where a script may read it. */
  private String shown(String line) {
    return run.console().outIsTerminal()
        ? Text.folded(line, run.output().style().lineWidth())
        : line;
  }

  /** Prints the statistics so far on stderr, as ping does. */
  @Override
  public void tellStatus(PingResult soFar) {
    run.console().err().println(PingReport.status(soFar));
    run.console().err().flush();
  }

  /** Prints an event, if it needs a line. */
  @Override
  public void tell(PingEvent event, long elapsed) {
    PrintWriter out = run.console().out();
    if (run.output().json()) {
      PingEventDocument document =
          options.flood() ? null : PingEventDocument.of(host, question, event, elapsed);
      if (document != null) {
        run.console().document(JsonLines.of(document));
      }
    } else if (options.flood() && !run.output().quiet()) {
      out.print(dot(event));
    } else if (!run.output().quiet()) {
      String line = lines.line(event);
      if (!line.isEmpty()) {
        out.println(shown(line));
      }
    }
    out.flush();
  }

  /** Shows a dot for each probe of a flood, and erases it when the answer comes. */
  private static String dot(PingEvent event) {
    if (event instanceof PingEvent.Sent) {
      return ".";
    }
    return event instanceof PingEvent.Answer ? ANSWERED : "\bE";
  }

  /** Prints the statistics. */
  void conclude(PingPrintout sums) {
    run.print(sums);
    run.console().out().flush();
  }

  /** The printed form of the statistics. */
  PingPrintout printout(PingReportContent content) {
    Console console = run.console();
    boolean drawn = console.outIsTerminal() && !run.output().quiet();
    return new PingPrintout(content, options.explain(), drawn);
  }
}
