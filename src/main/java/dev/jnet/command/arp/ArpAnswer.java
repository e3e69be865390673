package dev.jnet.command.arp;

import dev.jnet.console.ExitCode;
import dev.jnet.report.arp.ArpDocument;
import dev.jnet.report.arp.ArpHeadline;
import dev.jnet.report.arp.ArpReport;
import dev.jnet.report.arp.ArpReportContent;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Prints one answer. Its first line begins as soon as a station has answered, and ends when other
 * stations had their time: they may claim the same address.
 */
final class ArpAnswer {
  private final ArpJob job;
  private String printed = "";

  ArpAnswer(ArpJob job) {
    this.job = job;
  }

  /**
   * Prints which stations have answered so far, unless that is printed already. A document is only
   * printed at the end.
   */
  void soFar(ArpReportContent content) {
    if (job.output().json()) {
      return;
    }
    String now =
        job.output().quiet()
            ? ArpHeadline.macs(content)
            : ArpHeadline.begun(content, job.output().style());
    print(now);
  }

  private void print(String now) {
    PrintWriter out = job.console().out();
    out.print(now.startsWith(printed) ? now.substring(printed.length()) : now);
    out.flush();
    printed = now;
  }

  /** Prints the rest. Returns the exit code. */
  int complete(ArpReportContent content) throws IOException {
    if (job.output().json()) {
      job.print(ArpDocument.of(content, job.vendors()));
    } else if (job.output().quiet()) {
      print(ArpHeadline.macs(content));
    } else {
      print(ArpHeadline.line(content, job.output().style()));
      job.console().out().print(ArpReport.text(content, job.vendors(), job.output().style()));
    }
    return content.isPositive() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
