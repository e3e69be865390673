package dev.jnet.report.finding;

import dev.jnet.finding.ApplicationFinding;
import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ApplicationAnswered;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.FirstByteSlow;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TlsUnanswered;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.report.Text;

/** Findings about an application in words. */
final class ApplicationFindingText {
  private ApplicationFindingText() {}

  static String of(ApplicationFinding finding) {
    if (finding instanceof ApplicationAnswered answered) {
      return answered(answered);
    }
    if (finding instanceof FirstByteSlow slow) {
      return "the first byte of the answer came after " + Text.millis(slow.nanos()) + " ms";
    }
    if (finding instanceof HttpError error) {
      return "the server answers: " + error.words();
    }
    if (finding instanceof TlsFailed tls) {
      return "TLS fails: "
          + tls.words()
          + (tls.issuer().isEmpty() ? "" : "; issuer " + tls.issuer());
    }
    if (finding instanceof TransferStalled stalled) {
      return stalled(stalled);
    }
    if (finding instanceof TlsUnanswered) {
      return "the port opens, and nothing answered the start of TLS, not even in small segments";
    }
    return finding instanceof ConnectionReset reset
        ? "a reset ended the connection after " + Text.count(reset.bytes(), "byte") + " of data"
        : ((AnswerBroken) finding).words();
  }

  private static String answered(ApplicationAnswered answered) {
    StringBuilder words = new StringBuilder();
    answered.status().ifPresent(status -> words.append("status ").append(status).append(", "));
    return words
        .append("first byte after ")
        .append(Text.millis(answered.firstByte()))
        .append(" ms, ")
        .append(Text.count(answered.bytes(), "byte"))
        .append(" in packets of up to ")
        .append(answered.largestPacket())
        .toString();
  }

  private static String stalled(TransferStalled stalled) {
    String words =
        stalled.unacknowledged() > 0
            ? Text.count(stalled.unacknowledged(), "byte")
                + " of a request in large segments were never acknowledged"
            : "nothing more came after " + Text.count(stalled.bytes(), "byte") + " of data";
    return stalled.passing().isEmpty()
        ? words
        : words
            + "; in packets of at most "
            + stalled.passing().getAsInt()
            + " bytes all of it came";
  }
}
