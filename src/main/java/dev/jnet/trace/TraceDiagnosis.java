package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The search for the routers on the way:
 *
 * <ol>
 *   <li>Probes with all TTLs leave at once: in ICMP all of them; in UDP and TCP one a hop, because
 *       most machines ration what they answer to these, and the target gets all whose TTL is larger
 *       than needed.
 *   <li>When it is known where the way ends, UDP and TCP send the others, up to there.
 *   <li>Other flows follow, up to there and a little farther; whose way turns out to be longer, all
 *       the way.
 *   <li>Whoever is silent is waited for as long as the slowest answer took, and a little more.
 *   <li>Where some answers were lost, silence may be bad luck: silent hops are asked again.
 * </ol>
 */
public final class TraceDiagnosis implements Diagnosis<TraceResult> {
  /** How often silent hops are asked again. */
  private static final int MAX_RETRIES = 3;

  /** Hops by which another flow's way may be longer before that takes another round trip. */
  private static final int DETOUR = 2;

  /** TTLs that are asked about at a time where packets count more than round trips. */
  private static final int STEP = 8;

  private final TraceQuestion question;
  private final TraceProbes probes;
  private final int mostRetries;
  private final Waits waits;
  private final List<FlowPath> paths = new ArrayList<>();
  private final Deque<Shot> queue = new ArrayDeque<>();
  private final Deque<Probe> resets = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Sent> sent = new IdentityHashMap<>();

  private boolean started;
  private boolean open;
  private boolean followed;
  private boolean extended;
  private int asked = 1;
  private int retries;
  private long lastSentAt;
  private long wakeAt = Long.MIN_VALUE;
  private boolean sparing;
  private int near;
  private boolean done;

  /** A probe to send. */
  private record Shot(int flow, int ttl) {}

  /** A probe that was sent. */
  private record Sent(int flow, HopProbe attempt) {}

  /** A search that has not begun. */
  public TraceDiagnosis(TraceQuestion question) {
    this(question, new TraceProbes(question), MAX_RETRIES);
  }

  /**
   * One of several searches that are one flow.
   *
   * @param mostRetries how often to ask silent hops again
   */
  TraceDiagnosis(TraceQuestion question, TraceProbes probes, int mostRetries) {
    this.question = question;
    this.probes = probes;
    this.mostRetries = mostRetries;
    this.waits = new Waits(question.patience());
    for (int flow = 0; flow < question.flows(); flow++) {
      paths.add(new FlowPath(question));
    }
  }

  /**
   * Asks about few TTLs at a time, and again only about those that are on the way: for those who
   * count packets, not round trips.
   */
  public TraceDiagnosis sparing() {
    sparing = true;
    return this;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (!resets.isEmpty()) {
      return Optional.of(resets.remove());
    }
    if (queue.isEmpty() && !done) {
      plan(now);
    }
    Shot shot = queue.poll();
    if (shot == null) {
      return Optional.empty();
    }
    Probe probe = probes.probe(shot.flow, shot.ttl);
    sent.put(probe, new Sent(shot.flow, paths.get(shot.flow).attempt(shot.ttl)));
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** Decides what to send, what to wait for, or that all is known. */
  private void plan(long now) {
    wakeAt = NEVER;
    if (!started) {
      started = true;
      followed = !asksTwice() && question.flows() == 1;
      near = sparing ? Math.min(question.most(), question.first() + STEP - 1) : question.most();
      for (int round = 0; round < (asksTwice() ? 1 : question.queries()); round++) {
        ask(0, question.first(), near);
      }
      return;
    }
    boolean timedOut = now - lastSentAt >= waits.timeout(paths.get(0).ended());
    if (goesOn(timedOut)) {
      int from = near + 1;
      near = timedOut ? question.most() : Math.min(question.most(), near + STEP);
      ask(0, from, near);
      return;
    }
    if (!followed && (ended() || complete() || timedOut)) {
      followed = true;
      follow();
      if (queue.isEmpty()) {
        plan(now);
      }
    } else if (complete()) {
      done = true;
    } else if (!timedOut) {
      wakeAt = lastSentAt + waits.timeout(paths.get(0).ended());
    } else if (!extended && paths.get(0).ended() && !ended()) {
      extended = true;
      extend();
    } else if (retries < mostRetries && lossy()) {
      retries++;
      retry();
      done = queue.isEmpty();
    } else {
      done = true;
    }
  }

  /**
   * Whether each TTL is asked about once at first, to find the end: others' answers are rationed.
   */
  private boolean asksTwice() {
    return sparing || question.via().kind() != Via.Kind.ICMP;
  }

  /** Whether all nearer TTLs are done with, and the end is not among them. */
  private boolean goesOn(boolean timedOut) {
    FlowPath path = paths.get(0);
    return near < question.most()
        && !path.ended()
        && (timedOut || path.isAnswered(question.first(), near));
  }

  private void follow() {
    FlowPath path = paths.get(0);
    int last = path.ended() ? path.end() : path.lastAnswered();
    for (int round = 1; asksTwice() && round < question.queries(); round++) {
      boolean oneByOne = open && round > 1;
      ask(0, question.first(), oneByOne ? last - 1 : last);
    }
    asked = paths.size();
    for (int flow = 1; flow < asked; flow++) {
      ask(flow, question.first(), Math.min(question.most(), last + DETOUR));
    }
  }

  /** Asks the flows whose way is longer than the first one's how it goes on. */
  private void extend() {
    for (int flow = 1; flow < asked; flow++) {
      if (!paths.get(flow).ended()) {
        ask(flow, paths.get(0).end() + DETOUR + 1, question.most());
      }
    }
  }

  private void ask(int flow, int first, int last) {
    for (int ttl = first; ttl <= last; ttl++) {
      queue.add(new Shot(flow, ttl));
    }
  }

  private void retry() {
    for (int flow = 0; flow < paths.size(); flow++) {
      FlowPath path = paths.get(flow);
      int near = flow == 0 || extended ? question.most() : paths.get(0).last() + DETOUR;
      for (int ttl = question.first(); ttl <= Math.min(near, path.last()); ttl++) {
        for (int i = 0; path.silent(ttl) && i < (flow == 0 ? question.queries() : 1); i++) {
          queue.add(new Shot(flow, ttl));
        }
      }
    }
  }

  private boolean ended() {
    for (FlowPath path : paths.subList(0, asked)) {
      if (!path.ended()) {
        return false;
      }
    }
    return true;
  }

  private boolean complete() {
    for (FlowPath path : paths.subList(0, asked)) {
      if (!path.complete()) {
        return false;
      }
    }
    return true;
  }

  private boolean lossy() {
    for (FlowPath path : paths.subList(0, asked)) {
      if (path.lossy()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void accept(Reply reply) {
    Sent about = sent.get(reply.probe());
    if (about == null || reply.timing().duplicate()) {
      return;
    }
    FlowPath path = paths.get(about.flow);
    if (reply instanceof Reply.Echoed echoed) {
      path.answered(about.attempt, target(echoed.packet(), reply, "echo reply"), 0);
    } else if (reply instanceof Reply.Datagram datagram) {
      path.answered(about.attempt, target(datagram.packet(), reply, "datagram"), 0);
    } else if (reply instanceof Reply.Segment segment) {
      String flags = segment.tcp().flagsInWords();
      path.answered(about.attempt, target(segment.packet(), reply, flags), 0);
      if (segment.tcp().has(Tcp.SYN)) {
        opened(about, segment.tcp());
      }
    } else if (reply instanceof Reply.Failed failed) {
      failed(path, about.attempt, failed);
    }
  }

  /**
   * An open port answers one SYN of a flow at a time, until it is taken back: only then the next
   * one may come.
   */
  private void opened(Sent about, Tcp answer) {
    open = true;
    resets.add(probes.reset(about.flow, answer));
    FlowPath path = paths.get(about.flow);
    int end = path.end();
    if (followed && about.flow == 0 && path.tries(end) < question.queries()) {
      queue.addFirst(new Shot(0, end));
    }
  }

  private HopAnswer target(IpPacket packet, Reply reply, String words) {
    long roundTrip = reply.timing().roundTrip();
    waits.sample(roundTrip);
    return new HopAnswer(
        packet.source(),
        HopAnswer.Kind.TARGET,
        words,
        roundTrip,
        packet.hopLimit(),
        List.of(),
        List.of());
  }

  private void failed(FlowPath path, HopProbe attempt, Reply.Failed failed) {
    IcmpError error = failed.error();
    if (error.kind() == IcmpError.Kind.TOO_BIG) {
      return; // the smallest link carries a probe: whoever says so lies
    }
    boolean expired = error.kind() == IcmpError.Kind.TIME_EXCEEDED;
    boolean fromTarget = failed.packet().source().equals(question.target());
    HopAnswer answer =
        new HopAnswer(
            failed.packet().source(),
            expired
                ? HopAnswer.Kind.ROUTER
                : fromTarget ? HopAnswer.Kind.TARGET : HopAnswer.Kind.REFUSAL,
            error.inWords(),
            failed.timing().roundTrip(),
            failed.packet().hopLimit(),
            Changes.of(failed.probe().packet(), failed.quoted(), expired),
            IcmpExtension.parse(error.extensions()));
    waits.sample(failed.timing().roundTrip());
    // the quoted TTL counts the routers that passed the probe on before this one did not
    path.answered(attempt, answer, attempt.ttl - failed.quoted().hopLimit() + 1);
  }

  @Override
  public long wakeAt() {
    return queue.isEmpty() && resets.isEmpty() ? wakeAt : Long.MIN_VALUE;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public TraceResult result() {
    FlowPath path = paths.get(0);
    Optional<HopAnswer.Kind> ending = path.ending();
    Status status =
        ending.isEmpty()
            ? Status.SILENT
            : ending.get() == HopAnswer.Kind.TARGET ? Status.REACHED : Status.REFUSED;
    List<Branch> branches = new ArrayList<>();
    for (int flow = 0; flow < paths.size() && paths.size() > 1; flow++) {
      branches.add(new Branch(flow, paths.get(flow).hops()));
    }
    int next = Math.max(path.lastAnswered() + 1, question.first());
    return new TraceResult(
        status,
        question.via(),
        probes.length(),
        path.hops(),
        path.ended() ? OptionalInt.empty() : OptionalInt.of(next),
        branches,
        sent.size());
  }
}
