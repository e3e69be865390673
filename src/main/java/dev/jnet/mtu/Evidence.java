package dev.jnet.mtu;

import dev.jnet.mtu.Attempt.Fate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All attempts so far, in the order in which they were sent, and what follows from them. */
final class Evidence {
  /** The chance of calling a size too large when only luck was bad: one in a hundred thousand. */
  private static final double RESIDUAL_DOUBT = 1e-5;

  /** No size that decides the answer is believed silent after fewer tries. */
  static final int FEWEST_TRIES = 3;

  private static final int MAX_TRIES = 40;

  /** So many probes that all came back say that this path loses little. */
  private static final int PLENTY = 8;

  /** A control counts when it was sent within so many ns of the probe beside which it stands. */
  private static final long BESIDE = 50_000_000L;

  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<InetAddress> liars = new HashSet<>();
  private int lower;

  void add(Attempt attempt) {
    attempts.add(attempt);
  }

  int count() {
    return attempts.size();
  }

  List<Attempt> attempts() {
    return attempts;
  }

  /** The target got this one in one piece, whatever a router says about it. */
  void passed(Attempt attempt) {
    attempt.fate = Fate.PASSED;
    lower = Math.max(lower, attempt.size);
    if (attempt.reporter != null) {
      liars.add(attempt.reporter);
    }
    for (Attempt other : attempts) {
      if (other.fate == Fate.TOO_BIG && !isCredible(other)) {
        other.fate = Fate.PENDING; // only time will tell
      }
    }
  }

  /** A router says that this one was too big. */
  void reported(Attempt attempt) {
    if (attempt.fate == Fate.PASSED) {
      liars.add(attempt.reporter);
    } else if (isCredible(attempt)) {
      attempt.fate = Fate.TOO_BIG;
    }
  }

  /** Not from a router that called too big what arrived, and not refuted by a larger packet. */
  private boolean isCredible(Attempt attempt) {
    return !liars.contains(attempt.reporter) && (attempt.claim == 0 || attempt.claim >= lower);
  }

  /** The largest size that arrived in one piece; 0 when none did. */
  int lower() {
    return lower;
  }

  /**
   * Those sent so long ago that an answer would be here count as silent; late ones still may pass.
   */
  void expire(long now, long timeout) {
    for (Attempt attempt : attempts) {
      if (attempt.fate == Fate.PENDING && now - attempt.sentAt >= timeout) {
        attempt.fate = Fate.SILENT;
      }
    }
  }

  /** The smallest size above the largest that arrived with such a fate; {@code other} when none. */
  int smallestAbove(Fate fate, int other) {
    int smallest = other;
    for (Attempt attempt : attempts) {
      if (attempt.fate == fate && attempt.size > lower) {
        smallest = Math.min(smallest, attempt.size);
      }
    }
    return smallest;
  }

  /** When the first probe left that is still awaited, of a size strictly between two others. */
  long firstPending(int above, int below) {
    long first = Long.MAX_VALUE;
    for (Attempt attempt : attempts) {
      if (attempt.fate == Fate.PENDING && attempt.size > above && attempt.size < below) {
        first = Math.min(first, attempt.sentAt);
      }
    }
    return first;
  }

  /** The largest MTU that a router claims, strictly between two sizes; 0 when there is none. */
  int claimBetween(int above, int below) {
    int largest = 0;
    for (Attempt attempt : attempts) {
      if (attempt.fate == Fate.TOO_BIG && attempt.claim > above && attempt.claim < below) {
        largest = Math.max(largest, attempt.claim);
      }
    }
    return largest;
  }

  /** The smallest size that is not only silent by bad luck; {@code other} when there is none. */
  int surelyTooBig(int other) {
    int smallest = smallestAbove(Fate.TOO_BIG, other);
    for (Attempt attempt : attempts) {
      if (attempt.fate == Fate.SILENT
          && attempt.size > lower
          && attempt.size < smallest
          && silences(attempt.size) >= silencesNeeded()) {
        smallest = attempt.size;
      }
    }
    return smallest;
  }

  /** How often a size was tried. */
  int tries(int size) {
    int tries = 0;
    for (Attempt attempt : attempts) {
      tries += attempt.size == size ? 1 : 0;
    }
    return tries;
  }

  /** The first report that this size is too big, the credible before the others; null for none. */
  Attempt reportOf(int size) {
    Attempt report = null;
    for (Attempt attempt : attempts) {
      if (attempt.size == size && attempt.fate == Fate.TOO_BIG) {
        return attempt;
      }
      if (attempt.size == size && attempt.reporter != null && report == null) {
        report = attempt;
      }
    }
    return report;
  }

  /**
   * How often this size stayed silent while a probe that is known to pass came back from the same
   * moment: then it was not the network that was away, but this size that does not pass.
   */
  int silences(int size) {
    int silences = 0;
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.size == size && attempt.fate == Fate.SILENT && controlPassed(i)) {
        silences++;
      }
    }
    return silences;
  }

  private boolean controlPassed(int index) {
    Attempt control = null;
    for (int i = index + 1; i < attempts.size() && control == null; i++) {
      control = attempts.get(i).size <= lower ? attempts.get(i) : null;
    }
    Attempt attempt = attempts.get(index);
    if (control == null || control.sentAt - attempt.sentAt > BESIDE) {
      for (int i = index - 1; i >= 0; i--) {
        if (attempts.get(i).size <= lower) {
          control = attempts.get(i);
          break;
        }
      }
    }
    return control != null
        && control.fate == Fate.PASSED
        && Math.abs(control.sentAt - attempt.sentAt) <= BESIDE;
  }

  /** How often this size was reported as too big. */
  int reports(int size) {
    int reports = 0;
    for (Attempt attempt : attempts) {
      reports += attempt.size == size && attempt.fate == Fate.TOO_BIG ? 1 : 0;
    }
    return reports;
  }

  /** When the last probe left that was reported as too big at this size, in ns. */
  long lastReported(int size) {
    long last = Long.MIN_VALUE;
    for (Attempt attempt : attempts) {
      if (attempt.size == size && attempt.fate == Fate.TOO_BIG) {
        last = Math.max(last, attempt.sentAt);
      }
    }
    return last;
  }

  /**
   * How many reports it takes to believe that a size does not pass: one where nothing is ever lost;
   * more where an answer that would refute it may have been lost.
   */
  int reportsNeeded() {
    int[] lostOfPassing = lostOfPassing();
    if (lostOfPassing[0] > 0) {
      return FEWEST_TRIES;
    }
    return lostOfPassing[1] < PLENTY ? 2 : 1;
  }

  /** Of the probes of sizes that pass: how many are lost, and how many there are. */
  private int[] lostOfPassing() {
    int passing = 0;
    int lost = 0;
    for (Attempt attempt : attempts) {
      if (attempt.size <= lower) {
        passing++;
        lost += attempt.fate == Fate.SILENT ? 1 : 0;
      }
    }
    return new int[] {lost, passing};
  }

  /**
   * How many silences it takes to believe that a size does not pass: at least 3, and more the more
   * of the probes that do pass were lost.
   */
  int silencesNeeded() {
    int[] lostOfPassing = lostOfPassing();
    // Laplace's rule: none lost of few is not never
    double loss = (lostOfPassing[0] + 1.0) / (lostOfPassing[1] + 2.0);
    int tries = (int) Math.ceil(Math.log(RESIDUAL_DOUBT) / Math.log(loss));
    return Math.max(FEWEST_TRIES, Math.min(MAX_TRIES, tries));
  }
}
