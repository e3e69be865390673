package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationSettings;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.greeting.AddressLiteral;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.http.HttpTalk;
import dev.jnet.walk.tls.TlsTalk;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.Optional;

/** Walks one leg: finds the address, finds the next hop, and talks to the server. */
final class LegWalker {
  private final Journey journey;
  private final WalkPlan plan;

  LegWalker(Journey journey, WalkPlan plan) {
    this.journey = journey;
    this.plan = plan;
  }

  /** A leg as far as it went, and its verdict. */
  record Result(Leg leg, Verdict verdict) {}

  /** The leg to a URL. */
  Result walk(Url url) throws IOException {
    Naming naming = new NameFinder(journey, plan.family(), plan.dns()).find(url.host());
    Leg leg = Leg.begun(url, naming);
    Optional<Verdict> nameless = Judge.of(naming);
    if (nameless.isPresent()) {
      return new Result(leg, unlessStopped(nameless.get()));
    }
    KnownPath known;
    try {
      known = journey.towards(naming.chosen().orElseThrow());
    } catch (IOException e) {
      if (!(e instanceof HostException) && naming.lookups().isEmpty()) {
        throw e;
      }
      return new Result(leg, new Verdict(Outcome.NO_ROUTE, CommandException.message(e)));
    }
    leg = leg.withHop(known.nextHop());
    if (!known.isOpen()) {
      return new Result(leg, unlessStopped(new Verdict(Outcome.NO_NEXT_HOP, "")));
    }
    leg = converse(leg, known, known.settings(journey.time().patience()));
    Verdict verdict = Judge.of(leg);
    if (verdict.outcome() == Outcome.STALLED && leg.isWorthRetrial() && !journey.isStopped()) {
      leg = leg.withRetrial(retry(leg, known));
    }
    return new Result(leg, unlessStopped(verdict));
  }

  /** Whether the walk was stopped, so that a missing answer might still have come. */
  private Verdict unlessStopped(Verdict verdict) {
    if (!journey.isStopped() || verdict.isGood()) {
      return verdict;
    }
    return new Verdict(journey.time().isUp() ? Outcome.OUT_OF_TIME : Outcome.STOPPED, "");
  }

  private Leg converse(Leg leg, KnownPath known, TcpSettings settings) throws IOException {
    Url url = leg.url();
    BodySink sink = plan.sink();
    HttpTalk http =
        url.scheme().isWeb() ? new HttpTalk(url, plan.agent(), sink, plan.maxBody()) : null;
    String ownName = AddressLiteral.of(known.path().hop().source());
    GreetingTalk greeting = http == null ? new GreetingTalk(url.scheme(), ownName) : null;
    Talk talk = http != null ? http : greeting;
    TlsTalk tls =
        url.scheme() == Url.Scheme.HTTPS ? new TlsTalk(url, plan.tls().get(), talk) : null;
    ConversationResult conversed =
        journey.converse(known, url.port(), tls != null ? tls : talk, settings);
    return leg.withConversation(
        conversed,
        Optional.ofNullable(tls).map(TlsTalk::session),
        Optional.ofNullable(http).map(HttpTalk::page),
        Optional.ofNullable(greeting).map(GreetingTalk::transcript));
  }

  /** Asks again with small segments. If these arrive, the large ones are dropped on the path. */
  private Leg.Retrial retry(Leg leg, KnownPath known) throws IOException {
    TcpSettings small =
        ConversationSettings.withSmallSegments(known.settings(journey.time().patience()));
    return Leg.Retrial.of(converse(leg, known, small));
  }
}
