package dev.jnet.command.walk;

import dev.jnet.host.HostException;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.http.HttpTalk;
import dev.jnet.walk.tls.TlsTalk;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks to a URL, and on to where it sends us. */
final class Walker {
  /** Every path carries segments that small: 576 and 1280 octets less the headers. */
  private static final int SMALL_MSS_IPV4 = 536;

  private static final int SMALL_MSS_IPV6 = 1220;

  private final Journey journey;
  private final WalkPlan plan;
  private final List<Leg> legs = new ArrayList<>();

  Walker(Journey journey, WalkPlan plan) {
    this.journey = journey;
    this.plan = plan;
  }

  /** The whole walk, whatever comes of it. */
  Walk walk(Url asked) throws IOException {
    Url url = asked;
    Verdict verdict = leg(url);
    while (verdict.outcome() == Outcome.REDIRECTED && plan.follow() && !journey.isStopped()) {
      String location = last().page().orElseThrow().redirect().orElseThrow();
      if (legs.size() > Walk.MAX_REDIRECTS) {
        verdict = new Verdict(Outcome.TOO_MANY_REDIRECTS, location);
        break;
      }
      try {
        url = url.resolve(location);
      } catch (IllegalArgumentException e) {
        verdict = new Verdict(Outcome.BAD_REDIRECT, location + ": " + e.getMessage());
        break;
      }
      verdict = leg(url);
    }
    if (journey.broken().isPresent() && !verdict.isGood()) {
      verdict = new Verdict(Outcome.LINK_BROKEN, journey.broken().get().getMessage());
    }
    return new Walk(asked, List.copyOf(legs), verdict, journey.network().isPractice());
  }

  private Leg last() {
    return legs.get(legs.size() - 1);
  }

  private Verdict leg(Url url) throws IOException {
    Naming naming = new NameFinder(journey, plan.family(), plan.dns()).find(url.host());
    Leg leg =
        new Leg(
            url,
            naming,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    legs.add(leg);
    Optional<Verdict> nameless = Judge.of(naming);
    if (nameless.isPresent()) {
      return journey.isStopped() ? new Verdict(Outcome.STOPPED, "") : nameless.get();
    }
    InetAddress target = naming.chosen().orElseThrow();
    KnownPath known;
    try {
      known = journey.towards(target);
    } catch (HostException e) {
      return new Verdict(Outcome.NO_ROUTE, e.getMessage());
    }
    leg = with(leg, known.nextHop());
    if (!known.isOpen()) {
      boolean stopped = journey.isStopped();
      return new Verdict(stopped ? Outcome.STOPPED : Outcome.NO_NEXT_HOP, "");
    }
    leg = converse(leg, known, journey.settings(known), plan.sink());
    replace(leg);
    Verdict verdict = Judge.of(leg);
    if (verdict.outcome() == Outcome.STALLED && leg.url().scheme().isWeb()) {
      again(leg, known);
    }
    return journey.isStopped() && !verdict.isGood() ? new Verdict(Outcome.STOPPED, "") : verdict;
  }

  private Leg with(Leg leg, NextHop hop) {
    return replace(
        new Leg(
            leg.url(),
            leg.naming(),
            Optional.of(hop),
            leg.conversed(),
            leg.tls(),
            leg.page(),
            leg.transcript(),
            leg.again()));
  }

  private Leg replace(Leg leg) {
    legs.set(legs.size() - 1, leg);
    return leg;
  }

  private Leg converse(Leg leg, KnownPath known, TcpSettings settings, BodySink sink)
      throws IOException {
    Url url = leg.url();
    HttpTalk http = url.scheme().isWeb() ? new HttpTalk(url, plan.agent(), sink) : null;
    GreetingTalk greeting = http == null ? new GreetingTalk(url.scheme(), ownName(known)) : null;
    Talk talk = http != null ? http : greeting;
    TlsTalk tls =
        url.scheme() == Url.Scheme.HTTPS ? new TlsTalk(url, plan.tls().get(), talk) : null;
    ConversationResult conversed =
        journey.converse(known, url.port(), tls != null ? tls : talk, settings);
    return new Leg(
        url,
        leg.naming(),
        Optional.of(known.nextHop()),
        Optional.of(conversed),
        Optional.ofNullable(tls).map(TlsTalk::session),
        Optional.ofNullable(http).map(HttpTalk::page),
        Optional.ofNullable(greeting).map(GreetingTalk::transcript),
        leg.again());
  }

  /** An address literal, as RFC 5321 section 4.1.3 has it for who has no name of its own. */
  private static String ownName(KnownPath known) {
    InetAddress own = known.path().hop().source();
    String text = Addresses.text(own);
    int scope = text.indexOf('%');
    String literal = scope < 0 ? text : text.substring(0, scope);
    return Addresses.version(own) == 4 ? "[" + literal + "]" : "[IPv6:" + literal + "]";
  }

  /** The same request with small segments: when these pass, the large ones vanish on the way. */
  private void again(Leg leg, KnownPath known) throws IOException {
    int mss = Addresses.version(known.path().target()) == 4 ? SMALL_MSS_IPV4 : SMALL_MSS_IPV6;
    ConversationResult.Stall stall = leg.conversed().orElseThrow().stall().orElse(null);
    if (stall == null || journey.isStopped() || known.path().hop().mtu() <= 1280) {
      return;
    }
    TcpSettings small = journey.settings(known).withAnnouncedMss(mss).withSendMss(mss);
    Leg second = converse(leg, known, small, plan.sink());
    long body = second.page().map(page -> page.body()).orElse(0L);
    boolean complete = second.page().map(page -> page.isComplete()).orElse(false);
    replace(
        new Leg(
            leg.url(),
            leg.naming(),
            leg.hop(),
            leg.conversed(),
            leg.tls(),
            leg.page(),
            leg.transcript(),
            Optional.of(
                new Leg.Retrial(mss, second.conversed().orElseThrow().course(), body, complete))));
  }
}
