package dev.jnet.report.ping;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.PingConclusions;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.report.Access;
import dev.jnet.report.Programs;
import dev.jnet.wire.Addresses;
import java.util.List;

/**
 * Everything that a report on a ping needs.
 *
 * @param name the target as it was asked for
 * @param question what was asked
 * @param access how the probes were sent and the answers seen
 * @param result the result of the ping
 */
public record PingReportContent(
    String name, PingQuestion question, Access access, PingResult result) {
  /** What follows from the ping, the most important first. */
  public List<Finding> findings() {
    return LocalConclusions.beside(
        PingConclusions.of(question, result, access.uncaptured() == 0),
        access.programs().map(Programs::traffic).orElse(ProgramTraffic.SAME),
        access.otherWaysBack());
  }

  /** The target's address as text. */
  String address() {
    return Addresses.text(question.target());
  }
}
