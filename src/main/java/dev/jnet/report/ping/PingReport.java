package dev.jnet.report.ping;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalFinding;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.ProbeFinding.GroupAnswered;
import dev.jnet.finding.ProbeFinding.OddReplies;
import dev.jnet.finding.ProbeFinding.RepliesDamaged;
import dev.jnet.finding.ProbeFinding.RepliesRepeated;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Bar;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.RoundTrips;
import dev.jnet.report.Access;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.report.finding.ProbeFindingText;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a ping's output. The last lines are the same as ping's, byte for byte, because scripts
 * read them with {@code tail}. What jnet adds comes before them.
 */
public final class PingReport {
  /** With so many bytes of data and more, a path may carry smaller probes and not these. */
  private static final int LARGE = 1000;

  private static final int BAR_WIDTH = 40;
  private static final int SHORTEST_BAR = 8;

  private final String name;
  private final PingQuestion question;
  private final PingResult result;
  private final Access access;
  private final List<Finding> findings;
  private final Style style;

  private PingReport(PingReportContent content, Style style) {
    this.findings = content.findings();
    this.name = content.name();
    this.question = content.question();
    this.result = content.result();
    this.style = style;
    this.access = content.access();
  }

  /**
   * The end of a ping.
   *
   * @param drawn whether the distribution of the round-trip times is drawn, if there is one
   */
  public static String text(PingReportContent content, boolean drawn, Style style) {
    PingReport report = new PingReport(content, style);
    return report.additions(drawn) + closing(content);
  }

  /** Writes what ping does not report. */
  private String additions(boolean drawn) {
    StringBuilder out = new StringBuilder();
    String unusual = unusual();
    if (result.roundTrips().isPresent() && result.received() > 1) {
      RoundTrips times = result.roundTrips().get();
      out.append("\np50/p95/p99/jitter = ").append(PingText.millis(times.median()));
      out.append('/').append(PingText.millis(times.p95()));
      out.append('/').append(PingText.millis(times.p99()));
      out.append('/').append(PingText.millis(times.jitter())).append(" ms\n");
      if (drawn) {
        draw(times.bars(), out);
      }
    }
    if (!unusual.isEmpty()) {
      out.append(out.length() == 0 ? "\n" : "").append(unusual).append('\n');
    }
    String unanswered = result.sent() > 0 && result.received() == 0 ? unanswered() : "";
    if (!unanswered.isEmpty()) {
      out.append(out.length() == 0 ? "\n" : "").append(unanswered).append('\n');
    }
    for (Finding finding : findings) {
      String words = words(finding);
      if (!words.isEmpty()) {
        out.append(out.length() == 0 ? "\n" : "").append(words).append('\n');
      }
    }
    for (String line : access.lines(style)) {
      out.append(out.length() == 0 ? "\n" : "").append(line).append('\n');
    }
    return out.toString();
  }

  /** What follows from the ping and is not in ping's own last lines; empty for what is there. */
  private String words(Finding finding) {
    if (finding instanceof GroupAnswered group) {
      return ProbeFindingText.of(group);
    }
    boolean warning =
        finding instanceof AnsweredInOtherVlan
            || finding instanceof AnsweredByAnother
            || finding instanceof ProxyNeighbor;
    String front = finding instanceof AnsweredByAnother ? "answered by " : "";
    return warning ? style.warning(front + FindingText.of(finding, style)) : "";
  }

  /**
   * What may have happened where nothing came back, and who finds it out; empty where errors or
   * this machine's own programs tell more.
   */
  private String unanswered() {
    if (result.incidents().errors() > 0 || question.isToGroup()) {
      return "";
    }
    for (Finding finding : findings) {
      if (finding instanceof LocalFinding) {
        return "";
      }
    }
    String words =
        "nothing came back: the host may be off, the path broken, or something drops these packets;"
            + " 'jnet doctor "
            + name
            + "' looks for the cause"
            + (question.shape().size() < LARGE
                ? ""
                : ". Perhaps only large packets are lost: 'jnet mtu " + name + "' tells");
    return String.join("\n", Text.wrap(style.suggesting(words), style.lineWidth()));
  }

  /** The odd replies for which ping's last lines have no words. */
  private String unusual() {
    List<String> words = new ArrayList<>();
    for (Finding finding : findings) {
      boolean told = finding instanceof RepliesRepeated || finding instanceof RepliesDamaged;
      if (finding instanceof OddReplies odd && !told) {
        words.add(ProbeFindingText.inShort(odd));
      }
    }
    return words.isEmpty() ? "" : style.warning("unusual: " + String.join(", ", words));
  }

  private void draw(List<Bar> bars, StringBuilder out) {
    long most = 1;
    int width = 0;
    for (Bar bar : bars) {
      most = Math.max(most, bar.count());
      width = Math.max(width, PingText.millis(bar.upTo()).length());
    }
    int besides = 2 * width + (" -  ms   " + most).length() + 2;
    int longest = Math.max(SHORTEST_BAR, Math.min(BAR_WIDTH, style.width() - besides));
    char block = style.unicode() ? '█' : '#';
    for (Bar bar : bars) {
      String from = Text.padLeft(PingText.millis(bar.above()), width);
      String to = Text.padLeft(PingText.millis(bar.upTo()), width);
      out.append("  ").append(from).append(' ').append(style.dash()).append(' ').append(to);
      out.append(" ms  ");
      int length = (int) ((bar.count() * longest + most - 1) / most);
      Text.repeat(out, block, length);
      out.append(length == 0 ? "" : " ").append(bar.count()).append('\n');
    }
  }

  /** Ping's own last lines, after an empty line. */
  static String closing(PingReportContent content) {
    PingResult result = content.result();
    Incidents incidents = result.incidents();
    StringBuilder out = new StringBuilder(200);
    out.append("\n--- ").append(content.name()).append(" ping statistics ---\n");
    out.append(result.sent()).append(" packets transmitted, ");
    out.append(result.received()).append(" received");
    if (incidents.duplicates() > 0) {
      out.append(", +").append(incidents.duplicates()).append(" duplicates");
    }
    if (incidents.corrupted() > 0) {
      out.append(", +").append(incidents.corrupted()).append(" corrupted");
    }
    if (incidents.errors() > 0) {
      out.append(", +").append(incidents.errors()).append(" errors");
    }
    if (result.sent() > 0) {
      out.append(", ").append(PingText.percent(result.lossPercent())).append("% packet loss");
      out.append(", time ").append((result.elapsed() + 500_000) / 1_000_000).append("ms");
    }
    return out.append('\n').append(times(content)).append('\n').toString();
  }

  /** Ping's own line about the probes so far, which it prints on SIGQUIT. */
  public static String status(PingResult result) {
    StringBuilder out = new StringBuilder(80);
    out.append(result.received()).append('/').append(result.sent()).append(" packets, ");
    out.append((long) result.lossPercent()).append("% loss");
    if (result.roundTrips().isPresent()) {
      RoundTrips times = result.roundTrips().get();
      out.append(", min/avg/ewma/max = ").append(PingText.millis(times.least()));
      out.append('/').append(PingText.millis(times.average()));
      out.append('/').append(PingText.millis(times.smoothed()));
      out.append('/').append(PingText.millis(times.most())).append(" ms");
    }
    return out.toString();
  }

  private static String times(PingReportContent content) {
    PingResult result = content.result();
    StringBuilder out = new StringBuilder(120);
    String comma = "";
    if (result.roundTrips().isPresent()) {
      RoundTrips times = result.roundTrips().get();
      out.append("rtt min/avg/max/mdev = ").append(PingText.millis(times.least()));
      out.append('/').append(PingText.millis(times.average()));
      out.append('/').append(PingText.millis(times.most()));
      out.append('/').append(PingText.millis(times.deviation())).append(" ms");
      comma = ", ";
    }
    if (result.pipe() > 1) {
      out.append(comma).append("pipe ").append(result.pipe());
      comma = ", ";
    }
    if (result.roundTrips().isPresent()
        && content.question().schedule().eager()
        && result.sent() > 1) {
      out.append(comma).append("ipg/ewma ");
      out.append(PingText.millis(result.elapsed() / (result.sent() - 1))).append('/');
      out.append(PingText.millis(result.roundTrips().get().smoothed())).append(" ms");
    }
    return out.toString();
  }
}
