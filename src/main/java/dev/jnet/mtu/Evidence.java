package dev.jnet.mtu;

import dev.jnet.mtu.Trial.Fate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private int forgotten;

  void add(Trial trial) {
    trials.add(trial);
  }

  int count() {
    return trials.size() + forgotten;
  }

  /**
   * Whether the last {@code many} probes of sizes that pass all stayed silent: then something
   * limits how many probes are answered, and the silence of other sizes means nothing.
   */
  boolean isDriedUp(int many) {
    int silent = 0;
    for (int i = trials.size() - 1; i >= 0 && silent < many; i--) {
      Trial trial = trials.get(i);
      if (trial.size() <= lower && !trial.is(Fate.PENDING) && !trial.is(Fate.UNSEEN)) {
        if (!trial.is(Fate.SILENT)) {
          return false;
        }
        silent++;
      }
    }
    return silent == many;
  }

  /** Forgets what stayed silent, because silence meant nothing. */
  void forgetSilence() {
    int before = trials.size();
    trials.removeIf(trial -> trial.is(Fate.SILENT));
    forgotten += before - trials.size();
  }

  /** Notes that the target received this trial in one piece, whatever a router says about it. */
  void passed(Trial trial) {
    trial.pass();
    lower = Math.max(lower, trial.size());
    distrustReporter(trial);
    for (Trial other : trials) {
      if (other.is(Fate.TOO_BIG) && !isCredible(other)) {
        other.doubtReport();
      }
    }
  }

  /** Notes that a router reported this trial as too big. */
  void reported(Trial trial) {
    if (trial.is(Fate.PASSED)) {
      distrustReporter(trial);
    } else if (isCredible(trial)) {
      trial.believeReport();
    }
  }

  private void distrustReporter(Trial trial) {
    if (trial.report().isPresent()) {
      liars.add(trial.report().get().router());
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
    for (Trial trial : trials) {
      if (trial.is(Fate.PENDING) && now - trial.sentAt() >= timeout) {
        trial.fallSilent();
      }
    }
  }

  /**
   * Notes that frames were not captured: the silence of trials under way will mean nothing.
   *
   * @return whether there are any
   */
  boolean missedFrames() {
    List<Trial> pending = trials.stream().filter(trial -> trial.is(Fate.PENDING)).toList();
    pending.forEach(Trial::missedFrames);
    return !pending.isEmpty();
  }

  /**
   * The smallest size above {@link #lower()} with this fate; {@code other} when there is none below
   * {@code other}.
   */
  int smallestAbove(Fate fate, int other) {
    int smallest = other;
    for (Trial trial : trials) {
      if (trial.is(fate) && trial.size() > lower) {
        smallest = Math.min(smallest, trial.size());
      }
    }
    return smallest;
  }

  /**
   * When the oldest unanswered probe with a size strictly between the two given ones left, in ns;
   * {@link Long#MAX_VALUE} when there is none.
   */
  long firstPending(int above, int below) {
    long first = Long.MAX_VALUE;
    for (Trial trial : trials) {
      if (trial.is(Fate.PENDING) && trial.size() > above && trial.size() < below) {
        first = Math.min(first, trial.sentAt());
      }
    }
    return first;
  }

  /** The largest MTU strictly between two sizes that a router claims; 0 when there is none. */
  int claimBetween(int above, int below) {
    int largest = 0;
    for (Trial trial : trials) {
      if (trial.is(Fate.TOO_BIG)) {
        int claim = trial.report().orElseThrow().claim();
        largest = claim > above && claim < below ? Math.max(largest, claim) : largest;
      }
    }
    return largest;
  }

  /**
   * The smallest size above {@link #lower()} that a believed report calls too big, or whose silence
   * cannot be just loss; {@code other} when there is none below {@code other}.
   */
  int surelyTooBig(int other) {
    int smallest = smallestAbove(Fate.TOO_BIG, other);
    int needed = losses().silencesNeeded();
    for (Trial trial : trials) {
      int size = trial.size();
      if (trial.is(Fate.SILENT) && size > lower && size < smallest && silences(size) >= needed) {
        smallest = size;
      }
    }
    return smallest;
  }

  /** How often a size was tried, without the trials whose answer may have been missed. */
  int tries(int size) {
    int tries = 0;
    for (Trial trial : trials) {
      tries += trial.size() == size && !trial.is(Fate.UNSEEN) ? 1 : 0;
    }
    return tries;
  }

  /** How often a router called this size too big, believed or not. */
  int allReports(int size) {
    int reported = 0;
    for (Trial trial : trials) {
      reported += trial.size() == size && trial.report().isPresent() ? 1 : 0;
    }
    return reported;
  }

  /** How often a size was answered. */
  int answers(int size) {
    int answers = 0;
    for (Trial trial : trials) {
      answers += trial.size() == size && trial.is(Fate.PASSED) ? 1 : 0;
    }
    return answers;
  }

  /**
   * Whether the silence of a size may be that of a router that limits its reports: it reported a
   * packet as large or larger, and named no MTU by which one could tell.
   */
  boolean mayReportsBeRationed(int size) {
    for (Trial trial : trials) {
      if (trial.size() >= size
          && trial.report().filter(report -> report.claim() < lower).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The first believed report that this size is too big; without one, the first report. */
  Optional<Trial.TooBig> reportOf(int size) {
    Optional<Trial.TooBig> first = Optional.empty();
    for (Trial trial : trials) {
      if (trial.size() == size && trial.is(Fate.TOO_BIG)) {
        return trial.report();
      }
      if (trial.size() == size && first.isEmpty()) {
        first = trial.report();
      }
    }
    return first;
  }

  /** How often a router called this size too big and was believed. */
  int believedReports(int size) {
    int reports = 0;
    for (Trial trial : trials) {
      reports += trial.size() == size && trial.is(Fate.TOO_BIG) ? 1 : 0;
    }
    return reports;
  }

  /** When the last probe of this size left that a believed report calls too big, in ns. */
  long lastReported(int size) {
    long last = Long.MIN_VALUE;
    for (Trial trial : trials) {
      if (trial.size() == size && trial.is(Fate.TOO_BIG)) {
        last = Math.max(last, trial.sentAt());
      }
    }
    return last;
  }

  /**
   * How often this size stayed silent while a control, sent within 50 ms of it, was answered. Then
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
    Optional<Trial> after = firstControl(index, 1);
    Optional<Trial> control = after.isPresent() ? after : firstControl(index, -1);
    return control.isPresent() && control.get().is(Fate.PASSED);
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

  /** The loss among the probes of sizes that pass. */
  LossEstimate losses() {
    int passing = 0;
    int lost = 0;
    for (Trial trial : trials) {
      if (trial.size() <= lower && !trial.is(Fate.UNSEEN)) {
        passing++;
        lost += trial.is(Fate.SILENT) ? 1 : 0;
      }
    }
    return new LossEstimate(lost, passing);
  }
}
