package dev.jnet.report.walk;

import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.Samples.synOptions;
import static dev.jnet.report.walk.ConversationSamples.conversation;
import static dev.jnet.report.walk.ConversationSamples.question;
import static dev.jnet.report.walk.ConversationSamples.received;
import static dev.jnet.report.walk.ConversationSamples.sent;
import static dev.jnet.report.walk.WalkSamples.NEVER;
import static dev.jnet.report.walk.WalkSamples.REQUEST;
import static dev.jnet.report.walk.WalkStepSamples.byArp;
import static dev.jnet.report.walk.WalkStepSamples.named;
import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.SYN_SENT;

import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.Transition;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Times;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stages of walks made by hand: what was asked of one server, and what came. */
final class LegSamples {
  private LegSamples() {}

  static Leg webLeg(String url, Page page) {
    return new Leg(
        Url.parse(url),
        named(),
        Optional.of(byArp()),
        Optional.of(conversation(Course.CLOSED, 80)),
        Optional.empty(),
        Optional.of(page),
        Optional.empty(),
        Optional.empty());
  }

  static Leg secureLeg(TlsSession session, Optional<Page> page) {
    return new Leg(
        Url.parse("https://server.example/"),
        named(),
        Optional.of(byArp()),
        Optional.of(conversation(page.isPresent() ? Course.CLOSED : Course.GIVEN_UP, 443)),
        Optional.of(session),
        page,
        Optional.empty(),
        Optional.empty());
  }

  static Leg spoken(String scheme, int port, Transcript dialogue) {
    return new Leg(
        Url.parse(scheme + "://server.example"),
        named(),
        Optional.of(byArp()),
        Optional.of(conversation(Course.CLOSED, port)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(dialogue),
        Optional.empty());
  }

  static Leg unnamed(Naming naming) {
    return new Leg(
        Url.parse("http://server.example/"),
        naming,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Leg unopened(Course course, Optional<ConversationResult.Refusal> refusal) {
    List<Segment> segments = new ArrayList<>();
    segments.add(sent(20, SYN_SENT, Tcp.SYN, 1000, 0, "", synOptions(1460)));
    if (course == Course.PORT_CLOSED) {
      segments.add(received(32, CLOSED, Tcp.RST | Tcp.ACK, 0, 1001, ""));
    }
    TcpSettings settings = TcpSettings.linux(4, 1500);
    ConversationResult conversed =
        new ConversationResult(
            question(80, settings),
            course,
            refusal,
            segments,
            List.of(new Transition(ms(20), CLOSED, SYN_SENT)),
            OptionsInForce.none(settings),
            536,
            NEVER,
            new Times(ms(20), NEVER, NEVER, NEVER, NEVER, NEVER, ms(32)),
            new Traffic(1, 1, 0, 0, 60, 98, 0, 60, 0),
            Traffic.NONE,
            Optional.empty(),
            Ending.REFUSED);
    return new Leg(
        Url.parse("http://server.example/"),
        named(),
        Optional.of(byArp()),
        Optional.of(conversed),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Page ok() {
    return page(200, "OK", 20, 20, List.of(new Page.Field("Content-Length", "20")));
  }

  static Page page(int status, String reason, long announced, long body, List<Page.Field> fields) {
    return new Page(
        REQUEST,
        "HTTP/1.1 " + status + " " + reason,
        status,
        fields,
        40,
        Page.Framing.LENGTH,
        announced,
        body,
        0,
        0,
        "hello <world>, hello".getBytes(StandardCharsets.US_ASCII),
        true,
        Optional.empty(),
        ms(33),
        ms(45),
        ms(45));
  }

  static TlsSession tls(Optional<TlsSession.Fault> fault, TlsSession.Trust trust, long finished) {
    TlsSession.Certificate own =
        new TlsSession.Certificate(
            "CN=server.example",
            "CN=Example Authority",
            0,
            86_400L * 90,
            List.of("server.example", "www.example"),
            "EC 256",
            "SHA256withECDSA");
    TlsSession.Certificate authority =
        new TlsSession.Certificate(
            "CN=Example Authority",
            "CN=Example Root",
            0,
            86_400L * 3650,
            List.of(),
            "RSA 2048",
            "SHA256withRSA");
    return new TlsSession(
        Optional.of("server.example"),
        List.of("TLSv1.3", "TLSv1.2"),
        "TLSv1.3",
        "TLS_AES_256_GCM_SHA384",
        "http/1.1",
        List.of(own, authority),
        trust,
        "the JDK's store",
        fault,
        List.of(
            new TlsSession.TlsRecord(true, "handshake: ClientHello", 300, ms(32.1)),
            new TlsSession.TlsRecord(false, "handshake: ServerHello", 127, ms(32.8))),
        ms(32.1),
        finished);
  }
}
