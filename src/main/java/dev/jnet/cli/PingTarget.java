package dev.jnet.cli;

import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.report.JsonLines;
import dev.jnet.report.PingDocument;
import dev.jnet.report.PingEventDocument;
import dev.jnet.report.PingExplanation;
import dev.jnet.report.PingFindings;
import dev.jnet.report.PingLines;
import dev.jnet.report.PingReport;
import dev.jnet.wire.Addresses;
import java.io.PrintWriter;
import java.util.Optional;

/** One host that is pinged, and what is printed about it. */
final class PingTarget {
  private static final String ANSWERED = "\b \b";

  private final String name;
  private final PingQuestion question;
  private final PingOptions options;
  private final OutputOptions output;
  private final Console console;
  private final PingLines lines;
  private final NarratedPing ping;

  PingTarget(
      String name,
      PingQuestion question,
      PingOptions options,
      OutputOptions output,
      Console console) {
    this.name = name;
    this.question = question;
    this.options = options;
    this.output = output;
    this.console = console;
    this.lines = new PingLines(name, question, options.numeric(), output.style());
    this.ping = new NarratedPing(new PingDiagnosis(question), this::tell);
  }

  NarratedPing ping() {
    return ping;
  }

  /** The first line. */
  void announce() {
    if (!output.json()) {
      console.out().println(lines.banner(from()));
      console.out().flush();
    }
  }

  private Optional<String> from() {
    return options.from().map(device -> Addresses.text(question.hop().source()) + " " + device);
  }

  private void tell(PingEvent event) {
    PrintWriter out = console.out();
    if (output.json()) {
      PingEventDocument document =
          options.flood() ? null : PingEventDocument.of(name, question.target(), event);
      if (document == null) {
        return;
      }
      out.println(JsonLines.of(document));
    } else if (output.quiet()) {
      return;
    } else if (options.flood()) {
      dot(event, out);
    } else {
      String line = lines.line(event);
      if (line.isEmpty()) {
        return;
      }
      out.println(line);
    }
    out.flush();
  }

  /** Of a flood the dots that remain are the probes that were not answered. */
  private static void dot(PingEvent event, PrintWriter out) {
    if (event instanceof PingEvent.Sent) {
      out.print('.');
    } else if (event instanceof PingEvent.Answer) {
      out.print(ANSWERED);
    } else {
      out.print("\bE");
    }
  }

  /** What is said at the end. */
  void conclude() {
    PingFindings findings = new PingFindings(name, question, ping.result());
    if (output.json()) {
      console.out().println(JsonLines.of(PingDocument.of(findings)));
    } else {
      boolean drawn = console.outIsTerminal() && !output.quiet();
      if (options.explain()) {
        console.out().print(PingExplanation.text(findings, output.style()));
      }
      console.out().print(PingReport.text(findings, drawn, output.style()));
    }
    console.out().flush();
  }

  /** 0 as ping has it: answered; and where so many answers were asked for in a time, all came. */
  int exitCode() {
    return exitCode(question, ping.result());
  }

  /** The same for a ping that is over. */
  static int exitCode(PingQuestion question, PingResult result) {
    boolean enough =
        question.schedule().deadline() == 0 || result.received() >= question.schedule().count();
    return result.received() > 0 && enough ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
