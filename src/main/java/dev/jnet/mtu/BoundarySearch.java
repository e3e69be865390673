package dev.jnet.mtu;

import dev.jnet.mtu.Trial.Fate;
import dev.jnet.probe.Diagnosis;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Narrows the gap between the largest size that passes and the smallest that does not, until two
 * neighboring sizes are certain.
 */
final class BoundarySearch {
  private static final int MAX_PAIRS = 8;

  /**
   * After this many silent probes in a row, all of sizes that pass, something limits the answers.
   */
  private static final int DRY = 6;

  /** The time between rounds of up to three probes where answers are limited, in ns. */
  private static final long SLOW_GAP = 350 * Nanos.MILLISECOND;

  /** How often a report that did not come is asked for again, slowly. */
  private static final int SLOW_QUESTIONS = 2;

  /** The wait before such a question, in ns: Linux sends one ICMP error a second. */
  private static final long SLOW_WAIT = 1100 * Nanos.MILLISECOND;

  private final int beyond;
  private final Evidence evidence;
  private final RoundTrips roundTrips;
  private final IntFunction<Sweep> sweeps;
  private final Gap gap = new Gap();
  private final Backoff backoff = new Backoff();
  private final CaptureGaps gaps = new CaptureGaps();
  private Optional<Sweep> sweep = Optional.empty();
  private boolean slow;
  private long slowUntil = Long.MIN_VALUE;
  private int slowQuestions;
  private long slowQuestionAt = Diagnosis.NEVER;

  /**
   * A search that has not begun.
   *
   * @param limit bytes of the largest packet that can be sent
   * @param sweeps starts the search for a black hole, given a size that was silent
   */
  BoundarySearch(int limit, Evidence evidence, RoundTrips roundTrips, IntFunction<Sweep> sweeps) {
    this.beyond = limit + 1;
    this.evidence = evidence;
    this.roundTrips = roundTrips;
    this.sweeps = sweeps;
  }

  /** Notes that frames were not captured: the silence of what is under way will mean nothing. */
  void missedFrames() {
    if (evidence.missedFrames()) {
      gaps.missedFrames();
    }
    sweep.ifPresent(Sweep::missedFrames);
  }

  /** Bytes of the largest datagram's packet that is known to have arrived at the target, or 0. */
  int arrived() {
    return sweep.map(Sweep::arrived).orElse(0);
  }

  /** The search for a black hole, when one has begun. */
  Optional<Sweep> sweep() {
    return sweep;
  }

  /**
   * The next step, once a size has passed that is below the limit:
   *
   * <ol>
   *   <li>a probe smaller than every reported size may still be answered: wait for it
   *   <li>not even sizes that pass are answered any more: forget what was silent, and go on slowly
   *   <li>answers may have been missed too often, because not all frames were captured: give up
   *   <li>a pause is running: wait for its end
   *   <li>sizes lie between the largest that passed and the smallest that did not: narrow the gap
   *   <li>one byte more than the largest that passed was reported as too big: confirm that
   *   <li>one byte more has been silent so far: keep asking until that is certain
   * </ol>
   */
  SearchStep next(long now) {
    int lower = evidence.lower();
    int reported = evidence.smallestAbove(Fate.TOO_BIG, beyond);
    if (evidence.smallestAbove(Fate.PENDING, beyond) < reported) {
      return new SearchStep.Await(evidence.firstPending(lower, reported) + roundTrips.timeout());
    }
    if (!slow && evidence.isDriedUp(DRY)) {
      goSlowly(now);
    }
    long pause = Math.max(gaps.until(now), Math.max(backoff.until(), slowUntil));
    if (gaps.areTooMany()) {
      return new SearchStep.Finish(false);
    }
    if (now < pause) {
      return new SearchStep.Await(pause);
    }
    slowUntil = slow ? now + SLOW_GAP : Long.MIN_VALUE;
    int upper = Math.min(reported, evidence.smallestAbove(Fate.SILENT, beyond));
    if (upper - lower > 1) {
      return narrow(lower, upper, reported);
    }
    return upper == reported ? settle(now, upper) : outlast(now, upper);
  }

  /**
   * Tries sizes while the gap is open:
   *
   * <ol>
   *   <li>a router's claim in the gap that was not tried often enough: alone the first time, later
   *       in pairs
   *   <li>where answers are limited: the middle of the gap twice, beside one control
   *   <li>otherwise sizes spread over the gap; before them the smallest silent size, because its
   *       probe may just have been lost
   * </ol>
   */
  private SearchStep narrow(int lower, int upper, int reported) {
    int claim = evidence.claimBetween(lower, reported);
    int tries = evidence.tries(claim);
    if (claim > 0 && tries < LossEstimate.FEWEST_TRIES) {
      return new SearchStep.SendRound(tries == 0 ? List.of(claim) : List.of(claim, claim));
    }
    if (slow) {
      int middle = (lower + upper) / 2;
      return new SearchStep.SendRound(List.of(middle, middle, lower));
    }
    List<Integer> sizes = new ArrayList<>();
    if (upper < reported) {
      sizes.add(upper);
    }
    sizes.addAll(gap.takeRound(lower, upper));
    return new SearchStep.SendRound(sizes);
  }

  /**
   * One byte more was reported as too big:
   *
   * <ol>
   *   <li>too few reports and silences, and a probe of that size is still unanswered: wait for it
   *   <li>too few, and no probe is unanswered: try it again, each time beside a control, because
   *       the router's report may be false and the target's answer lost
   *   <li>an answer to it could still be on its way: wait until it would have arrived
   *   <li>otherwise the boundary is confirmed
   * </ol>
   */
  private SearchStep settle(long now, int upper) {
    int missing =
        evidence.losses().reportsNeeded()
            - evidence.believedReports(upper)
            - evidence.silences(upper);
    long pendingSince = evidence.firstPending(upper - 1, upper + 1);
    if (missing > 0) {
      return pendingSince < Diagnosis.NEVER
          ? new SearchStep.Await(pendingSince + roundTrips.timeout())
          : new SearchStep.SendRound(pairs(upper, slow ? 1 : missing));
    }
    long certainAt = evidence.lastReported(upper) + roundTrips.certainty();
    return now >= certainAt ? new SearchStep.Finish(true) : new SearchStep.Await(certainAt);
  }

  /**
   * One byte more is silent. A sweep of that size starts to look for the black hole; meanwhile:
   *
   * <ol>
   *   <li>too few silences: try it again, each time beside a control
   *   <li>the sweep is not over: wait for it
   *   <li>another datagram has shown that the size arrives: go on slowly from there
   *   <li>a segment of the size arrived: ask once more, slowly
   *   <li>a router that reported a larger packet may limit its reports: ask again slowly
   *   <li>otherwise the boundary is confirmed
   * </ol>
   */
  private SearchStep outlast(long now, int upper) {
    if (sweep.isEmpty() || sweep.get().large() != upper) {
      sweep = Optional.of(sweeps.apply(upper));
    }
    int silences = evidence.silences(upper);
    int missing = evidence.losses().silencesNeeded() - silences;
    if (missing > 0) {
      backoff.beginRound(now, upper, silences);
      return new SearchStep.SendRound(pairs(upper, slow ? 1 : Math.min(missing, MAX_PAIRS)));
    }
    if (!sweep.get().done(now, roundTrips.timeout())) {
      return new SearchStep.Await(Diagnosis.NEVER);
    }
    if (sweep.get().refuting() > evidence.lower()) {
      Trial other = new Trial(sweep.get().refuting(), now);
      evidence.add(other);
      evidence.passed(other);
      goSlowly(now);
      return new SearchStep.Await(slowUntil);
    }
    if (!slow && sweep.get().isInDoubt()) {
      goSlowly(now);
      return new SearchStep.Await(slowUntil);
    }
    boolean again = slowQuestions < SLOW_QUESTIONS && evidence.mayReportsBeRationed(upper);
    return again ? askSlowly(now, upper) : new SearchStep.Finish(true);
  }

  /** Forgets silences, because something limits answers. */
  private void goSlowly(long now) {
    slow = true;
    evidence.forgetSilence();
    sweep = Optional.empty();
    slowUntil = now + 2 * SLOW_GAP;
  }

  private SearchStep askSlowly(long now, int upper) {
    if (slowQuestionAt == Diagnosis.NEVER) {
      slowQuestionAt = now + SLOW_WAIT;
    }
    if (now < slowQuestionAt) {
      return new SearchStep.Await(slowQuestionAt);
    }
    slowQuestionAt = Diagnosis.NEVER;
    slowQuestions++;
    return new SearchStep.Send(List.of(upper));
  }

  /** A size and its control, which is known to pass, {@code count} times. */
  private List<Integer> pairs(int size, int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(i -> Stream.of(size, evidence.lower()))
        .toList();
  }
}
