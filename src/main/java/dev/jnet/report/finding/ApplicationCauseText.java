package dev.jnet.report.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.FirstByteSlow;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.report.Text;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.wire.Addresses;

/** Causes that show only when an application is spoken, as statements. */
final class ApplicationCauseText {
  private ApplicationCauseText() {}

  static String of(Cause cause, String target) {
    return switch (cause.code()) {
      case "certificate-expired" ->
          "the certificate of " + target + " has expired: " + tls(cause).words();
      case "certificate-not-yet-valid" ->
          "the certificate of "
              + target
              + " is not valid yet, or this machine's clock is slow: "
              + tls(cause).words();
      case "certificate-for-other-name" ->
          "the certificate that " + target + " shows is for other names";
      case "certificate-untrusted" -> untrusted(tls(cause), target);
      case "tls-refused" -> target + " opens the connection and refuses TLS: " + tls(cause).words();
      case "tls-unanswered" ->
          "the port of "
              + target
              + " opens, but nothing answers TLS: the server does not speak TLS there, or something"
              + " drops its answer";
      case "transfer-stalls" -> stall(cause.finding(TransferStalled.class), target);
      case "connection-reset" ->
          "connections to "
              + target
              + " open, and are reset after "
              + Text.count(cause.finding(ConnectionReset.class).bytes(), "byte")
              + " of data";
      case "answer-broken" ->
          "the answer of " + target + " is not whole: " + cause.finding(AnswerBroken.class).words();
      case "server-error" ->
          target + " answers with an error of its own: " + cause.finding(HttpError.class).words();
      case "request-refused" ->
          target + " answers, and refuses this request: " + cause.finding(HttpError.class).words();
      case "first-byte-slow" ->
          target
              + " takes "
              + Text.millis(cause.finding(FirstByteSlow.class).nanos())
              + " ms to begin its answer";
      case "segments-lost", "some-segments-lost" -> {
        SegmentsRepeated repeated = cause.finding(SegmentsRepeated.class);
        yield repeated.repeated()
            + " of "
            + Text.count(repeated.segments(), "segment")
            + " between "
            + target
            + " and its client had to be sent again";
      }
      case "receiver-full" ->
          "the program at "
              + Addresses.text(cause.finding(WindowClosed.class).receiver())
              + " does not take what comes from the other side fast enough";
      case "packet-too-big" ->
          "a router on the path to " + target + " reported packets that are too big, as it should";
      case "reset-by-another" ->
          "the reset of a connection to "
              + target
              + " has another hop limit (TTL) than the packets of the side that it names";
      default -> cause.code();
    };
  }

  private static String untrusted(TlsFailed tls, String target) {
    return tls.kind() == TlsSession.Kind.INVALID_CHAIN
        ? "the certificate of " + target + " is not valid: " + tls.words()
        : "the certificate of "
            + target
            + " is not signed by an authority that this machine trusts, but by "
            + tls.issuer();
  }

  private static TlsFailed tls(Cause cause) {
    return cause.finding(TlsFailed.class);
  }

  private static String stall(TransferStalled stalled, String target) {
    String words =
        stalled.unacknowledged() > 0
            ? "connections to " + target + " open, and stall as soon as much is sent to it"
            : "connections to "
                + target
                + " open, and stall after "
                + Text.count(stalled.bytes(), "byte")
                + " of data";
    return stalled.passing().isEmpty()
        ? words
        : words
            + "; with packets of at most "
            + stalled.passing().getAsInt()
            + " bytes they do not";
  }
}
