package dev.jnet.report.trace;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.Staircase;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/**
 * Writes the path to a target as comma-separated values (RFC 4180), one line for each probe that
 * was answered.
 */
public final class TraceTable {
  private static final String END = "\r\n";

  private TraceTable() {}

  /** The header line. */
  public static String header() {
    return "target,ttl,address,name,rtt_ms,sent,received,loss,mtu,mtu_confirmed,reply_ttl,kind,flow"
        + END;
  }

  /** The lines of one target, flow by flow. A silent hop has one line, without an address. */
  public static String rows(TraceReportContent content) {
    StringBuilder rows = new StringBuilder();
    for (Branch branch : content.flows()) {
      add(rows, branch, content);
    }
    return rows.toString();
  }

  private static void add(StringBuilder rows, Branch branch, TraceReportContent content) {
    Optional<Staircase> staircase = content.staircase(branch.flow());
    String end = "," + branch.flow() + END;
    for (Hop hop : branch.hops()) {
      String mtu = ",";
      if (staircase.isPresent()) {
        Staircase.Step step = staircase.get().at(hop.ttl());
        mtu = step.mtu() + "," + step.confirmed();
      }
      String counts = hop.sent() + "," + hop.answers().size() + "," + word(hop.loss()) + "," + mtu;
      String front = field(content.name()) + "," + hop.ttl() + ",";
      if (hop.silent()) {
        rows.append(front).append(",,,").append(counts).append(",,").append(end);
      }
      for (HopAnswer answer : hop.answers()) {
        String name = content.names().getOrDefault(answer.from(), "");
        rows.append(front)
            .append(Addresses.text(answer.from()))
            .append(',')
            .append(field(name))
            .append(',')
            .append(millis(answer.roundTrip()))
            .append(',')
            .append(counts)
            .append(',')
            .append(answer.hopLimit())
            .append(',')
            .append(word(answer.kind()))
            .append(end);
      }
    }
  }

  private static String field(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
