package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.tls.TlsSession;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes the chapter about TLS: what was agreed on, and the identity that the other side claims.
 */
final class WalkTls {
  private static final int MAX_NAME = 120;
  private static final int MAX_NAMES = 8;
  private static final long DAY = 86_400;

  private final Pen pen;

  WalkTls(Pen pen) {
    this.pen = pen;
  }

  void write(Leg leg, TlsSession session) {
    boolean ready = session.finishedAt() >= 0;
    pen.chapter(
        Chapter.TLS,
        "TLS",
        ready
            ? session.version()
                + ", "
                + session.cipherSuite()
                + ", after "
                + Text.millis(session.finishedAt() - session.startedAt())
                + " ms"
            : "failed");
    pen.explain("TLS", "SNI", "ALPN");
    pen.row(
        "Asked for",
        session
                .serverName()
                .map(name -> "the name " + name + " (SNI)")
                .orElse("no name: an address")
            + ", "
            + String.join(" or ", session.offered())
            + ", inside it http/1.1 (ALPN)");
    if (ready) {
      pen.row(
          "Agreed on",
          session.version()
              + "; cipher suite "
              + session.cipherSuite()
              + "; ALPN "
              + (session.application().isEmpty()
                  ? "nothing"
                  : Text.printable(session.application(), MAX_NAME)));
    }
    for (TlsSession.TlsRecord record : session.records()) {
      pen.row(
          record.ours() ? "jnet sends" : "Server sends",
          record.content() + ", " + Text.count(record.bytes(), "byte"));
    }
    certificates(leg, session);
    session.fault().ifPresent(fault -> pen.row("Fault", Text.printable(fault.detail(), MAX_NAME)));
  }

  private void certificates(Leg leg, TlsSession session) {
    List<TlsSession.Certificate> chain = session.certificates();
    if (chain.isEmpty()) {
      return;
    }
    pen.explain("certificate");
    TlsSession.Certificate own = chain.get(0);
    pen.row("Subject", Text.printable(own.subject(), MAX_NAME));
    pen.row("Names", names(own.names()));
    pen.row("Issuer", Text.printable(own.issuer(), MAX_NAME));
    pen.row(
        "Valid",
        "from " + day(own.notBefore()) + " to " + day(own.notAfter()) + left(leg, own, session));
    pen.row("Key", own.key() + ", signed by " + own.signature());
    for (int i = 1; i < chain.size(); i++) {
      pen.row("Signed by", Text.printable(chain.get(i).subject(), MAX_NAME));
    }
    pen.row(
        "Verified",
        switch (session.trust()) {
          case VERIFIED -> "yes: valid, for this name; trusted: " + session.store();
          case ACCEPTED -> "no, and accepted all the same (--insecure)";
          case REFUSED -> "no: TLS was ended with an alert, and nothing was asked for";
          case UNSEEN -> "it did not come to that";
        });
  }

  private static String names(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(MAX_NAMES, names.size()); i++) {
      out.append(i > 0 ? ", " : "").append(Text.printable(names.get(i), MAX_NAME));
    }
    return names.size() > MAX_NAMES
        ? out + " and " + (names.size() - MAX_NAMES) + " more"
        : out.toString();
  }

  /** The days until a certificate ends. On a real link the clock counts from 1970. */
  private static String left(Leg leg, TlsSession.Certificate own, TlsSession session) {
    long now = session.startedAt() / 1_000_000_000L;
    if (now < own.notBefore() || leg.conversed().isEmpty()) {
      return "";
    }
    long days = Math.floorDiv(own.notAfter() - now, DAY);
    return days >= 0
        ? ", " + Text.count(days, "day") + " left"
        : ", over for " + Text.count(-days, "day");
  }

  /** The date in UTC of a time in seconds since 1970. */
  static String day(long seconds) {
    return LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY)).toString();
  }
}
