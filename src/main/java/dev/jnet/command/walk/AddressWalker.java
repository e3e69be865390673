package dev.jnet.command.walk;

import dev.jnet.command.ConnectOrder;
import dev.jnet.command.KernelWitness;
import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Via;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.UrlTalk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationSettings;
import dev.jnet.walk.greeting.AddressLiteral;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** Walks to one address of a name: finds the next hop, and talks to the server. */
final class AddressWalker {
  private final Journey journey;
  private final WalkPlan plan;

  AddressWalker(Journey journey, WalkPlan plan) {
    this.journey = journey;
    this.plan = plan;
  }

  /**
   * The leg to the chosen address.
   *
   * @param hasNext whether another address is tried next, so that this one gets little time
   */
  LegWalker.Result walk(Leg begun, boolean hasNext) throws IOException {
    InetAddress target = begun.naming().chosen().orElseThrow();
    plan.requireAllowed(begun.url().host(), target);
    long patience = journey.time().patience();
    long connecting = hasNext ? Math.min(patience, ConnectOrder.PATIENCE) : patience;
    journey.network().paths().routeFor(Via.tcp(new Port(begun.url().port())));
    KnownPath known;
    try {
      known = journey.towards(target, connecting);
    } catch (IOException e) {
      if (!(e instanceof HostException) && begun.naming().lookups().isEmpty()) {
        throw e;
      }
      return new LegWalker.Result(
          begun, new Verdict(Outcome.NO_ROUTE, CommandException.message(e)));
    }
    Leg leg = begun.withHop(known.nextHop());
    if (!known.isOpen()) {
      int refused = journey.network().kernelProbes().refusedFrames(known.path());
      String why = known.path().orOwnFault(journey.network().tables(), refused);
      return new LegWalker.Result(leg, unlessStopped(new Verdict(Outcome.NO_NEXT_HOP, why)));
    }
    TcpSettings settings = known.settings(patience);
    leg =
        converse(
            leg, known, hasNext ? ConversationSettings.withOneSyn(settings, connecting) : settings);
    Verdict verdict = Judge.of(leg);
    boolean counts = !hasNext || verdict.isConnected();
    ProgramTraffic programs = counts ? programs(leg, known) : ProgramTraffic.SAME;
    if (verdict.outcome() == Outcome.STALLED && leg.isWorthRetrial() && !journey.isStopped()) {
      leg = leg.withRetrial(retry(leg, known));
    }
    return new LegWalker.Result(leg, unlessStopped(verdict), programs);
  }

  /** How the packets of programs fare, where the conversation shows something else. */
  private ProgramTraffic programs(Leg leg, KnownPath known) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    boolean silent =
        conversed.course() == ConversationResult.Course.FILTERED && conversed.refusal().isEmpty();
    Via port = Via.tcp(new Port(leg.url().port()));
    return journey.isStopped()
        ? ProgramTraffic.SAME
        : KernelWitness.compare(journey.network(), known.path(), port, silent);
  }

  /** This verdict, unless it is bad only because the walk was stopped or its time was up. */
  Verdict unlessStopped(Verdict verdict) {
    if (!journey.isStopped() || verdict.isGood()) {
      return verdict;
    }
    return new Verdict(journey.time().isUp() ? Outcome.OUT_OF_TIME : Outcome.STOPPED, "");
  }

  private Leg converse(Leg leg, KnownPath known, TcpSettings settings) throws IOException {
    Url url = leg.url();
    UrlTalk spoken =
        new UrlTalk(
            url,
            new UrlTalk.Introduction(plan.agent(), AddressLiteral.of(known.path().hop().source())),
            new UrlTalk.Body(plan.sink(), plan.maxBody()),
            url.scheme() == Url.Scheme.HTTPS ? Optional.of(plan.tls().get()) : Optional.empty());
    return spoken.heard(leg, journey.converse(known, url.port(), spoken.talk(), settings));
  }

  /** Asks again with small segments. If these arrive, the large ones are dropped on the path. */
  private Leg.Retrial retry(Leg leg, KnownPath known) throws IOException {
    TcpSettings small =
        ConversationSettings.withSmallSegments(known.settings(journey.time().patience()));
    return Leg.Retrial.of(converse(leg, known, small));
  }
}
