package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists several ports, one on each line, and counts the open, closed and filtered ones. */
final class PortTable {
  /**
   * Up to this many ports have a line each. Of more ports, those with the most common status have
   * no line, unless they are open.
   */
  static final int MAX_LISTED = 20;

  private final HandshakeReportContent content;
  private final List<HandshakeResult> results;
  private final Style style;
  private final Sheet sheet;
  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

  PortTable(HandshakeReportContent content, Style style, Sheet sheet) {
    this.content = content;
    this.results = content.results();
    this.style = style;
    this.sheet = sheet;
    results.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
  }

  /**
   * Writes the lines of the open ports.
   *
   * @param told how many ports, from the first on, are left out
   */
  void writeOpen(int told) {
    write(told, result -> result.status() == Status.OPEN);
  }

  /**
   * Writes the table. Where it is long, the open ports come first.
   *
   * @param told of how many ports, from the first on, the open ones were listed before
   */
  void write(int told) {
    Status unlisted = unlisted();
    if (HandshakeReport.isLong(results.size())) {
      writeOpen(told);
      write(0, result -> result.status() != Status.OPEN && result.status() != unlisted);
    } else {
      write(0, result -> true);
    }
    sheet.blank();
    StringBuilder sum = new StringBuilder();
    counts.forEach(
        (status, count) ->
            sum.append(sum.length() > 0 ? ", " : "")
                .append(count)
                .append(' ')
                .append(status.word()));
    sheet.row(
        "Ports", sum + (unlisted == null ? "" : " (" + unlisted.word() + " ones not listed)"));
  }

  private void write(int from, Predicate<HandshakeResult> listed) {
    for (HandshakeResult result : results.subList(from, results.size())) {
      if (listed.test(result)) {
        sheet.hanging(front(result), reason(result));
      }
    }
  }

  private String reason(HandshakeResult result) {
    return OutcomeText.reason(result, content.isByTarget(result), Optional.empty()).strip();
  }

  private String front(HandshakeResult result) {
    return "  "
        + Text.padLeft(Integer.toString(result.port()), 5)
        + "  "
        + OutcomeText.status(result.status(), style)
        + Text.padRight("", 10 - result.status().word().length());
  }

  /** The status of the ports that have no line; {@code null} when every port has one. */
  private Status unlisted() {
    Status most = Status.UNKNOWN;
    for (Map.Entry<Status, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    boolean many = results.size() > MAX_LISTED && counts.containsKey(most);
    return many && most != Status.OPEN ? most : null;
  }
}
