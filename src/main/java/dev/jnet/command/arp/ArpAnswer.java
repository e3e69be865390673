package dev.jnet.command.arp;

import dev.jnet.console.ExitCode;
import dev.jnet.report.arp.ArpDocument;
import dev.jnet.report.arp.ArpFindings;
import dev.jnet.report.arp.ArpHeadline;
import dev.jnet.report.arp.ArpReport;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Prints one answer. Its first line appears as soon as a station has answered, while jnet waits for
 * other stations.
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
  void soFar(ArpFindings findings) {
    if (job.output().json()) {
      return;
    }
    String now =
        job.output().quiet()
            ? ArpHeadline.macs(findings)
            : ArpHeadline.line(findings, job.output().style());
    PrintWriter out = job.console().out();
    out.print(now.startsWith(printed) ? now.substring(printed.length()) : now);
    out.flush();
    printed = now;
  }

  /** Prints the rest. Returns the exit code. */
  int complete(ArpFindings findings) throws IOException {
    soFar(findings);
    if (job.output().json()) {
      job.print(ArpDocument.of(findings, job.vendors()));
    } else if (!job.output().quiet()) {
      job.console().out().print(ArpReport.text(findings, job.vendors(), job.output().style()));
    }
    return findings.isPositive() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
