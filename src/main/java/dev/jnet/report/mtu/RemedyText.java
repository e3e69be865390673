package dev.jnet.report.mtu;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.report.BlackHoleRemedies;
import dev.jnet.report.Sheet;
import dev.jnet.report.finding.FindingText;
import java.util.List;
import java.util.Optional;

/** What to do about a black hole that a search for the path MTU found. */
final class RemedyText {
  private final MtuReportContent report;
  private final List<Finding> findings;
  private final Sheet sheet;

  RemedyText(MtuReportContent report, List<Finding> findings, Sheet sheet) {
    this.report = report;
    this.findings = findings;
    this.sheet = sheet;
  }

  /**
   * Returns whether it wrote something: nothing where it is not known that there is a black hole.
   */
  boolean write() {
    if (!report.result().blackHole()) {
      return false;
    }
    Optional<BlackHole> hole = FindingText.first(findings, BlackHole.class);
    if (hole.isEmpty() || !report.result().known()) {
      return false;
    }
    int bytes = hole.get().bytes();
    if (hole.get().grounds().certainty().degree() == Degree.GUESSED) {
      doubt(bytes);
      return true;
    }
    new BlackHoleRemedies(
            report.target(), report.hop(), bothWays(bytes), hole.get().place(), "trace")
        .write(report.name(), bytes, sheet);
    return true;
  }

  /** A remedy against a fault that is not there does harm: first the fault must be known. */
  private void doubt(int bytes) {
    sheet.row(
        "What it means",
        "if it is a black hole, connections hang as soon as they send packets over "
            + bytes
            + " bytes");
    sheet.row("What to do", "make sure by TCP, to a port that is open there:");
    sheet.command("jnet mss " + report.name() + ":443");
  }

  /** Bytes of the largest packet that gets through both ways, as far as replies show it. */
  private int bothWays(int there) {
    int mtu = there;
    Optional<RepliesFragmented> pieces = FindingText.first(findings, RepliesFragmented.class);
    Optional<LargeRepliesLost> lost = FindingText.first(findings, LargeRepliesLost.class);
    mtu = pieces.isPresent() ? Math.min(mtu, pieces.get().bytes()) : mtu;
    return lost.isPresent() ? Math.min(mtu, lost.get().bytes()) : mtu;
  }
}
