package dev.jnet.mtu;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The search with whatever kind of probe the target answers. The first kind begins; where it is not
 * answered soon, the others begin one after the other beside it, and it goes on: whoever is
 * answered first does the search. A kind that comes to nothing although it was answered hands over
 * to those behind it.
 */
public final class FirstAnswered implements Diagnosis<FirstAnswered.Result> {
  /** How long the first kind is alone, in ns, unless it fails before. */
  private static final long ALONE = 400 * Nanos.MILLISECOND;

  /**
   * How long the last kind waits for those in between, in ns: its probes cost the target most, and
   * its answers are rationed.
   */
  private static final long RESPITE = 150 * Nanos.MILLISECOND;

  private final List<Supplier<MtuSearch>> kinds;
  private final MtuSearch[] searches;
  private final IdentityHashMap<Probe, MtuSearch> askers = new IdentityHashMap<>();
  private int chosen = -1;
  private int firstOpen;
  private long startedAt;
  private long othersAt = NEVER;

  /**
   * What came of it.
   *
   * @param kind the number of the kind of probe that found the answer, from 0
   * @param result what it found
   */
  public record Result(int kind, MtuResult result) {}

  /** Searches with these kinds of probes, the preferred ones first; at least one. */
  public FirstAnswered(List<Supplier<MtuSearch>> kinds) {
    this.kinds = List.copyOf(kinds);
    this.searches = new MtuSearch[kinds.size()];
  }

  @Override
  public Optional<Probe> next(long now) {
    begin(now);
    choose(now);
    Optional<Probe> probe = ask(now);
    if (probe.isEmpty() && !done()) {
      // being asked, one may have come to its end: then it is another one's turn
      begin(now);
      choose(now);
      probe = ask(now);
    }
    return probe;
  }

  private Optional<Probe> ask(long now) {
    for (MtuSearch search : searches) {
      // those that were given up too: a late SYN-ACK is owed a reset
      Optional<Probe> probe = search == null ? Optional.empty() : search.next(now);
      if (probe.isPresent()) {
        askers.put(probe.get(), search);
        return probe;
      }
    }
    return Optional.empty();
  }

  private void begin(long now) {
    if (searches[0] == null) {
      searches[0] = kinds.get(0).get();
      startedAt = now;
    }
    if (chosen >= 0) {
      return;
    }
    if (othersAt == NEVER && (now >= startedAt + ALONE || searches[0].done())) {
      othersAt = now;
    }
    int last = kinds.size() - 1;
    for (int i = Math.max(1, firstOpen); i <= last && othersAt != NEVER; i++) {
      boolean due = i < last || now >= othersAt + RESPITE || inBetweenAreDone(last);
      if (searches[i] == null && due) {
        searches[i] = kinds.get(i).get();
      }
    }
  }

  private boolean inBetweenAreDone(int last) {
    for (int i = 1; i < last; i++) {
      if (searches[i] == null || !searches[i].done()) {
        return false;
      }
    }
    return true;
  }

  private void choose(long now) {
    if (chosen >= 0 && searches[chosen].done() && !succeeded(chosen)) {
      firstOpen = chosen + 1;
      chosen = -1;
      for (int i = firstOpen; i < searches.length; i++) {
        searches[i] = null;
      }
      begin(now);
    }
    if (chosen >= 0) {
      return;
    }
    for (int i = firstOpen; i < searches.length; i++) {
      if (searches[i] != null && searches[i].answered()) {
        chosen = i;
        break;
      }
    }
    for (int i = 0; chosen >= 0 && i < searches.length; i++) {
      if (i != chosen && searches[i] != null && !searches[i].done()) {
        searches[i].abandon(now);
      }
    }
  }

  private boolean succeeded(int kind) {
    return searches[kind].result().status() == MtuResult.Status.OK;
  }

  @Override
  public void accept(Reply reply) {
    MtuSearch search = askers.get(reply.probe());
    if (search != null) {
      search.accept(reply);
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
    if (searches[0] == null) {
      return Long.MIN_VALUE;
    }
    long first = NEVER;
    for (MtuSearch search : searches) {
      first = Math.min(first, search == null || search.done() ? NEVER : search.wakeAt());
    }
    if (chosen < 0) {
      boolean waiting = searches[searches.length - 1] == null;
      first = Math.min(first, othersAt == NEVER ? startedAt + ALONE : NEVER);
      first = Math.min(first, waiting && othersAt != NEVER ? othersAt + RESPITE : NEVER);
    }
    return first;
  }

  @Override
  public boolean done() {
    if (chosen >= 0) {
      return searches[chosen].done() && (succeeded(chosen) || chosen == searches.length - 1);
    }
    for (int i = firstOpen; i < searches.length; i++) {
      if (searches[i] == null || !searches[i].done() || searches[i].answered()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Result result() {
    if (chosen >= 0 && succeeded(chosen)) {
      return new Result(chosen, searches[chosen].result());
    }
    List<Result> told = new ArrayList<>();
    for (int i = 0; i < searches.length; i++) {
      if (searches[i] != null) {
        told.add(new Result(i, searches[i].result()));
      }
    }
    // without an answer, whoever has more to say than silence
    for (Result one : told) {
      if (one.result().lower() > 0) {
        return one;
      }
    }
    for (Result one : told) {
      if (one.result().failure().isPresent()) {
        return one;
      }
    }
    return told.get(0);
  }
}
