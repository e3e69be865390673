package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Origin;
import dev.jnet.report.Style;
import dev.jnet.report.walk.WalkDocuments;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.LookupQuestion;
import dev.jnet.walk.dns.NameLookup;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.http.HttpTalk;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks to a name server and a server that say anything at any time. */
class WalkFuzz {
  private static final int LOCAL_PORT = 50_000;

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(WalkFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyNetwork(byte[] bytes) {
    Script script = new Script(bytes);
    int version = script.flag() ? 4 : 6;
    FirstHop hop = Fuzzing.hop(version, script.flag() ? LinkType.ETHERNET : LinkType.RAW_IP);
    switch (script.choice(4)) {
      case 0 -> name(hop, version, script);
      case 1 -> talk(script);
      default -> converse(hop, version, script);
    }
  }

  private static Url url(Script script) {
    Url.Scheme[] schemes = {Url.Scheme.HTTP, Url.Scheme.SSH, Url.Scheme.SMTP, Url.Scheme.FTP};
    return Url.parse(schemes[script.choice(schemes.length)].word() + "://host");
  }

  private static void name(FirstHop hop, int version, Script script) {
    InetAddress server = Fuzzing.target(version);
    LookupQuestion question =
        new LookupQuestion(
            "host", List.of(4, 6), server, hop, new Port(LOCAL_PORT), Nanos.SECOND, 1);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new NameLookup(question),
        (lookup, tally) -> {
          Naming naming = naming(Naming.Source.DNS, List.of(lookup), lookup.addresses());
          report(leg(url(script), naming, hop, server, null, null, null));
        });
  }

  /** Bytes that come over a connection as they please. */
  private static void talk(Script script) {
    Url url = url(script);
    HttpTalk http =
        url.scheme().isWeb() ? new HttpTalk(url, "fuzz", BodySink.none(), Long.MAX_VALUE) : null;
    GreetingTalk greeting = http == null ? new GreetingTalk(url.scheme(), "[192.0.2.1]") : null;
    Talk talk = http != null ? http : greeting;
    for (long at = 0; !script.atEnd() && !talk.finished() && !talk.failed(); at++) {
      talk.outgoing(at);
      talk.incoming(script.bytes(script.u8()), at);
    }
    talk.ended(1000);
    if (!talk.finished() && !talk.failed()) {
      throw new AssertionError("not over when the other side has closed");
    }
    FirstHop hop = Fuzzing.hop(4, LinkType.ETHERNET);
    Fuzzing.run(
        new FuzzedLink(hop.type(), new Script(new byte[0])),
        new Conversation(question(hop, 4), talk),
        (conversed, tally) ->
            report(leg(url, literal(4), hop, Fuzzing.target(4), conversed, http, greeting)));
  }

  private static void converse(FirstHop hop, int version, Script script) {
    Url url = url(script);
    HttpTalk http =
        url.scheme().isWeb() ? new HttpTalk(url, "fuzz", BodySink.none(), Long.MAX_VALUE) : null;
    GreetingTalk greeting = http == null ? new GreetingTalk(url.scheme(), "[192.0.2.1]") : null;
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new Conversation(question(hop, version), http != null ? http : greeting),
        (conversed, tally) -> {
          InetAddress target = Fuzzing.target(version);
          report(leg(url, literal(version), hop, target, conversed, http, greeting));
        });
  }

  private static ConversationQuestion question(FirstHop hop, int version) {
    TcpSettings settings =
        TcpSettings.linux(version, 1500)
            .withPatience(Nanos.SECOND, 3, 3)
            .withBuffers(1 << 20, 1 << 16);
    return new ConversationQuestion(
        Fuzzing.target(version),
        new Port(80),
        hop,
        new Port(LOCAL_PORT),
        settings,
        2 * Nanos.SECOND,
        60 * Nanos.SECOND,
        1);
  }

  private static Naming literal(int version) {
    return naming(Naming.Source.LITERAL, List.of(), List.of(Fuzzing.target(version)));
  }

  private static Naming naming(
      Naming.Source source, List<Lookup> lookups, List<InetAddress> addresses) {
    return new Naming(
        source,
        List.of(),
        "nothing",
        Optional.empty(),
        lookups,
        Optional.empty(),
        addresses,
        addresses.stream().findFirst(),
        List.of());
  }

  private static Leg leg(
      Url url,
      Naming naming,
      FirstHop hop,
      InetAddress target,
      ConversationResult conversed,
      HttpTalk http,
      GreetingTalk greeting) {
    NextHop next =
        new NextHop(
            target,
            hop,
            NextHop.Means.ASKED_BEFORE,
            true,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0);
    return new Leg(
        url,
        naming,
        Optional.of(next),
        Optional.ofNullable(conversed),
        Optional.empty(),
        Optional.ofNullable(http).map(HttpTalk::page),
        Optional.ofNullable(greeting).map(GreetingTalk::transcript),
        Optional.empty());
  }

  private static void report(Leg leg) {
    Walk.Verdict verdict =
        leg.conversed().isPresent()
            ? Judge.of(leg)
            : Judge.of(leg.naming()).orElse(new Walk.Verdict(Walk.Outcome.STOPPED, ""));
    Walk walk =
        new Walk(leg.url(), List.of(leg), verdict, true, ProgramTraffic.SAME, new Tally(0, 0, 0));
    WalkReport.Wishes wishes = new WalkReport.Wishes(false, true);
    Fuzzing.printable(WalkReport.text(walk, wishes, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(WalkDocuments.of(walk)));
    Fuzzing.printable(WalkReport.page(walk, wishes, new Origin("", "", "")));
  }
}
