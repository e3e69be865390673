package dev.jnet.report.walk;

import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.walk.ConversationSamples.conversation;
import static dev.jnet.report.walk.LegSamples.ok;
import static dev.jnet.report.walk.LegSamples.page;
import static dev.jnet.report.walk.LegSamples.secureLeg;
import static dev.jnet.report.walk.LegSamples.spoken;
import static dev.jnet.report.walk.LegSamples.tls;
import static dev.jnet.report.walk.LegSamples.unnamed;
import static dev.jnet.report.walk.LegSamples.unopened;
import static dev.jnet.report.walk.LegSamples.webLeg;
import static dev.jnet.report.walk.WalkStepSamples.answer;
import static dev.jnet.report.walk.WalkStepSamples.askedBefore;
import static dev.jnet.report.walk.WalkStepSamples.byArp;
import static dev.jnet.report.walk.WalkStepSamples.literal;
import static dev.jnet.report.walk.WalkStepSamples.named;
import static dev.jnet.report.walk.WalkStepSamples.naming;

import dev.jnet.link.FirstHop;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Walks made by hand. */
public final class WalkSamples {
  static final InetAddress US = ip("10.0.0.2");
  static final InetAddress RESOLVER = ip("10.0.0.53");
  static final InetAddress SERVER = ip("192.0.2.9");
  static final FirstHop HOP = eth0(1500);
  static final long NEVER = -1;

  static final String REQUEST =
      "GET / HTTP/1.1\r\nHost: server.example\r\nUser-Agent: jnet\r\nConnection: close\r\n\r\n";

  private WalkSamples() {}

  /** A page that arrived. */
  public static Walk arrived() {
    return walk(
        "http://server.example/", Outcome.ARRIVED, "", webLeg("http://server.example/", ok()));
  }

  /** A page that the server does not have. */
  public static Walk refused() {
    Leg leg = webLeg("http://server.example/", page(404, "Not Found", 20, 20, List.of()));
    return walk("http://server.example/", Outcome.REFUSED, "HTTP/1.1 404 Not Found", leg);
  }

  /** A page that has moved to another server. */
  public static Walk redirected() {
    Page moved =
        page(
            301,
            "Moved Permanently",
            0,
            0,
            List.of(new Page.Field("Location", "http://192.0.2.9:8080/new")));
    Leg first = webLeg("http://server.example/", moved);
    Leg second =
        new Leg(
            Url.parse("http://192.0.2.9:8080/new"),
            literal(),
            Optional.of(askedBefore()),
            Optional.of(conversation(Course.CLOSED, 8080)),
            Optional.empty(),
            Optional.of(ok()),
            Optional.empty(),
            Optional.empty());
    return walk("http://server.example/", Outcome.ARRIVED, "", first, second);
  }

  /** A page that arrived over TLS. */
  public static Walk secure() {
    Leg leg =
        secureLeg(tls(Optional.empty(), TlsSession.Trust.VERIFIED, ms(32.9)), Optional.of(ok()));
    return walk("https://server.example/", Outcome.ARRIVED, "", leg);
  }

  /** A server whose certificate has expired. */
  public static Walk expiredCertificate() {
    String detail = "it ended on 2026-01-01";
    TlsSession session =
        tls(
            Optional.of(new TlsSession.Fault(TlsSession.Kind.EXPIRED, detail)),
            TlsSession.Trust.REFUSED,
            NEVER);
    return walk(
        "https://server.example/",
        Outcome.TLS_FAILED,
        detail,
        secureLeg(session, Optional.empty()));
  }

  /** A page whose first large segment never arrived. */
  public static Walk stalled() {
    return stalled(new Stall(0, 0, 0, 0, 0, 1448), Optional.empty());
  }

  /** A stalled page that arrived in small segments. */
  public static Walk stalledProven() {
    return stalled(
        new Stall(0, 78, 0, 0, 500, 1448),
        Optional.of(new Leg.Retrial(536, Course.CLOSED, 5000, true)));
  }

  /** A request that was never acknowledged. */
  public static Walk stalledOnTheWayThere() {
    return stalled(new Stall(1448, 0, 1448, 0, 0, 1448), Optional.empty());
  }

  /** A leg whose connection took another course, with everything else unchanged. */
  public static Leg withCourse(Leg leg, Course course) {
    ConversationResult was = leg.conversed().orElseThrow();
    ConversationResult other =
        new ConversationResult(
            was.question(),
            course,
            was.refusal(),
            was.segments(),
            was.states(),
            was.options(),
            was.effectiveMss(),
            was.roundTrip(),
            was.times(),
            was.out(),
            was.in(),
            was.stall(),
            was.ending());
    return leg.withConversation(other, leg.tls(), leg.page(), leg.transcript());
  }

  /** A page that did not arrive, and what is known of that. */
  public static Walk stalled(Stall stall, Optional<Leg.Retrial> again) {
    Page page =
        new Page(
            REQUEST,
            "",
            0,
            List.of(),
            0,
            Page.Framing.NONE,
            -1,
            0,
            0,
            0,
            new byte[0],
            false,
            Optional.empty(),
            ms(35),
            NEVER,
            NEVER);
    Leg leg =
        new Leg(
            Url.parse("http://server.example/"),
            named(),
            Optional.of(byArp()),
            Optional.of(conversation(Course.STALLED, 80, Optional.of(stall))),
            Optional.empty(),
            Optional.of(page),
            Optional.empty(),
            again);
    return walk("http://server.example/", Outcome.STALLED, "", leg);
  }

  /** A name that does not exist. */
  public static Walk noSuchName() {
    DnsMessage answer = answer(DnsMessage.NXDOMAIN, "NXDOMAIN", List.of());
    Leg leg = unnamed(naming(Optional.of(answer), List.of()));
    return walk("http://server.example/", Outcome.NO_SUCH_NAME, "", leg);
  }

  /** A name server that does not answer. */
  public static Walk resolverSilent() {
    Leg leg = unnamed(naming(Optional.empty(), List.of()));
    return walk("http://server.example/", Outcome.RESOLVER_SILENT, "", leg);
  }

  /** A server that does not listen. */
  public static Walk portClosed() {
    return walk(
        "http://server.example/",
        Outcome.PORT_CLOSED,
        "",
        unopened(Course.PORT_CLOSED, Optional.empty()));
  }

  /** A firewall that refuses the connection. */
  public static Walk filtered() {
    IcmpError prohibited = IcmpError.unreachable(4, 13, new byte[28]);
    Leg leg =
        unopened(
            Course.FILTERED,
            Optional.of(new ConversationResult.Refusal(ip("10.0.0.1"), prohibited)));
    return walk("http://server.example/", Outcome.FILTERED, "", leg);
  }

  /** A mail server that was greeted. */
  public static Walk mail() {
    Transcript dialogue =
        new Transcript(
            Url.Scheme.SMTP,
            List.of(
                new Transcript.Line(ms(40), false, "220 mail.example ESMTP"),
                new Transcript.Line(ms(41), true, "EHLO jnet"),
                new Transcript.Line(ms(50), false, "250-mail.example"),
                new Transcript.Line(ms(50), false, "250-SIZE 10240000"),
                new Transcript.Line(ms(50), false, "250 STARTTLS"),
                new Transcript.Line(ms(51), true, "QUIT"),
                new Transcript.Line(ms(60), false, "221 Bye")),
            true,
            "");
    return walk("smtp://server.example", Outcome.ARRIVED, "", spoken("smtp", 25, dialogue));
  }

  /** An SSH server that introduced itself. */
  public static Walk shell() {
    Transcript dialogue =
        new Transcript(
            Url.Scheme.SSH,
            List.of(new Transcript.Line(ms(40), false, "SSH-2.0-OpenSSH_9.2p1 Debian-2")),
            true,
            "");
    return walk("ssh://server.example", Outcome.ARRIVED, "", spoken("ssh", 22, dialogue));
  }

  private static Walk walk(String url, Outcome outcome, String detail, Leg... legs) {
    return new Walk(
        Url.parse(url),
        List.of(legs),
        new Walk.Verdict(outcome, detail),
        false,
        ProgramTraffic.SAME,
        new Tally(0, 0, 0));
  }
}
