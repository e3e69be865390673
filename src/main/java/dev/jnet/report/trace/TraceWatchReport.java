package dev.jnet.report.trace;

import dev.jnet.report.AddressText;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Hop;
import dev.jnet.trace.PathWatchResult;
import dev.jnet.trace.PathWatchResult.WatchedHop;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a watched path as a table, on the screen while it runs and at the end. */
public final class TraceWatchReport {
  private static final int NUMBER = 8;
  private static final int NUMBERS = 6 + 6 + 5 * NUMBER;
  private static final int MIN_WHO = 15;
  private static final int MAX_WHO = 44;

  private final String name;
  private final InetAddress target;
  private final PathWatchResult result;
  private final Map<InetAddress, String> names;

  /**
   * The report of one watched path.
   *
   * @param name the target as it was asked for
   * @param names of addresses
   */
  public TraceWatchReport(
      String name, InetAddress target, PathWatchResult result, Map<InetAddress, String> names) {
    this.name = name;
    this.target = target;
    this.result = result;
    this.names = names;
  }

  /**
   * The lines.
   *
   * @param hint the end of the first line, such as how to quit
   */
  public List<String> lines(String hint, Style style) {
    String to = AddressText.target(name, target);
    List<String> lines = new ArrayList<>();
    lines.add(to + " by " + result.via() + ", " + Text.count(result.rounds(), "round") + hint);
    lines.add("");
    int who = Math.max(MIN_WHO, Math.min(MAX_WHO, style.width() - NUMBERS - 5));
    StringBuilder head = new StringBuilder("HOP  ").append(Text.padRight("ADDRESS", who));
    head.append("  LOSS  SENT");
    for (String column : new String[] {"LAST", "BEST", "MEAN", "WORST", "DEV"}) {
      head.append(Text.padLeft(column, NUMBER));
    }
    lines.add(style.strong(head.toString()));
    for (WatchedHop hop : result.hops()) {
      lines.add(line(hop, who, style));
      for (int i = 1; i < hop.addresses().size(); i++) {
        lines.add("     " + cut(who(hop.addresses().get(i)), who));
      }
    }
    return lines;
  }

  private String line(WatchedHop hop, int who, Style style) {
    StringBuilder line = new StringBuilder(Text.padLeft("" + hop.ttl(), 3)).append("  ");
    String first = hop.addresses().isEmpty() ? "*" : who(hop.addresses().get(0));
    line.append(Text.padRight(cut(first, who), who));
    String loss = Text.padLeft(Math.round(hop.missing() * 100) + "%", 6);
    boolean alarming = hop.loss() == Hop.Loss.PERSISTS;
    line.append(alarming ? style.warning(loss) : loss);
    line.append(Text.padLeft("" + hop.sent(), 6));
    if (hop.received() > 0) {
      for (long time :
          new long[] {hop.last(), hop.best(), hop.mean(), hop.worst(), hop.deviation()}) {
        line.append(Text.padLeft(Text.millis(time), NUMBER));
      }
    }
    if (hop.loss() == Hop.Loss.OWN && hop.received() > 0) {
      line.append("  own");
    }
    return line.toString();
  }

  private String who(InetAddress address) {
    String name = names.get(address);
    return Addresses.text(address) + (name == null ? "" : " (" + name + ")");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "~";
  }
}
