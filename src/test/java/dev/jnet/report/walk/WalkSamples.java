package dev.jnet.report.walk;

import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.mac;
import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.Samples.synOptions;
import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.ESTABLISHED;
import static dev.jnet.tcp.TcpState.FIN_WAIT_1;
import static dev.jnet.tcp.TcpState.FIN_WAIT_2;
import static dev.jnet.tcp.TcpState.SYN_SENT;
import static dev.jnet.tcp.TcpState.TIME_WAIT;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.tcp.Transition;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.conversation.ConversationResult.Times;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Walks made by hand. */
public final class WalkSamples {
  private static final InetAddress US = ip("10.0.0.2");
  private static final InetAddress RESOLVER = ip("10.0.0.53");
  private static final InetAddress SERVER = ip("192.0.2.9");
  private static final FirstHop HOP = eth0(1500);
  private static final long NEVER = -1;
  private static final TcpOption[] STAMPS = {new TcpOption.Timestamps(1010, 2000)};

  /** A query for the A record of server.example, as it stands on the wire. */
  private static final byte[] QUERY =
      HexFormat.of().parseHex("12340100000100000000000006736572766572076578616d706c650000010001");

  private static final String REQUEST =
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

  private static Walk stalled(Stall stall, Optional<Leg.Retrial> again) {
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
        Url.parse(url), List.of(legs), new Walk.Verdict(outcome, detail), false, Optional.empty());
  }

  private static Leg webLeg(String url, Page page) {
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

  private static Leg secureLeg(TlsSession session, Optional<Page> page) {
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

  private static Leg spoken(String scheme, int port, Transcript dialogue) {
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

  private static Leg unnamed(Naming naming) {
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

  private static Leg unopened(Course course, Optional<ConversationResult.Refusal> refusal) {
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

  private static Page ok() {
    return page(200, "OK", 20, 20, List.of(new Page.Field("Content-Length", "20")));
  }

  private static Page page(
      int status, String reason, long announced, long body, List<Page.Field> fields) {
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

  private static TlsSession tls(
      Optional<TlsSession.Fault> fault, TlsSession.Trust trust, long finished) {
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

  private static Naming literal() {
    return new Naming(
        Naming.Source.LITERAL,
        List.of(),
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(SERVER),
        Optional.of(SERVER),
        List.of());
  }

  private static Naming named() {
    DnsRecord alias =
        new DnsRecord("server.example.", "CNAME", 300, "web.example.", Optional.empty());
    DnsRecord address = new DnsRecord("web.example.", "A", 60, "192.0.2.9", Optional.of(SERVER));
    DnsMessage answer = answer(DnsMessage.NOERROR, "NOERROR", List.of(alias, address));
    return naming(Optional.of(answer), List.of(SERVER));
  }

  private static DnsMessage answer(int code, String name, List<DnsRecord> records) {
    return new DnsMessage(
        70, 0x1234, true, false, false, true, code, name, "server.example.", "A", records, 20);
  }

  private static Naming naming(Optional<DnsMessage> answer, List<InetAddress> addresses) {
    byte[] question = new Udp(50000, 53, QUERY).emit(US, RESOLVER);
    byte[] reply = new Udp(53, 50000, QUERY).emit(RESOLVER, US);
    Lookup.Query query =
        new Lookup.Query(
            4,
            QUERY,
            List.of(new Passage(ms(1), true, udp(US, RESOLVER, question, 1))),
            answer.map(any -> new Passage(ms(9.5), true, udp(RESOLVER, US, reply, 9.5))),
            answer,
            false);
    Lookup lookup =
        new Lookup(
            "server.example",
            RESOLVER,
            List.of(query),
            Optional.empty(),
            answer.isPresent() ? 1 : 0);
    return new Naming(
        Naming.Source.DNS,
        List.of(RESOLVER),
        "/etc/resolv.conf",
        Optional.empty(),
        List.of(lookup),
        Optional.empty(),
        addresses,
        addresses.stream().findFirst(),
        List.of());
  }

  private static Frame udp(InetAddress from, InetAddress to, byte[] datagram, double millis) {
    IpPacket packet = IpPacket.unsplittable(from, to, 7, 64, new Payload(IpProtocol.UDP, datagram));
    return frame(packet, from, millis);
  }

  private static Frame frame(IpPacket packet, InetAddress from, double millis) {
    byte[] bytes = HOP.frame(packet);
    return new Frame(LinkType.ETHERNET, bytes, bytes.length, ms(millis), from.equals(US));
  }

  private static NextHop byArp() {
    Inet4Address router = (Inet4Address) HOP.nextHop();
    Arp asks = new Arp(Arp.REQUEST, mac(2), (Inet4Address) US, MacAddress.ZERO, router);
    Arp answers = new Arp(Arp.REPLY, mac(1), router, mac(2), (Inet4Address) US);
    return new NextHop(
        SERVER,
        HOP,
        NextHop.Means.ARP,
        true,
        List.of(arp(asks, MacAddress.BROADCAST, mac(2), 18, true)),
        Optional.of(arp(answers, mac(2), mac(1), 18.4, false)),
        Optional.of(mac(1)),
        ms(0.4));
  }

  private static Passage arp(
      Arp arp, MacAddress to, MacAddress from, double millis, boolean outgoing) {
    byte[] bytes = new Ethernet(to, from, List.of(), EtherType.ARP, arp.emit()).emit();
    Frame frame = new Frame(LinkType.ETHERNET, bytes, bytes.length, ms(millis), outgoing);
    return new Passage(ms(millis), true, frame);
  }

  private static NextHop askedBefore() {
    return new NextHop(
        SERVER,
        HOP,
        NextHop.Means.ASKED_BEFORE,
        true,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static ConversationQuestion question(int port, TcpSettings settings) {
    return new ConversationQuestion(
        SERVER,
        new Port(port),
        HOP,
        new Port(40000),
        settings,
        Nanos.SECOND,
        300 * Nanos.SECOND,
        1);
  }

  private static ConversationResult conversation(Course course, int port) {
    return conversation(course, port, Optional.empty());
  }

  private static ConversationResult conversation(Course course, int port, Optional<Stall> stall) {
    TcpSettings settings = TcpSettings.linux(4, 1500);
    List<Segment> segments = new ArrayList<>();
    segments.add(sent(20, SYN_SENT, Tcp.SYN, 1000, 0, "", synOptions(1460)));
    segments.add(received(32, ESTABLISHED, Tcp.SYN | Tcp.ACK, 5000, 1001, "", synOptions(1412)));
    segments.add(sent(32.1, ESTABLISHED, Tcp.ACK, 1001, 5001, "", STAMPS));
    long mine = 1001;
    long theirs = 5001;
    if (port == 443) {
      segments.add(sent(32.5, ESTABLISHED, Tcp.PSH | Tcp.ACK, mine, theirs, "client", STAMPS));
      mine += "client".length();
      segments.add(received(32.8, ESTABLISHED, Tcp.PSH | Tcp.ACK, theirs, mine, "server", STAMPS));
      theirs += "server".length();
    }
    segments.add(sent(33, ESTABLISHED, Tcp.PSH | Tcp.ACK, mine, theirs, REQUEST, STAMPS));
    mine += REQUEST.length();
    segments.add(received(44, ESTABLISHED, Tcp.ACK, theirs, mine, "", STAMPS));
    if (stall.isEmpty()) {
      segments.add(
          received(45, ESTABLISHED, Tcp.PSH | Tcp.ACK, theirs, mine, "x".repeat(60), STAMPS));
      theirs += 60;
      segments.add(sent(45.1, FIN_WAIT_1, Tcp.FIN | Tcp.ACK, mine, theirs, "", STAMPS));
      segments.add(received(57, FIN_WAIT_2, Tcp.ACK, theirs, mine + 1, "", STAMPS));
      segments.add(received(57.1, TIME_WAIT, Tcp.FIN | Tcp.ACK, theirs, mine + 1, "", STAMPS));
      segments.add(sent(57.2, TIME_WAIT, Tcp.ACK, mine + 1, theirs + 1, "", STAMPS));
    } else {
      segments.add(sent(5044, CLOSED, Tcp.RST | Tcp.ACK, mine, theirs, "", STAMPS));
    }
    boolean ended = stall.isEmpty();
    return new ConversationResult(
        question(port, settings),
        course,
        Optional.empty(),
        segments,
        ended
            ? List.of(
                new Transition(ms(32), SYN_SENT, ESTABLISHED),
                new Transition(ms(57.1), FIN_WAIT_2, TIME_WAIT))
            : List.of(new Transition(ms(32), SYN_SENT, ESTABLISHED)),
        OptionsInForce.seen(
            settings, segments.get(0).tcp().orElseThrow(), segments.get(1).tcp().orElseThrow()),
        1400,
        ms(12),
        new Times(
            ms(20),
            ms(32),
            ms(33),
            ended ? ms(45) : NEVER,
            ended ? ms(45) : NEVER,
            ended ? ms(45.1) : ms(5044),
            ended ? ms(57.2) : ms(5044)),
        new Traffic(5, 5, REQUEST.length(), 0, 340, 530, REQUEST.length(), 130, 2),
        ended
            ? new Traffic(5, 5, 1460, 0, 1720, 1910, 1400, 1452, 1)
            : new Traffic(2, 2, 0, 0, 112, 188, 0, 60, 1),
        stall,
        ended ? Ending.CLOSED : Ending.ABORTED);
  }

  private static Segment sent(
      double millis,
      TcpState ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return segment(millis, US, 64, tcp(true, flags, sequence, acknowledgment, data, options), ours);
  }

  private static Segment received(
      double millis,
      TcpState ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return segment(
        millis, SERVER, 57, tcp(false, flags, sequence, acknowledgment, data, options), ours);
  }

  private static Tcp tcp(
      boolean ours,
      int flags,
      long sequence,
      long acknowledgment,
      String data,
      TcpOption... options) {
    return new Tcp(
        ours ? 40000 : 80,
        ours ? 80 : 40000,
        sequence,
        acknowledgment,
        flags,
        502,
        List.of(options),
        data.getBytes(StandardCharsets.US_ASCII));
  }

  private static Segment segment(double millis, InetAddress from, int ttl, Tcp tcp, TcpState ours) {
    InetAddress to = from.equals(US) ? SERVER : US;
    IpPacket packet =
        IpPacket.unsplittable(from, to, 9, ttl, new Payload(IpProtocol.TCP, tcp.emit(from, to)));
    return new Segment(
        ms(millis),
        true,
        frame(packet, from, millis),
        packet,
        Optional.of(tcp),
        Optional.empty(),
        ours,
        0);
  }
}
