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
 * All trials so far, in the order in which they were sent, and the conclusions from them. Sizes are
 * bytes of IP packets, times ns on the link's clock.
 */
final class Evidence {
  /**
   * A control counts only when it left within this time of the probe that it stands beside, in ns.
   */
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

  /** Notes that the target received this trial in one piece, whatever a router says about it. */
  void passed(Trial trial) {
    trial.pass();
    lower = Math.max(lower, trial.size());
    trial.report().ifPresent(report -> liars.add(report.router()));
    trials.stream()
        .filter(other -> other.is(Fate.TOO_BIG) && !isCredible(other))
        .forEach(Trial::doubtReport);
  }

  /** Notes that a router reported this trial as too big. */
  void reported(Trial trial) {
    if (trial.is(Fate.PASSED)) {
      trial.report().ifPresent(report -> liars.add(report.router()));
    } else if (isCredible(trial)) {
      trial.believeReport();
    }
  }

  /**
   * Whether a report can be believed: no packet larger than its claim arrived, and its router did
   * not report a packet that arrived.
   */
  private boolean isCredible(Trial trial) {
    Trial.TooBig report = trial.report().orElseThrow();
    boolean possible = report.claim() == 0 || report.claim() >= lower;
    return possible && !liars.contains(report.router());
  }

  /** The largest size that arrived in one piece; 0 when none did. */
  int lower() {
    return lower;
  }

  /**
   * Counts trials as silent whose answers would have arrived by now. A late answer still counts.
   */
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

  /**
   * The smallest size above {@link #lower()} with this fate; {@code other} when there is none below
   * {@code other}.
   */
  int smallestAbove(Fate fate, int other) {
    int smallest =
        with(fate).mapToInt(Trial::size).filter(size -> size > lower).min().orElse(other);
    return Math.min(smallest, other);
  }

  /** When the oldest unanswered probe left whose size is strictly between the two given ones. */
  long firstPending(int above, int below) {
    return with(Fate.PENDING)
        .filter(trial -> trial.size() > above && trial.size() < below)
        .mapToLong(Trial::sentAt)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The largest MTU strictly between two sizes that a router claims; 0 when there is none. */
  int claimBetween(int above, int below) {
    return with(Fate.TOO_BIG)
        .mapToInt(trial -> trial.report().orElseThrow().claim())
        .filter(claim -> claim > above && claim < below)
        .max()
        .orElse(0);
  }

  /**
   * The smallest size whose silence cannot be just loss, or that was reported; {@code other} when
   * there is none.
   */
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

  /** The first believed report that this size is too big; without one, the first report. */
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

  /** When the last probe of this size left that was reported as too big. */
  long lastReported(int size) {
    return of(size)
        .filter(trial -> trial.is(Fate.TOO_BIG))
        .mapToLong(Trial::sentAt)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * How often this size stayed silent while a control, sent at the same moment, was answered. Then
   * the network was working, and the size was the reason for the silence.
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
   * A control follows right after the probe. When it was lost, the control before the probe stands
   * in.
   */
  private boolean controlPassed(int index) {
    return firstControl(index, 1)
        .or(() -> firstControl(index, -1))
        .filter(control -> control.is(Fate.PASSED))
        .isPresent();
  }

  /**
   * The first trial from {@code index} in one direction whose size is known to pass, if it left
   * close enough in time.
   */
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

  /** How many probes are lost of the sizes that pass. */
  LossEstimate losses() {
    List<Trial> passing = trials.stream().filter(trial -> trial.size() <= lower).toList();
    int lost = (int) passing.stream().filter(trial -> trial.is(Fate.SILENT)).count();
    return new LossEstimate(lost, passing.size());
  }
}
