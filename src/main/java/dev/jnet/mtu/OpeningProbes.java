package dev.jnet.mtu;

import dev.jnet.mtu.Trial.Fate;
import dev.jnet.unit.Nanos;
import java.util.List;

/**
 * The first probes of a search. Either a burst of common sizes, whose first two probes leave before
 * the others; or a scout, and a burst only when the scout does not arrive. Times are ns on the
 * link's clock.
 */
final class OpeningProbes {
  /** How long the scout is alone, in ns. Most round trips on earth are shorter. */
  private static final long SCOUT_PATIENCE = 200 * Nanos.MILLISECOND;

  /** Larger than any size. */
  private static final int NO_SIZE = Integer.MAX_VALUE;

  /** How far the opening is. */
  private enum Phase {
    /** Nothing was sent. */
    NEW,
    /** A single packet of the largest size is alone. */
    SCOUTING,
    /** The first two probes of the burst are alone; the others are held back. */
    HEAD_OF_BURST,
    /** The whole burst was sent, or is not needed. */
    OVER
  }

  private final int limit;
  private final Evidence evidence;
  private final long headStart;
  private final Burst burst = new Burst();
  private boolean withScout;
  private Phase phase = Phase.NEW;
  private long startedAt;

  /**
   * An opening that has not begun.
   *
   * @param limit bytes of the largest packet that can be sent
   * @param headStart how long the first two probes of the burst may be alone, in ns
   */
  OpeningProbes(int limit, Evidence evidence, long headStart) {
    this.limit = limit;
    this.evidence = evidence;
    this.headStart = headStart;
  }

  /** Begins with a scout. */
  void withScout() {
    withScout = true;
  }

  /** Whether the rest of the burst may still follow. */
  boolean holdsBack() {
    return phase == Phase.HEAD_OF_BURST;
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /** When the burst began; after a scout, when its wait ended. */
  long startedAt() {
    return startedAt;
  }

  /**
   * The next step, as long as the opening is not over.
   *
   * @param refused whether an ICMP error said that the target cannot be reached
   */
  SearchStep next(long now, boolean refused) {
    return switch (phase) {
      case NEW -> begin(now);
      case SCOUTING -> awaitScout(now, refused);
      case HEAD_OF_BURST -> awaitHead(now, refused);
      case OVER -> throw new IllegalStateException("the opening is over");
    };
  }

  /** From NEW to SCOUTING, HEAD_OF_BURST, or OVER when the first two probes are the whole burst. */
  private SearchStep begin(long now) {
    startedAt = now;
    if (withScout) {
      phase = Phase.SCOUTING;
      return new SearchStep.SendRound(List.of(limit));
    }
    List<Integer> head = burst.takeHead(limit);
    phase = burst.isHeld() ? Phase.HEAD_OF_BURST : Phase.OVER;
    return new SearchStep.SendRound(head);
  }

  /**
   * The scout is alone:
   *
   * <ol>
   *   <li>it has arrived: that is the answer
   *   <li>no error has arrived, and its answer is not late: wait for it
   *   <li>a router called it too big: the router's claim is being tried already, and only a control
   *       is missing. From SCOUTING to OVER
   *   <li>otherwise the burst finds out the rest. From SCOUTING to OVER
   * </ol>
   */
  private SearchStep awaitScout(long now, boolean refused) {
    if (evidence.lower() == limit) {
      return new SearchStep.Finish(true);
    }
    boolean tooBig = isReportedTooBig();
    if (!tooBig && !refused && now < startedAt + SCOUT_PATIENCE) {
      return new SearchStep.Await(startedAt + SCOUT_PATIENCE);
    }
    phase = Phase.OVER;
    startedAt = now;
    return new SearchStep.SendRound(
        tooBig ? List.of(MtuQuestion.SMALLEST) : CommonSizes.burst(limit));
  }

  /**
   * The head of the burst is alone:
   *
   * <ol>
   *   <li>the largest size has arrived: that is the answer
   *   <li>no error has arrived, and its answer is not late: wait for it
   *   <li>otherwise the rest of the burst follows. From HEAD_OF_BURST to OVER
   * </ol>
   */
  private SearchStep awaitHead(long now, boolean refused) {
    if (evidence.lower() == limit) {
      return new SearchStep.Finish(true);
    }
    if (!isReportedTooBig() && !refused && now < startedAt + headStart) {
      return new SearchStep.Await(startedAt + headStart);
    }
    phase = Phase.OVER;
    return new SearchStep.Send(burst.takeRest(evidence));
  }

  private boolean isReportedTooBig() {
    return evidence.smallestAbove(Fate.TOO_BIG, NO_SIZE) < NO_SIZE;
  }
}
