package dev.jnet.report.walk;

import static dev.jnet.report.JsonValues.millis;
import static dev.jnet.report.JsonValues.word;

import dev.jnet.finding.WalkConclusions;
import dev.jnet.report.Access;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Programs;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.walk.Leg;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Split;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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
        "walk",
        walk.asked().toString(),
        word(walk.verdict().outcome()),
        WalkWords.verdict(walk),
        walk.practice() ? true : null,
        millis(walk.legs().stream().mapToLong(leg -> leg.split().total()).sum()),
        legs,
        Programs.of(walk.programs()).map(Programs::summary).orElse(null),
        FindingDocument.of(WalkConclusions.of(walk)),
        Access.CAPTURE.after(walk.tally()).summary());
  }

  /** One URL of the walk. */
  private static WalkDocument.Leg leg(Leg leg) {
    Split split = leg.split();
    return new WalkDocument.Leg(
        leg.url().toString(),
        NameDocuments.of(leg),
        leg.hop().map(WalkDocuments::hop).orElse(null),
        leg.conversed().map(conversed -> ConnectionDocuments.of(leg, conversed)).orElse(null),
        leg.tls().map(WalkDocuments::tls).orElse(null),
        leg.page().map(WalkDocuments::http).orElse(null),
        leg.transcript().map(WalkDocuments::dialogue).orElse(null),
        new WalkDocument.Times(
            millis(split.dns()),
            millis(split.neighbor()),
            millis(split.tried()),
            millis(split.connect()),
            millis(split.tls()),
            millis(split.firstByte()),
            millis(split.transfer()),
            millis(split.stalled()),
            millis(split.close()),
            millis(split.between()),
            millis(split.total())),
        leg.conversed().map(ConnectionDocuments::cost).orElse(null));
  }

  /** The frame of a passage in Base64. */
  static String bytes(Passage passage) {
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
