package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several questions at once on one link. They take turns at sending, and each receives the replies
 * to its own probes. It is done when all of them are.
 *
 * @param <R> the type of each answer
 */
public final class Several<R> implements Diagnosis<List<R>> {
  /** For how many probes it is known which question sent them: as many as the prober remembers. */
  private static final int MAX_PROBES = RememberedProbes.MAX_PROBES;

  private final List<Diagnosis<? extends R>> all;
  private final Map<Probe, Diagnosis<? extends R>> askers = new LinkedHashMap<>();
  private int turn;

  /** Asks all of these, at least one. */
  public Several(List<? extends Diagnosis<? extends R>> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nothing to ask");
    }
    this.all = List.copyOf(all);
  }

  @Override
  public Optional<Probe> next(long now) {
    for (int i = 0; i < all.size(); i++) {
      Diagnosis<? extends R> asker = all.get((turn + i) % all.size());
      Optional<Probe> probe = asker.done() ? Optional.empty() : asker.next(now);
      if (probe.isPresent()) {
        turn = (turn + i + 1) % all.size();
        remember(probe.get(), asker);
        return probe;
      }
    }
    return Optional.empty();
  }

  private void remember(Probe probe, Diagnosis<? extends R> asker) {
    askers.put(probe, asker);
    if (askers.size() > MAX_PROBES) {
      var eldest = askers.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  @Override
  public void accept(Reply reply) {
    Diagnosis<? extends R> asker = askers.get(reply.probe());
    if (asker != null) {
      asker.accept(reply);
    }
  }

  @Override
  public void arrives(Frame frame) {
    for (Diagnosis<? extends R> one : all) {
      one.arrives(frame);
    }
  }

  @Override
  public void overhear(Frame frame) {
    for (Diagnosis<? extends R> one : all) {
      one.overhear(frame);
    }
  }

  @Override
  public void filtered(Frame frame) {
    for (Diagnosis<? extends R> one : all) {
      one.filtered(frame);
    }
  }

  @Override
  public void missedFrames() {
    all.forEach(Diagnosis::missedFrames);
  }

  @Override
  public void left(Probe probe, long at) {
    Diagnosis<? extends R> asker = askers.get(probe);
    if (asker != null) {
      asker.left(probe, at);
    }
  }

  @Override
  public List<Probe> takeSettled() {
    List<Probe> settled = new ArrayList<>();
    for (Diagnosis<? extends R> one : all) {
      settled.addAll(one.takeSettled());
    }
    for (Probe probe : settled) {
      askers.remove(probe);
    }
    return settled;
  }

  @Override
  public long wakeAt() {
    long first = NEVER;
    for (Diagnosis<? extends R> one : all) {
      if (!one.done()) {
        first = Math.min(first, one.wakeAt());
      }
    }
    return first;
  }

  @Override
  public boolean done() {
    for (Diagnosis<? extends R> one : all) {
      if (!one.done()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<R> result() {
    List<R> results = new ArrayList<>(all.size());
    for (Diagnosis<? extends R> one : all) {
      results.add(one.result());
    }
    return List.copyOf(results);
  }
}
