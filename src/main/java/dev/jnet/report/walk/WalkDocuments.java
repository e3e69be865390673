package dev.jnet.report.walk;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.handshake.Step;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Programs;
import dev.jnet.report.Text;
import dev.jnet.tcp.TcpState;
import dev.jnet.tcp.Transition;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Split;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes the JSON document of a walk. */
public final class WalkDocuments {
  private WalkDocuments() {}

  /** The document of a walk. */
  public static WalkDocument of(Walk walk) {
    List<WalkDocument.Leg> legs = new ArrayList<>();
    for (Leg leg : walk.legs()) {
      legs.add(leg(leg));
    }
    return new WalkDocument(
        1,
        "walk",
        walk.asked().toString(),
        word(walk.verdict().outcome()),
        WalkWords.verdict(walk),
        walk.practice() ? true : null,
        legs,
        walk.programs().flatMap(Programs::of).map(Programs::summary).orElse(null),
        null);
  }

  /** A constant's name in the form that JSON uses. */
  private static WalkDocument.Leg leg(Leg leg) {
    Split split = leg.split();
    return new WalkDocument.Leg(
        leg.url().toString(),
        name(leg),
        leg.hop().map(WalkDocuments::hop).orElse(null),
        leg.conversed().map(conversed -> connection(leg, conversed)).orElse(null),
        leg.tls().map(WalkDocuments::tls).orElse(null),
        leg.page().map(WalkDocuments::http).orElse(null),
        leg.transcript().map(WalkDocuments::dialogue).orElse(null),
        new WalkDocument.Times(
            millis(split.dns()),
            millis(split.neighbor()),
            millis(split.connect()),
            millis(split.tls()),
            millis(split.firstByte()),
            millis(split.transfer()),
            millis(split.stalled()),
            millis(split.close()),
            millis(split.between()),
            millis(split.total())),
        leg.conversed().map(WalkDocuments::cost).orElse(null));
  }

  private static WalkDocument.Cost cost(ConversationResult conversed) {
    Traffic both = conversed.out().plus(conversed.in());
    long headers = both.wireBytes() - both.payload();
    double percent =
        both.wireBytes() == 0 ? 0 : Math.round(1000.0 * headers / both.wireBytes()) / 10.0;
    return new WalkDocument.Cost(both.payload(), both.wireBytes(), percent);
  }

  private static WalkDocument.Name name(Leg leg) {
    Naming naming = leg.naming();
    List<WalkDocument.Query> queries = new ArrayList<>();
    for (Lookup lookup : naming.lookups()) {
      for (Lookup.Query query : lookup.queries()) {
        queries.add(query(lookup, query));
      }
    }
    return new WalkDocument.Name(
        leg.url().host(),
        word(naming.source()),
        texts(naming.servers()),
        queries,
        naming.overTcp().isPresent() ? true : null,
        texts(naming.addresses()),
        naming.chosen().map(Addresses::text).orElse(null),
        naming.passedOver().isEmpty()
            ? null
            : naming.passedOver().stream()
                .map(
                    each ->
                        new WalkDocument.PassedOver(
                            Addresses.text(each.address()), word(each.outcome())))
                .toList());
  }

  private static List<String> texts(List<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    for (InetAddress each : addresses) {
      texts.add(Addresses.text(each));
    }
    return texts;
  }

  private static WalkDocument.Query query(Lookup lookup, Lookup.Query query) {
    List<WalkDocument.Rr> records = new ArrayList<>();
    for (DnsRecord each : query.answer().map(DnsMessage::answers).orElse(List.of())) {
      String value = each.address().map(Addresses::text).orElse(each.value());
      records.add(
          new WalkDocument.Rr(
              Text.printable(each.owner()), each.type(), each.ttl(), Text.printable(value)));
    }
    Passage last = query.sent().isEmpty() ? null : query.sent().get(query.sent().size() - 1);
    boolean timed = last != null && query.answered().isPresent();
    return new WalkDocument.Query(
        Addresses.text(lookup.server()),
        lookup.name(),
        query.type(),
        query.sent().size(),
        timed ? millis(Math.max(0, query.answered().get().at() - last.at())) : null,
        query.answer().map(DnsMessage::rcodeName).orElse(null),
        query.answer().map(DnsMessage::bytes).orElse(null),
        query.answer().map(DnsMessage::truncated).orElse(null),
        records,
        last == null ? null : bytes(last),
        query.answered().map(WalkDocuments::bytes).orElse(null));
  }

  private static String bytes(Passage passage) {
    return Base64.getEncoder().encodeToString(passage.frame().bytes());
  }

  private static WalkDocument.Hop hop(NextHop hop) {
    return new WalkDocument.Hop(
        hop.hop().interfaceName(),
        hop.hop().mtu(),
        Addresses.text(hop.hop().source()),
        hop.hop().sourceMac().toString(),
        Addresses.text(hop.hop().nextHop()),
        hop.hop().nextHopMac().toString(),
        hop.gateway(),
        word(hop.means()),
        hop.questions().isEmpty() ? null : hop.questions().size(),
        hop.answer().isPresent() ? millis(hop.elapsed()) : null,
        hop.known().map(Object::toString).orElse(null),
        hop.questions().isEmpty() ? null : bytes(hop.questions().get(0)),
        hop.answer().map(WalkDocuments::bytes).orElse(null));
  }

  private static WalkDocument.Connection connection(Leg leg, ConversationResult conversed) {
    boolean open = conversed.isOpen();
    int theirs = conversed.options().theirMss().orElse(-1);
    List<String> states = new ArrayList<>();
    for (Transition each : conversed.states()) {
      states.add(each.to().name());
    }
    return new WalkDocument.Connection(
        Addresses.text(conversed.question().target()),
        conversed.question().port().number(),
        conversed.question().localPort().number(),
        word(conversed.course()),
        word(conversed.ending()),
        conversed.roundTrip() >= 0 ? millis(conversed.roundTrip()) : null,
        conversed.question().settings().syn().mss(),
        theirs >= 0 ? theirs : null,
        open ? conversed.effectiveMss() : null,
        segments(conversed),
        conversed.leftOut(),
        traffic(conversed.out()),
        traffic(conversed.in()),
        conversed.stall().map(stall -> stall(leg, stall)).orElse(null),
        states,
        conversed
            .refusal()
            .map(refusal -> Addresses.text(refusal.from()) + ": " + refusal.error().inWords())
            .orElse(null));
  }

  private static WalkDocument.Traffic traffic(Traffic way) {
    return new WalkDocument.Traffic(
        way.segments(),
        way.captured(),
        way.payload(),
        way.repeated(),
        way.ipBytes(),
        way.wireBytes(),
        way.largestPayload(),
        way.largestPacket());
  }

  private static WalkDocument.Stall stall(Leg leg, ConversationResult.Stall stall) {
    Optional<Leg.Retrial> again = leg.again();
    return new WalkDocument.Stall(
        stall.unacknowledged(),
        stall.largestAcknowledged(),
        stall.largestUnacknowledged(),
        stall.missing(),
        stall.largestReceived(),
        stall.largestPossible(),
        again.map(Leg.Retrial::mss).orElse(null),
        again.map(Leg.Retrial::complete).orElse(null));
  }

  private static List<WalkDocument.Segment> segments(ConversationResult conversed) {
    List<WalkDocument.Segment> segments = new ArrayList<>();
    List<Step> steps = WalkConnection.steps(conversed);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Segment segment = conversed.segments().get(i);
      Tcp tcp = step.tcp().orElse(null);
      segments.add(
          new WalkDocument.Segment(
              millis(Math.max(0, step.at() - steps.get(0).at())),
              step.exact(),
              step.outgoing() ? "out" : "in",
              tcp == null ? null : tcp.flagsInWords(),
              tcp == null ? null : tcp.sequence(),
              tcp == null || !tcp.has(Tcp.ACK) ? null : tcp.acknowledgment(),
              tcp == null ? null : tcp.window(),
              tcp == null ? null : tcp.payload().length,
              step.hopLimit(),
              step.ours().name(),
              step.theirs().map(TcpState::name).orElse(null),
              step.error()
                  .map(error -> Addresses.text(step.from()) + ": " + error.inWords())
                  .orElse(null),
              segment.leftOut() > 0 ? segment.leftOut() : null,
              Base64.getEncoder().encodeToString(head(segment.frame().bytes()))));
    }
    return segments;
  }

  /**
   * The beginning of a frame. The kernel may have joined many segments to one long frame; its
   * headers are enough.
   */
  private static byte[] head(byte[] bytes) {
    return bytes.length <= 1518 ? bytes : java.util.Arrays.copyOf(bytes, 128);
  }

  private static WalkDocument.Tls tls(TlsSession session) {
    List<WalkDocument.Certificate> certificates = new ArrayList<>();
    for (TlsSession.Certificate each : session.certificates()) {
      certificates.add(
          new WalkDocument.Certificate(
              Text.printable(each.subject()),
              Text.printable(each.issuer()),
              WalkTls.day(each.notBefore()),
              WalkTls.day(each.notAfter()),
              printable(each.names()),
              each.key(),
              each.signature()));
    }
    return new WalkDocument.Tls(
        session.serverName().orElse(null),
        session.version().isEmpty() ? null : session.version(),
        session.cipherSuite().isEmpty() ? null : session.cipherSuite(),
        session.application().isEmpty() ? null : Text.printable(session.application()),
        word(session.trust()),
        session.store(),
        session.fault().map(fault -> word(fault.kind())).orElse(null),
        session.fault().map(fault -> Text.printable(fault.detail())).orElse(null),
        certificates);
  }

  private static WalkDocument.Http http(Page page) {
    List<WalkDocument.Field> fields = new ArrayList<>();
    for (Page.Field each : page.fields()) {
      fields.add(new WalkDocument.Field(Text.printable(each.name()), Text.printable(each.value())));
    }
    return new WalkDocument.Http(
        page.request(),
        page.status() > 0 ? page.status() : null,
        page.statusLine().isEmpty() ? null : Text.printable(page.statusLine()),
        fields,
        page.headBytes(),
        word(page.framing()),
        page.announced() >= 0 ? page.announced() : null,
        page.body(),
        page.chunks() > 0 ? page.chunks() : null,
        page.isComplete(),
        page.fault().map(JsonValues::word).orElse(null),
        page.redirect().map(Text::printable).orElse(null));
  }

  private static List<WalkDocument.Line> dialogue(Transcript transcript) {
    List<WalkDocument.Line> lines = new ArrayList<>();
    for (Transcript.Line each : transcript.lines()) {
      lines.add(new WalkDocument.Line(each.ours() ? "we" : "they", Text.printable(each.text())));
    }
    return lines;
  }

  /** Makes text harmless, because it may reach a terminal. */
  private static List<String> printable(List<String> texts) {
    List<String> printable = new ArrayList<>();
    for (String each : texts) {
      printable.add(Text.printable(each));
    }
    return printable;
  }
}
