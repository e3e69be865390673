package dev.jnet.mtu;

import dev.jnet.mtu.Trial.Fate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All trials so far, in the order in which they were sent, and what follows from them. Sizes are
 * bytes of IP packets, times ns on the link's clock.
 */
final class Evidence {
  /** A control counts when it was sent within so many ns of the probe beside which it stands. */
  private static final long BESIDE = 50_000_000L;

  private final List<Trial> trials = new ArrayList<>();
  private final Set<InetAddress> liars = new HashSet<>();
  private int lower;

  void add(Trial trial) {
    trials.add(trial);
  }

  int count() {
    return trials.size();
  }

  /** The target got this one in one piece, whatever a router says about it. */
  void passed(Trial trial) {
    trial.pass();
    lower = Math.max(lower, trial.size());
    trial.report().ifPresent(report -> liars.add(report.router()));
    trials.stream()
        .filter(other -> other.is(Fate.TOO_BIG) && !isCredible(other))
        .forEach(Trial::doubtReport);
  }

  /** A router has reported this one as too big. */
  void reported(Trial trial) {
    if (trial.is(Fate.PASSED)) {
      trial.report().ifPresent(report -> liars.add(report.router()));
    } else if (isCredible(trial)) {
      trial.believeReport();
    }
  }

  /** Not from a router that called too big what arrived, and not refuted by a larger packet. */
  private boolean isCredible(Trial trial) {
    Trial.TooBig report = trial.report().orElseThrow();
    boolean possible = report.claim() == 0 || report.claim() >= lower;
    return possible && !liars.contains(report.router());
  }

  /** The largest size that arrived in one piece; 0 when none did. */
  int lower() {
    return lower;
  }

  /** Trials of which an answer would be here count as silent; a late answer still counts. */
  void expire(long now, long timeout) {
    trials.stream()
        .filter(trial -> trial.is(Fate.PENDING) && now - trial.sentAt() >= timeout)
        .forEach(Trial::fallSilent);
  }

  private Stream<Trial> with(Fate fate) {
    return trials.stream().filter(trial -> trial.is(fate));
  }

  private Stream<Trial> of(int size) {
    return trials.stream().filter(trial -> trial.size() == size);
  }

  /** The smallest size above {@link #lower()} with such a fate; {@code other} when none is less. */
  int smallestAbove(Fate fate, int other) {
    int smallest =
        with(fate).mapToInt(Trial::size).filter(size -> size > lower).min().orElse(other);
    return Math.min(smallest, other);
  }

  /** When the first probe left that is still awaited, of a size strictly between two others. */
  long firstPending(int above, int below) {
    return with(Fate.PENDING)
        .filter(trial -> trial.size() > above && trial.size() < below)
        .mapToLong(Trial::sentAt)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The largest MTU that a router claims, strictly between two sizes; 0 when there is none. */
  int claimBetween(int above, int below) {
    return with(Fate.TOO_BIG)
        .mapToInt(trial -> trial.report().orElseThrow().claim())
        .filter(claim -> claim > above && claim < below)
        .max()
        .orElse(0);
  }

  /** The smallest size that is not only silent by bad luck; {@code other} when there is none. */
  int surelyTooBig(int other) {
    int reported = smallestAbove(Fate.TOO_BIG, other);
    int needed = losses().silencesNeeded();
    return with(Fate.SILENT)
        .mapToInt(Trial::size)
        .filter(size -> size > lower && size < reported && silences(size) >= needed)
        .min()
        .orElse(reported);
  }

  /** How often a size was tried. */
  int tries(int size) {
    return (int) of(size).count();
  }

  /** The first report that this size is too big; one that is believed comes before the others. */
  Optional<Trial.TooBig> reportOf(int size) {
    return of(size)
        .filter(trial -> trial.is(Fate.TOO_BIG))
        .findFirst()
        .or(() -> of(size).filter(trial -> trial.report().isPresent()).findFirst())
        .flatMap(Trial::report);
  }

  /** How often this size was reported as too big. */
  int reports(int size) {
    return (int) of(size).filter(trial -> trial.is(Fate.TOO_BIG)).count();
  }

  /** When the last probe left that was reported as too big at this size. */
  long lastReported(int size) {
    return of(size)
        .filter(trial -> trial.is(Fate.TOO_BIG))
        .mapToLong(Trial::sentAt)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * How often this size stayed silent while a probe that is known to pass came back from the same
   * moment: then the network was there, and it is this size that does not pass.
   */
  int silences(int size) {
    int silences = 0;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      silences += trial.size() == size && trial.is(Fate.SILENT) && controlPassed(i) ? 1 : 0;
    }
    return silences;
  }

  /**
   * A control is sent right behind the probe; the one in front of it stands in where that fails.
   */
  private boolean controlPassed(int index) {
    return firstControl(index, 1)
        .or(() -> firstControl(index, -1))
        .filter(control -> control.is(Fate.PASSED))
        .isPresent();
  }

  /** The first trial from there in one direction that is known to pass, if it stands beside it. */
  private Optional<Trial> firstControl(int index, int step) {
    for (int i = index + step; i >= 0 && i < trials.size(); i += step) {
      Trial control = trials.get(i);
      if (control.size() <= lower) {
        long apart = Math.abs(control.sentAt() - trials.get(index).sentAt());
        return apart <= BESIDE ? Optional.of(control) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** What is lost of the sizes that pass. */
  LossEstimate losses() {
    List<Trial> passing = trials.stream().filter(trial -> trial.size() <= lower).toList();
    int lost = (int) passing.stream().filter(trial -> trial.is(Fate.SILENT)).count();
    return new LossEstimate(lost, passing.size());
  }
}
