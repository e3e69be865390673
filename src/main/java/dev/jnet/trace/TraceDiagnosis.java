package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The search for the routers on the way to a target. It passes through these phases:
 *
 * <ol>
 *   <li>{@link Phase#FINDING_END}: probes of the first flow leave with the smallest TTLs, and one
 *       with the largest, whose answer tells the distance. Larger TTLs follow as routers answer,
 *       because the target receives every probe whose TTL is larger than needed. In ICMP all
 *       queries of a hop leave now. In UDP and TCP it is one query a hop, because most machines
 *       limit the rate of their answers to these.
 *   <li>{@link Phase#ALL_FLOWS}: UDP and TCP send the remaining queries, up to the end. The other
 *       flows are sent up to the end and a little farther.
 *   <li>{@link Phase#LONGER_FLOWS}: flows whose path turned out to be longer are sent up to the
 *       largest TTL.
 *   <li>{@link Phase#DONE}: every probe is answered, or the wait for the last answers is over.
 * </ol>
 *
 * <p>A silent hop is waited for as long as the slowest answer took, and a little more. Where some
 * answers were lost, silence may be bad luck: then silent hops are asked again.
 */
public final class TraceDiagnosis implements Diagnosis<TraceResult> {
  /** How often silent hops are asked again. */
  private static final int MAX_RETRIES = 3;

  private final TraceQuestion question;
  private final TraceProbes probes;
  private final boolean sparing;
  private final int maxRetries;
  private final Waits waits;
  private final List<FlowPath> paths = new ArrayList<>();
  private final ProbeQueue queue;
  private final TraceRounds rounds;

  private Phase phase = Phase.NOT_BEGUN;
  private int retries;
  private boolean portIsOpen;
  private boolean missed;
  private long wakeAt = Long.MIN_VALUE;

  /** What the search is about now. The phases follow one another; some are left out. */
  private enum Phase {
    NOT_BEGUN,
    FINDING_END,
    ALL_FLOWS,
    LONGER_FLOWS,
    DONE;

    boolean isBefore(Phase other) {
      return compareTo(other) < 0;
    }
  }

  /** A search that has not begun. */
  public TraceDiagnosis(TraceQuestion question) {
    this(question, new TraceProbes(question), false, MAX_RETRIES);
  }

  /**
   * A search that saves packets rather than round trips. It asks about few TTLs at a time, and
   * repeats its queries only for hops that are on the way.
   */
  public static TraceDiagnosis sparing(TraceQuestion question) {
    return new TraceDiagnosis(question, new TraceProbes(question), true, MAX_RETRIES);
  }

  /** One round of many that share a flow. It asks no silent hop again: the next round does. */
  static TraceDiagnosis round(TraceQuestion question, TraceProbes probes) {
    return new TraceDiagnosis(question, probes, false, 0);
  }

  private TraceDiagnosis(
      TraceQuestion question, TraceProbes probes, boolean sparing, int maxRetries) {
    this.question = question;
    this.probes = probes;
    this.sparing = sparing;
    this.maxRetries = maxRetries;
    this.waits = new Waits(question.patience());
    for (int flow = 0; flow < question.flows(); flow++) {
      paths.add(new FlowPath(question));
    }
    this.queue = new ProbeQueue(probes, paths);
    this.rounds = new TraceRounds(question, paths, queue, sparing);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (!queue.hasReset() && queue.hasNoProbe()) {
      plan(now);
    }
    return queue.poll(now);
  }

  /** Decides what to send, how long to wait, or that all is known. */
  private void plan(long now) {
    wakeAt = NEVER;
    switch (phase) {
      case NOT_BEGUN -> begin();
      case FINDING_END -> findEnd(now);
      case ALL_FLOWS, LONGER_FLOWS -> awaitAnswers(now);
      case DONE -> {}
    }
  }

  private void begin() {
    phase = Phase.FINDING_END;
    rounds.first();
  }

  /**
   * What to do while the end of the path is looked for. The first rule applies that can:
   *
   * <ol>
   *   <li>The end is known, or all that can be asked has answered or timed out: ask all flows.
   *   <li>It is time for larger TTLs: ask about these.
   *   <li>Otherwise wait.
   * </ol>
   */
  private void findEnd(long now) {
    FlowPath path = paths.get(0);
    boolean isLast = rounds.farthest() == question.most();
    if (path.endIsExact() || (isLast && (path.complete() || isTimedOut(now)))) {
      askAllFlows(now);
      return;
    }
    long pauseOver = queue.lastSentAt() + (sparing ? waits.withoutEnd() : waits.pause());
    rounds.farther(now >= pauseOver);
    if (queue.hasNoProbe()) {
      wakeAt = isLast ? waitUntil() : pauseOver;
    }
  }

  private void askAllFlows(long now) {
    phase = Phase.ALL_FLOWS;
    rounds.allFlows(portIsOpen);
    if (queue.hasNoProbe()) {
      plan(now);
    }
  }

  /**
   * What to do when all flows were asked. The first rule applies that can:
   *
   * <ol>
   *   <li>Everything has answered: done.
   *   <li>The wait is not over: go on waiting.
   *   <li>A flow has not ended where the first one did, and was not asked farther: ask it farther.
   *   <li>Answers were lost, or may have been missed because not all frames were captured, and
   *       silent hops were asked again less than three times: ask these again.
   *   <li>Otherwise done.
   * </ol>
   */
  private void awaitAnswers(long now) {
    if (paths.stream().allMatch(FlowPath::complete)) {
      phase = Phase.DONE;
    } else if (!isTimedOut(now)) {
      waitForAnswers();
    } else if (phase.isBefore(Phase.LONGER_FLOWS)
        && paths.get(0).ended()
        && !paths.stream().allMatch(FlowPath::ended)) {
      phase = Phase.LONGER_FLOWS;
      rounds.longerFlows();
    } else if (retries < maxRetries && (missed || paths.stream().anyMatch(FlowPath::lossy))) {
      askSilentHopsAgain();
    } else {
      phase = Phase.DONE;
    }
  }

  private void askSilentHopsAgain() {
    missed = false;
    retries++;
    rounds.silentHops(!phase.isBefore(Phase.LONGER_FLOWS));
    if (queue.hasNoProbe()) {
      phase = Phase.DONE;
    }
  }

  private boolean isTimedOut(long now) {
    return now >= waitUntil();
  }

  private void waitForAnswers() {
    wakeAt = waitUntil();
  }

  private long waitUntil() {
    if (!paths.get(0).ended()) {
      return queue.lastSentAt() + waits.withoutEnd();
    }
    long until = Long.MIN_VALUE;
    for (FlowPath path : paths) {
      until = Math.max(until, path.waitUntil(waits));
    }
    return until;
  }

  @Override
  public void accept(Reply reply) {
    Optional<ProbeQueue.Sent> about = queue.find(reply.probe());
    if (about.isEmpty() || reply.timing().duplicate()) {
      return;
    }
    Optional<HopAnswer> answer = HopAnswer.of(reply, question.target());
    if (answer.isEmpty()) {
      return;
    }
    int flow = about.get().flow();
    HopProbe probe = about.get().probe();
    waits.sample(answer.get().roundTrip());
    paths.get(flow).answered(probe, answer.get(), hopOf(reply, probe));
    if (reply instanceof Reply.Segment segment && segment.tcp().has(Tcp.SYN)) {
      portFoundOpen(flow, segment.tcp());
    }
  }

  @Override
  public void missedFrames() {
    missed = true;
  }

  /** How far away an error came from: the quoted TTL shows how many routers forwarded the probe. */
  private static OptionalInt hopOf(Reply reply, HopProbe probe) {
    return reply instanceof Reply.Failed failed
        ? OptionalInt.of(probe.ttl - failed.quoted().hopLimit() + 1)
        : OptionalInt.empty();
  }

  /**
   * Resets the SYN of an open port, and sends the next one. The port answers only one SYN of a flow
   * at a time, until that one is reset.
   */
  private void portFoundOpen(int flow, Tcp answer) {
    portIsOpen = true;
    queue.addReset(flow, answer);
    int end = paths.get(flow).end();
    boolean allAsked = !phase.isBefore(Phase.ALL_FLOWS);
    if (allAsked && flow == 0 && paths.get(0).tries(end) < question.queries()) {
      queue.addFirst(0, end);
    }
  }

  @Override
  public long wakeAt() {
    return queue.hasNoProbe() && !queue.hasReset() ? wakeAt : Long.MIN_VALUE;
  }

  @Override
  public boolean done() {
    return phase == Phase.DONE;
  }

  @Override
  public TraceResult result() {
    return TraceResult.of(question, probes.length(), paths, queue.count());
  }
}
