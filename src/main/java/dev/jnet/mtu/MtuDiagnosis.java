package dev.jnet.mtu;

import dev.jnet.mtu.Attempt.Fate;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The search for the path MTU, in rounds:
 *
 * <ol>
 *   <li>A burst of the sizes at which real paths end. What comes back gives the round trip, the
 *       largest size that arrives, and the smallest that does not.
 *   <li>A router's claim, and one octet more than it, are tried as soon as it is heard.
 *   <li>A gap without claims is narrowed by many sizes at once, evenly spread.
 *   <li>The answer is confirmed when the size above it was reported as too big, and an answer to it
 *       would have been here; or when it stayed silent often enough beside controls that did not.
 *   <li>In a black hole, beside the last step, rising TTLs find where it is.
 * </ol>
 */
public final class MtuDiagnosis implements MtuSearch {
  /** The TTL of probes that are to reach the target. */
  static final int HOP_LIMIT = 64;

  /** How long the scout is alone, in ns: longer than most round trips on earth. */
  private static final long SCOUT_PATIENCE = 200_000_000L;

  /**
   * How often the sweep asks what stays silent, and from how many needed silences on twice that.
   */
  private static final int SWEEPS = 2;

  private static final int PLENTY_OF_LOSS = 6;

  /** Larger than any size. */
  private static final int NONE = Integer.MAX_VALUE;

  private static final int MAX_PROBES = 600;
  private static final int MAX_EAGER_CLAIMS = 16;
  private static final int MAX_PAIRS = 8;

  private final MtuQuestion question;
  private final Probes probes;
  private final Carrier carrier;
  private final boolean otherFlows;
  private final Evidence evidence = new Evidence();
  private final RoundTrips roundTrips = new RoundTrips();
  private final Claims claims;
  private final Knocks knocks = new Knocks();
  private final Burst burst = new Burst();
  private final Gap gap = new Gap();
  private final Rest rest = new Rest();
  private final Deque<Integer> queue = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Attempt> sent = new IdentityHashMap<>();

  private long startedAt;
  private int rounds;
  private int eagerClaims;
  private boolean scouting;
  private long wakeAt = Long.MIN_VALUE;
  private boolean done;
  private boolean confirmed;
  private Sweep sweep;
  private Locator locator;
  private int routersBack;
  private int largestFragment;
  private Failure failure;

  /** A search with echo requests that has not begun. */
  public MtuDiagnosis(MtuQuestion question) {
    this(question, new Probes(question));
  }

  private MtuDiagnosis(MtuQuestion question, Probes echoes) {
    this(question, echoes, echoes, true);
  }

  /** A search with other probes. */
  MtuDiagnosis(MtuQuestion question, Carrier carrier) {
    this(question, new Probes(question), carrier, true);
  }

  /**
   * A search with other probes.
   *
   * @param otherFlows whether packets of other flows than the probes' may ask about the way back
   */
  MtuDiagnosis(MtuQuestion question, Probes probes, Carrier carrier, boolean otherFlows) {
    this.otherFlows = otherFlows;
    this.question = question;
    this.probes = probes;
    this.carrier = carrier;
    this.claims = new Claims(question.leastClaim());
  }

  /**
   * A search with UDP datagrams.
   *
   * @param port that answers or is closed; 0 for ports that are probably closed
   */
  public static MtuDiagnosis withDatagrams(MtuQuestion question, int port) {
    Probes probes = new Probes(question);
    return new MtuDiagnosis(
        question, probes, new DatagramCarrier(question, probes, port, false), true);
  }

  /**
   * Sends a scout first, of the largest size: where that arrives no other is needed. A path that is
   * narrower, or lossy, takes a round trip more: for those who count packets, not round trips.
   */
  public MtuDiagnosis withScout() {
    scouting = true;
    return this;
  }

  /** Gives a target up sooner that answers nothing at all: so many ns after the start. */
  public MtuDiagnosis givingUpAfter(long patience) {
    knocks.givingUpAfter(patience);
    return this;
  }

  @Override
  public boolean answered() {
    return evidence.lower() > 0;
  }

  @Override
  public void abandon(long now) {
    queue.clear();
    finish(false);
  }

  private void ask(List<Integer> sizes) {
    for (int size : sizes) {
      queue.add(size);
    }
  }

  @Override
  public Optional<Probe> next(long now) {
    if (queue.isEmpty() && !done) {
      plan(now);
    }
    Integer size = queue.poll();
    if (size != null) {
      Probe probe = carrier.probe(size, HOP_LIMIT);
      Attempt attempt = new Attempt(size, HOP_LIMIT, now);
      evidence.add(attempt);
      sent.put(probe, attempt);
      return Optional.of(probe);
    }
    if (locator != null) {
      return done ? Optional.empty() : locator.next(now, roundTrips.timeout());
    }
    return sweep == null || done ? Optional.empty() : sweep.next(now, roundTrips.timeout());
  }

  /** Decides what to send, what to wait for, or that all is known. */
  private void plan(long now) {
    wakeAt = NEVER;
    if (locator != null) {
      locate(now);
      return;
    }
    if (rounds == 0) {
      startedAt = now;
      rounds = 1;
      if (scouting) {
        queue.add(question.limit());
      } else {
        ask(burst.head(question.limit()));
      }
      return;
    }
    if (scouting) {
      awaitScout(now);
      return;
    }
    if (burst.isHeld() && evidence.lower() < question.limit()) {
      release(now);
      return;
    }
    evidence.expire(now, roundTrips.timeout());
    int lower = evidence.lower();
    if (lower == 0) {
      knock(now);
    } else if (lower == question.limit()) {
      finish(true);
    } else if (evidence.count() >= MAX_PROBES) {
      finish(false);
    } else {
      search(now, lower);
    }
  }

  /** The burst's rest follows when its head is late, or somebody says that it will not arrive. */
  private void release(long now) {
    boolean stopped = evidence.smallestAbove(Fate.TOO_BIG, NONE) < NONE;
    if (stopped || failure != null || now >= startedAt + carrier.headStart()) {
      ask(burst.rest(evidence));
    } else {
      wakeAt = startedAt + carrier.headStart();
    }
  }

  /**
   * Until the scout has arrived, or is late, when the burst finds out the rest. Where a router
   * stopped it, what that claims is being tried by now, and all that is missing is a control.
   */
  private void awaitScout(long now) {
    boolean arrived = evidence.lower() == question.limit();
    boolean stopped = evidence.smallestAbove(Fate.TOO_BIG, NONE) < NONE;
    if (arrived) {
      finish(true);
    } else if (stopped || failure != null || now >= startedAt + SCOUT_PATIENCE) {
      scouting = false;
      startedAt = now;
      rounds++;
      if (stopped) {
        queue.add(MtuQuestion.SMALLEST);
      } else {
        ask(CommonSizes.burst(question.limit()));
      }
    } else {
      wakeAt = startedAt + SCOUT_PATIENCE;
    }
  }

  /** Nothing has come back yet. */
  private void knock(long now) {
    long waited = now - startedAt;
    if (knocks.areOver(waited, failure != null)) {
      finish(false);
    } else if (knocks.isDue(waited)) {
      queue.add(MtuQuestion.SMALLEST);
      queue.add(MtuQuestion.SMALLEST);
    } else {
      wakeAt = startedAt + knocks.next();
    }
  }

  private void search(long now, int lower) {
    int beyond = question.limit() + 1;
    int reported = evidence.smallestAbove(Fate.TOO_BIG, beyond);
    int pending = evidence.smallestAbove(Fate.PENDING, beyond);
    if (pending < reported) {
      wakeAt = evidence.firstPending(lower, reported) + roundTrips.timeout();
    } else if (now < rest.until()) {
      wakeAt = rest.until();
    } else {
      int upper = Math.min(reported, evidence.smallestAbove(Fate.SILENT, beyond));
      if (upper - lower > 1) {
        narrow(lower, upper, reported);
      } else if (upper == reported) {
        settle(now, upper);
      } else {
        outlast(now, upper);
      }
    }
    if (sweep != null) {
      wakeAt = Math.min(wakeAt, sweep.wakeAt(now, roundTrips.timeout()));
    }
  }

  /** The gap is open: try what routers claim, and without a claim sizes spread over the gap. */
  private void narrow(int lower, int upper, int reported) {
    rounds++;
    int claim = evidence.claimBetween(lower, reported);
    if (claim > 0 && evidence.tries(claim) < Evidence.FEWEST_TRIES) {
      int copies = evidence.tries(claim) == 0 ? 1 : 2;
      for (int i = 0; i < copies; i++) {
        queue.add(claim);
      }
      return;
    }
    if (upper < reported) {
      queue.add(upper); // silent so far, which may have been bad luck
    }
    ask(gap.sizes(lower, upper));
  }

  /**
   * One octet more was reported as too big. That is settled when an answer to it would have been
   * here, and when it was tried often enough that the answer to a router's false alarm was not
   * lost.
   */
  private void settle(long now, int upper) {
    int missing = evidence.reportsNeeded() - evidence.reports(upper) - evidence.silences(upper);
    long pendingSince = evidence.firstPending(upper - 1, upper + 1);
    if (missing > 0 && pendingSince < NEVER) {
      wakeAt = pendingSince + roundTrips.timeout();
      return;
    }
    if (missing > 0) {
      rounds++;
      for (int i = 0; i < missing; i++) {
        queue.add(upper);
        queue.add(evidence.lower());
      }
      return;
    }
    long settledAt = evidence.lastReported(upper) + roundTrips.settled();
    if (now >= settledAt) {
      finish(true);
    } else {
      wakeAt = settledAt;
    }
  }

  /** One octet more is silent: try it until silence is believed, each time beside a control. */
  private void outlast(long now, int upper) {
    if (sweep == null) {
      sweep =
          new Sweep(
              probes,
              carrier,
              question.target(),
              routersBack,
              upper,
              MtuQuestion.SMALLEST,
              question.limit(),
              evidence.silencesNeeded() > PLENTY_OF_LOSS ? 2 * SWEEPS : SWEEPS,
              otherFlows);
    }
    int silences = evidence.silences(upper);
    int missing = evidence.silencesNeeded() - silences;
    if (missing <= 0) {
      if (sweep.done(now, roundTrips.timeout())) {
        finish(true);
      }
      return;
    }
    rounds++;
    rest.round(now, upper, silences);
    for (int i = 0; i < Math.min(missing, MAX_PAIRS); i++) {
      queue.add(upper);
      queue.add(evidence.lower());
    }
  }

  /** The number is known; where it comes from remains to be found out where nobody told. */
  private void finish(boolean sure) {
    confirmed = sure;
    List<InetAddress> unlocated = claims.unlocated();
    done = !sure || unlocated.isEmpty() || routersBack == 0;
    if (!done) {
      locator = new Locator(carrier, routersBack, unlocated);
      wakeAt = Long.MIN_VALUE;
    }
  }

  private void locate(long now) {
    done = locator.done(now, roundTrips.timeout());
    wakeAt = locator.wakeAt(roundTrips.timeout());
    for (InetAddress address : claims.unlocated()) {
      claims.locate(address, locator.hop(address));
    }
  }

  @Override
  public void accept(Reply reply) {
    if (done) {
      return;
    }
    routersBack = WayBack.routers(reply, carrier).orElse(routersBack);
    if ((sweep != null && sweep.accept(reply)) || (locator != null && locator.accept(reply))) {
      return;
    }
    Attempt attempt = sent.get(reply.probe());
    if (attempt == null) {
      return;
    }
    if (carrier.arrived(reply)) {
      evidence.passed(attempt);
      if (!reply.timing().duplicate()) {
        roundTrips.sample(reply.timing().roundTrip());
      }
      if (reply instanceof Reply.Echoed echoed && echoed.packet().isFragment()) {
        largestFragment = Math.max(largestFragment, echoed.packet().totalLength());
      }
    } else if (reply instanceof Reply.Refused) {
      attempt.fate = Fate.SILENT;
    } else if (reply instanceof Reply.Failed failed) {
      acceptError(attempt, failed);
    }
  }

  private void acceptError(Attempt attempt, Reply.Failed failed) {
    switch (failed.error().kind()) {
      case TOO_BIG -> {
        if (claims.take(attempt, failed)) {
          evidence.reported(attempt);
          tryClaim(attempt);
        }
      }
      case UNREACHABLE, TIME_EXCEEDED, PARAMETER_PROBLEM ->
          failure = new Failure(failed.packet().source(), failed.error().inWords());
    }
  }

  /**
   * What a router claims is tried at once, and one octet more: both sides of its claim. The larger
   * one twice, so that one lost answer does not make a false alarm come true.
   */
  private void tryClaim(Attempt attempt) {
    if (attempt.fate != Fate.TOO_BIG || eagerClaims == MAX_EAGER_CLAIMS) {
      return;
    }
    int claim = attempt.claim == 0 ? CommonSizes.plateauBelow(attempt.size) : attempt.claim;
    boolean news = false;
    for (int size = claim + 1; size >= claim; size--) {
      if (size > evidence.lower()
          && size < attempt.size
          && evidence.tries(size) == 0
          && !queue.contains(size)) {
        queue.add(size);
        if (size > claim) {
          queue.add(size);
        }
        news = true;
      }
    }
    if (news) {
      eagerClaims++;
      rounds += eagerClaims == 1 && !burst.isHeld() ? 1 : 0;
    }
  }

  @Override
  public long wakeAt() {
    return queue.isEmpty() ? wakeAt : Long.MIN_VALUE;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public MtuResult result() {
    return new Verdict(question, evidence, claims, Optional.ofNullable(sweep))
        .result(
            confirmed,
            largestFragment,
            Optional.ofNullable(failure),
            roundTrips.known() ? roundTrips.least() : 0,
            rounds,
            locator == null ? 0 : locator.count());
  }
}
