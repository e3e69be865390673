package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.List;
import java.util.Optional;

/**
 * The search for the path MTU, in rounds:
 *
 * <ol>
 *   <li>A burst of the sizes at which real paths end. The replies show the round trip, the largest
 *       size that arrives, and the smallest that does not.
 *   <li>When a router claims an MTU, that size and one byte more are tried at once.
 *   <li>In a gap without claims many sizes are tried at once, evenly spread.
 *   <li>The answer is confirmed in one of two ways. Either the size above it was reported as too
 *       big, and an answer to it would have arrived by now. Or that size stayed silent often enough
 *       while its controls were answered.
 *   <li>When that size stays silent, probes with rising TTLs find the hop of the black hole
 *       meanwhile.
 * </ol>
 */
public final class MtuDiagnosis implements MtuSearch {
  /** A UDP port that is usually closed, because traceroute uses it. */
  public static final Port CLOSED_PORT = new Port(ProbeFactory.CLOSED_PORTS);

  private static final int MAX_PROBES = 600;

  /** How far the search is. It only ever goes down this list. */
  private enum Phase {
    /** The first probes are on their way. */
    OPENING,
    /** The target is probed until it answers; then the boundary is searched for. */
    SEARCHING,
    /** The MTU is known as well as it can be. What is still in doubt is asked. */
    CLOSING,
    /** The search is over. */
    DONE
  }

  private final MtuQuestion question;
  private final ProbeFactory probes;
  private final Carrier carrier;
  private final boolean otherFlows;
  private final Evidence evidence = new Evidence();
  private final RetrySchedule retries = new RetrySchedule();
  private final ClaimedSizes claimedSizes = new ClaimedSizes(evidence);
  private final TooBigReports reports;
  private final ReplyReader replies;
  private final OpeningProbes opening;
  private final BoundarySearch boundary;
  private final Outbox outbox;

  private Phase phase = Phase.OPENING;
  private long wakeAt = Long.MIN_VALUE;
  private int rounds;
  private boolean confirmed;
  private final ClosingChecks closing = new ClosingChecks();

  /** A search with echo requests that has not begun. */
  public MtuDiagnosis(MtuQuestion question) {
    this(question, new ProbeFactory(question));
  }

  private MtuDiagnosis(MtuQuestion question, ProbeFactory probes) {
    this(question, probes, new EchoCarrier(probes), true);
  }

  /** A search with the probes of this carrier. */
  public MtuDiagnosis(MtuQuestion question, Carrier carrier) {
    this(question, new ProbeFactory(question), carrier, true);
  }

  /**
   * A search with other probes.
   *
   * @param otherFlows whether packets of other flows may be sent to find out about the return path
   */
  MtuDiagnosis(MtuQuestion question, ProbeFactory probes, Carrier carrier, boolean otherFlows) {
    this.question = question;
    this.probes = probes;
    this.carrier = carrier;
    this.otherFlows = otherFlows;
    this.reports = new TooBigReports(question.leastClaim());
    this.replies = new ReplyReader(carrier, evidence, reports);
    this.opening = new OpeningProbes(question.limit().bytes(), evidence, carrier.headStart());
    this.boundary =
        new BoundarySearch(question.limit().bytes(), evidence, replies.roundTrips(), this::sweep);
    this.outbox = new Outbox(carrier, evidence);
  }

  /**
   * A search with UDP datagrams.
   *
   * @param port a port that answers or is closed; empty for one that is probably closed
   */
  public static MtuDiagnosis withDatagrams(MtuQuestion question, Optional<Port> port) {
    ProbeFactory probes =
        port.isPresent() ? new ProbeFactory(question) : ProbeFactory.ofOneFlow(question);
    return new MtuDiagnosis(question, probes, DatagramCarrier.of(question, probes, port), true);
  }

  /**
   * A search with packets of one flow.
   *
   * @param via the kind of packet: ICMP, TCP, or UDP to a port that is closed or echoes
   * @param label the fields by which routers distinguish the flow
   * @param otherFlows whether packets of other flows may be sent to find out about the return path
   */
  public static MtuDiagnosis ofFlow(
      MtuQuestion question, Via via, FlowLabel label, boolean otherFlows) {
    ProbeFactory probes = new ProbeFactory(question, Optional.of(label));
    return new MtuDiagnosis(question, probes, probes.carrier(via), otherFlows);
  }

  /**
   * Sends a scout of the largest size first. When it arrives, no other probe is needed. A narrower
   * or lossy path takes one round trip more. This suits a search that must save packets.
   */
  public MtuDiagnosis withScout() {
    opening.withScout();
    return this;
  }

  /**
   * Gives up a target that answers nothing at all {@code patience} ns after the start, instead of 3
   * s.
   */
  public MtuDiagnosis givingUpAfter(long patience) {
    retries.giveUpAfter(patience);
    return this;
  }

  @Override
  public boolean answered() {
    return evidence.lower() > 0;
  }

  @Override
  public void abandon(long now) {
    outbox.clear();
    phase = Phase.DONE;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (outbox.isEmpty() && phase != Phase.DONE) {
      plan(now);
    }
    if (!outbox.isEmpty()) {
      return Optional.of(outbox.next(now));
    }
    return switch (phase) {
      case OPENING, DONE -> Optional.empty();
      case SEARCHING -> boundary.sweep().flatMap(sweep -> sweep.next(now, timeout()));
      case CLOSING -> closing.next(now, timeout());
    };
  }

  private long timeout() {
    return replies.roundTrips().timeout();
  }

  /** Decides what to send, what to wait for, or that all is known. */
  private void plan(long now) {
    switch (phase) {
      case OPENING -> follow(open(now), now);
      case SEARCHING -> follow(search(now), now);
      case CLOSING -> close(now);
      case DONE -> {}
    }
  }

  private void follow(SearchStep step, long now) {
    wakeAt = NEVER;
    if (step instanceof SearchStep.Send send) {
      outbox.add(send.sizes());
    } else if (step instanceof SearchStep.SendRound round) {
      rounds++;
      outbox.add(round.sizes());
    } else if (step instanceof SearchStep.Await await) {
      wakeAt = await.until();
    } else if (step instanceof SearchStep.Finish finish) {
      finish(finish.confirmed());
    }
    if (boundary.sweep().isPresent()) {
      wakeAt = Math.min(wakeAt, boundary.sweep().get().wakeAt(now, timeout()));
    }
  }

  /** From OPENING to SEARCHING once the opening is over. */
  private SearchStep open(long now) {
    SearchStep step = opening.next(now, replies.failure().isPresent());
    phase = opening.isOver() ? Phase.SEARCHING : phase;
    return step;
  }

  /**
   * The search goes on:
   *
   * <ol>
   *   <li>nothing has arrived yet: retry
   *   <li>the largest size has arrived: that is the answer
   *   <li>too many probes were sent: the answer stays a range
   *   <li>otherwise narrow the gap
   * </ol>
   */
  private SearchStep search(long now) {
    evidence.expire(now, timeout());
    if (evidence.lower() == 0) {
      return retries.step(opening.startedAt(), now, replies.failure().isPresent());
    }
    if (evidence.lower() == question.limit().bytes()) {
      return new SearchStep.Finish(true);
    }
    return evidence.count() >= MAX_PROBES ? new SearchStep.Finish(false) : boundary.next(now);
  }

  private Sweep sweep(int large) {
    Sweep.Plan plan = Sweep.Plan.of(question, large, replies, otherFlows);
    Optional<SynCheck> syns = SynCheck.of(question, large, replies, evidence.count());
    return new Sweep(probes, carrier, question.target(), plan, syns);
  }

  /**
   * Ends the search for the MTU. To CLOSING when something is still to be found out; otherwise to
   * DONE. What is to be found out:
   *
   * <ol>
   *   <li>the distance of a router that reported, when the MTU is confirmed
   *   <li>whether DF arrives, when packets may have arrived in fragments (IPv4 only)
   *   <li>whether the first router answers, when replies have passed no router
   * </ol>
   */
  private void finish(boolean sure) {
    confirmed = sure;
    if (sure) {
      closing.locate(carrier, replies.returnPath(), reports.unlocated());
    }
    // what arrived may have been in fragments: replies were, or are smaller
    boolean small =
        boundary.arrived() > evidence.lower() || carrier.answersAlike(MtuQuestion.SMALLEST);
    if (sure && question.version() == 4 && (small || replies.returnPath().hasFragments())) {
      DontFragment known = boundary.sweep().map(Sweep::dontFragment).orElse(DontFragment.UNKNOWN);
      closing.checkFragments(new FragmentCheck(probes, question.target(), known, otherFlows));
    }
    closing.checkOrigin(question, carrier, replies);
    phase = closing.isEmpty() ? Phase.DONE : Phase.CLOSING;
    wakeAt = closing.isEmpty() ? wakeAt : Long.MIN_VALUE;
  }

  /** Waits for what is still asked. From CLOSING to DONE once nothing more is to be found. */
  private void close(long now) {
    closing.noteHops(reports);
    wakeAt = closing.wakeAt(now, timeout());
    if (closing.done(now, timeout())) {
      phase = Phase.DONE;
    }
  }

  @Override
  public void accept(Reply reply) {
    if (phase == Phase.DONE) {
      return;
    }
    replies.readDistance(reply);
    boolean taken =
        (boundary.sweep().isPresent() && boundary.sweep().get().accept(reply))
            || closing.accept(reply);
    Optional<Trial> trial = taken ? Optional.empty() : outbox.trialOf(reply.probe());
    if (trial.isPresent() && replies.read(trial.get(), reply)) {
      tryClaim(trial.get());
    }
  }

  @Override
  public void missedFrames() {
    retries.missedFrames();
    boundary.missedFrames();
  }

  /** Tries a router's claim at once. The first claim after a whole burst counts as a round. */
  private void tryClaim(Trial trial) {
    List<Integer> sizes = claimedSizes.take(trial, outbox.sizes());
    outbox.add(sizes);
    boolean first = !sizes.isEmpty() && claimedSizes.followed() == 1;
    rounds += first && !opening.holdsBack() ? 1 : 0;
  }

  @Override
  public long wakeAt() {
    return outbox.isEmpty() ? wakeAt : Long.MIN_VALUE;
  }

  @Override
  public boolean done() {
    return phase == Phase.DONE;
  }

  @Override
  public MtuResult result() {
    SearchVerdict.Course course = SearchVerdict.Course.of(confirmed, rounds, replies, closing);
    return new SearchVerdict(question.limit().bytes(), evidence, reports, boundary.sweep(), course)
        .result();
  }
}
