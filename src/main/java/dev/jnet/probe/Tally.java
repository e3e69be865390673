package dev.jnet.probe;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts of what passed through a prober.
 *
 * @param sent probes that left
 * @param received replies that answered a probe
 * @param unmatched ICMP errors, echo replies and answers of neighbors that were not believed,
 *     because they fitted no probe or were damaged
 * @param uncaptured frames that passed but were not captured, so that their content is unknown
 * @param elsewhere the replies that came in by another interface than the probes left by
 * @param others addresses from which answers came to probes that had gone to other addresses, at
 *     most 16 of each run
 * @param programs how the packets of programs on this machine fare, where that differs
 * @param paused the time in ns in which this process did not run; no other time includes it
 */
public record Tally(
    int sent,
    int received,
    int unmatched,
    long uncaptured,
    List<OtherWayBack> elsewhere,
    List<InetAddress> others,
    ProgramTraffic programs,
    long paused) {
  /** Copies the lists. */
  public Tally {
    elsewhere = List.copyOf(elsewhere);
    others = List.copyOf(others);
  }

  /** A tally of a run in which the kernel did not ask the target too. */
  public Tally(
      int sent,
      int received,
      int unmatched,
      long uncaptured,
      List<OtherWayBack> elsewhere,
      List<InetAddress> others) {
    this(sent, received, unmatched, uncaptured, elsewhere, others, ProgramTraffic.SAME, 0);
  }

  /**
   * A tally of a run in which all answers came from the addresses that were asked, and by the
   * interface of the probes.
   */
  public Tally(int sent, int received, int unmatched, long uncaptured) {
    this(sent, received, unmatched, uncaptured, List.of(), List.of());
  }

  /** A tally of a run in which all frames were captured. */
  public Tally(int sent, int received, int unmatched) {
    this(sent, received, unmatched, 0);
  }

  /** This tally with {@code frames} more frames that were not captured. */
  public Tally without(long frames) {
    return new Tally(
        sent, received, unmatched, uncaptured + frames, elsewhere, others, programs, paused);
  }

  /** This tally with how the packets of programs fare. */
  public Tally beside(ProgramTraffic traffic) {
    return new Tally(sent, received, unmatched, uncaptured, elsewhere, others, traffic, paused);
  }

  /** This tally of a run in which this process did not run for {@code nanos} ns. */
  public Tally afterPauses(long nanos) {
    return new Tally(sent, received, unmatched, uncaptured, elsewhere, others, programs, nanos);
  }

  /** The sum of this tally and another. */
  public Tally plus(Tally other) {
    Set<InetAddress> both = new LinkedHashSet<>(others);
    both.addAll(other.others);
    return new Tally(
        sent + other.sent,
        received + other.received,
        unmatched + other.unmatched,
        uncaptured + other.uncaptured,
        OtherWayBack.sum(elsewhere, other.elsewhere),
        List.copyOf(both),
        programs.or(other.programs),
        paused + other.paused);
  }
}
