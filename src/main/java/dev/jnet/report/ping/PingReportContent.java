package dev.jnet.report.ping;

import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Responder;
import dev.jnet.report.Access;
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
  /**
   * The addresses that answered, where that is not only the target: stations of a group, or other
   * addresses.
   */
  static List<Responder> notable(PingQuestion question, PingResult result) {
    return result.responders().stream()
        .filter(each -> question.isToGroup() || !each.address().equals(question.target()))
        .toList();
  }

  /** The target's address as text. */
  String address() {
    return Addresses.text(question.target());
  }
}
