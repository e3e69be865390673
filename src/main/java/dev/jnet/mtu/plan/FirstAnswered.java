package dev.jnet.mtu.plan;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Searches with the first kind of probe that the target answers. The first kind begins. When it is
 * not answered soon, the other kinds begin too, and the first goes on. The kind that is answered
 * first does the search. When that kind finds nothing after all, or learns that larger packets
 * arrive than its answers show, the kinds after it in the list begin again.
 */
public final class FirstAnswered implements Diagnosis<FirstAnswered.Result> {
  /** How long the first kind is alone, in ns, unless it fails sooner. */
  private static final long ALONE = 400 * Nanos.MILLISECOND;

  /**
   * How much longer the last kind waits than the ones in between, in ns. Its probes cost the target
   * most, and targets limit the rate of its answers.
   */
  private static final long RESPITE = 150 * Nanos.MILLISECOND;

  /** Which kinds are searching. */
  private enum Phase {
    /** No kind has begun. */
    NEW,
    /** The first kind is alone. */
    ALONE,
    /** The others have begun or will soon. The first one that is answered is chosen. */
    RACING,
    /** One kind was answered, and the others were given up. */
    CHOSEN
  }

  private final List<Supplier<MtuSearch>> kinds;
  private final List<Supplier<MtuSearch>> further;
  private final int last;

  /** The searches of the kinds that have begun; null for the others. */
  private final MtuSearch[] searches;

  private final EarlierKinds earlier;

  private final IdentityHashMap<Probe, MtuSearch> askers = new IdentityHashMap<>();
  private Phase phase = Phase.NEW;
  private long startedAt;
  private long racingSince = NEVER;

  /** The kind that does the search; only in CHOSEN. */
  private int chosen;

  /** The first kind that has not failed after it was answered. */
  private int firstOpen;

  /**
   * The answer, and which kind of probe found it.
   *
   * @param kind the number of the kind of probe that found the answer, from 0
   * @param result what it found; of several flows, about the one that carries least
   * @param flows what it found about each flow that was asked
   */
  public record Result(int kind, MtuResult result, List<MtuResult> flows) {
    /** The answer of a search that asked one flow. */
    public Result(int kind, MtuResult result) {
      this(kind, result, List.of(result));
    }
  }

  /** Searches with these kinds of probes, the preferred ones first; at least one. */
  public FirstAnswered(List<Supplier<MtuSearch>> kinds) {
    this(kinds, kinds);
  }

  /**
   * Searches with these kinds of probes.
   *
   * @param kinds the preferred ones first; at least one
   * @param further how each kind searches when an earlier one has learned that larger packets
   *     arrive than its answers show
   */
  FirstAnswered(List<Supplier<MtuSearch>> kinds, List<Supplier<MtuSearch>> further) {
    this.kinds = List.copyOf(kinds);
    this.further = List.copyOf(further);
    this.last = kinds.size() - 1;
    this.searches = new MtuSearch[kinds.size()];
    this.earlier = new EarlierKinds(searches);
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = ask(now);
    // asking a search for a probe may end that search: then it is another's turn
    return probe.isPresent() || done() ? probe : ask(now);
  }

  private Optional<Probe> ask(long now) {
    begin(now);
    giveUpFailed(now);
    choose(now);
    for (MtuSearch search : searches) {
      // abandoned searches too, because a late SYN-ACK must be answered with a reset
      Optional<Probe> probe = search == null ? Optional.empty() : search.next(now);
      if (probe.isPresent()) {
        askers.put(probe.get(), search);
        return probe;
      }
    }
    return Optional.empty();
  }

  /**
   * Begins the kinds that are due:
   *
   * <ol>
   *   <li>the first kind at once. From NEW to ALONE
   *   <li>the others, when the first was alone long enough or has ended. From ALONE to RACING
   *   <li>the last one only after its extra wait, or when those in between have ended
   * </ol>
   */
  private void begin(long now) {
    if (phase == Phase.NEW) {
      phase = Phase.ALONE;
      startedAt = now;
      searches[0] = kinds.get(0).get();
    }
    if (phase == Phase.ALONE && (now >= startedAt + ALONE || searches[0].done())) {
      phase = Phase.RACING;
      racingSince = now;
    }
    if (phase != Phase.RACING) {
      return;
    }
    for (int i = Math.max(1, firstOpen); i <= last; i++) {
      boolean due = i < last || now >= racingSince + RESPITE || haveEndedInBetween();
      if (searches[i] == null && due) {
        boolean again = firstOpen > 0 && succeeded(firstOpen - 1);
        searches[i] = (again ? further : kinds).get(i).get();
      }
    }
  }

  private boolean haveEndedInBetween() {
    for (int i = 1; i < last; i++) {
      if (searches[i] == null || !searches[i].done()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Gives up the chosen kind when it has failed; the kinds after it begin again. From CHOSEN to
   * RACING, or to ALONE when no other kind had begun.
   */
  private void giveUpFailed(long now) {
    if (phase != Phase.CHOSEN || !searches[chosen].done() || isEnough(chosen)) {
      return;
    }
    firstOpen = chosen + 1;
    for (int i = firstOpen; i <= last; i++) {
      searches[i] = null;
    }
    phase = racingSince == NEVER ? Phase.ALONE : Phase.RACING;
    begin(now);
  }

  /** Chooses the first kind that is answered. From ALONE or RACING to CHOSEN. */
  private void choose(long now) {
    if (phase == Phase.CHOSEN) {
      return;
    }
    for (int i = firstOpen; i <= last; i++) {
      if (searches[i] != null && searches[i].answered()) {
        phase = Phase.CHOSEN;
        chosen = i;
        abandonOthers(now);
        return;
      }
    }
  }

  private void abandonOthers(long now) {
    for (int i = 0; i <= last; i++) {
      if (i != chosen && searches[i] != null && !searches[i].done()) {
        searches[i].abandon(now);
      }
    }
  }

  private boolean succeeded(int kind) {
    return searches[kind].result().status() == MtuResult.Status.OK;
  }

  /** Whether no other kind has to be asked. */
  private boolean isEnough(int kind) {
    return succeeded(kind) && !earlier.endsEarly(kind) && earlier.isOfSameHost(kind);
  }

  @Override
  public void accept(Reply reply) {
    MtuSearch search = askers.get(reply.probe());
    if (search != null) {
      search.accept(reply);
    }
  }

  @Override
  public void missedFrames() {
    for (MtuSearch search : searches) {
      if (search != null) {
        search.missedFrames();
      }
    }
  }

  @Override
  public void left(Probe probe, long at) {
    MtuSearch search = askers.get(probe);
    if (search != null) {
      search.left(probe, at);
    }
  }

  @Override
  public long wakeAt() {
    long beginAt =
        switch (phase) {
          case NEW -> Long.MIN_VALUE;
          case ALONE -> startedAt + ALONE;
          case RACING -> searches[last] == null ? racingSince + RESPITE : NEVER;
          case CHOSEN -> NEVER;
        };
    for (MtuSearch search : searches) {
      beginAt = Math.min(beginAt, search == null || search.done() ? NEVER : search.wakeAt());
    }
    return beginAt;
  }

  @Override
  public boolean done() {
    if (phase == Phase.CHOSEN) {
      return searches[chosen].done() && (isEnough(chosen) || chosen == last);
    }
    for (int i = firstOpen; i <= last; i++) {
      if (searches[i] == null || !searches[i].done() || searches[i].answered()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The result of the chosen kind. When none is chosen, the result of the first kind that:
   *
   * <ol>
   *   <li>knows a size
   *   <li>knows a reason why there is no answer
   *   <li>has begun
   * </ol>
   *
   * When none has begun, because the time was over before, it is the first kind's, which knows
   * nothing.
   */
  @Override
  public Result result() {
    if (phase == Phase.CHOSEN && succeeded(chosen) && earlier.isOfSameHost(chosen)) {
      return earlier.added(resultOf(chosen));
    }
    List<Result> told = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (searches[i] != null) {
        told.add(resultOf(i));
      }
    }
    return first(told, result -> result.lower() > 0)
        .or(() -> first(told, result -> result.failure().isPresent()))
        .orElseGet(() -> told.isEmpty() ? unbegun() : told.get(0));
  }

  private Result unbegun() {
    MtuSearch first = kinds.get(0).get();
    return new Result(0, first.result(), first.flows());
  }

  private Result resultOf(int kind) {
    return new Result(kind, searches[kind].result(), searches[kind].flows());
  }

  private static Optional<Result> first(List<Result> told, Predicate<MtuResult> which) {
    return told.stream().filter(one -> which.test(one.result())).findFirst();
  }
}
