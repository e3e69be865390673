package dev.jnet.probe;

import java.util.List;

/**
 * Counts of what passed through a prober.
 *
 * @param sent probes that left
 * @param received replies that answered a probe
 * @param unmatched ICMP errors, echo replies and answers of neighbors that were not believed,
 *     because they fitted no probe or were damaged
 * @param uncaptured frames that passed but were not captured, so that their content is unknown
 * @param elsewhere the replies that came in by another interface than the probes left by
 */
public record Tally(
    int sent, int received, int unmatched, long uncaptured, List<OtherWayBack> elsewhere) {
  /** A tally of a run in which all frames were captured. */
  public Tally(int sent, int received, int unmatched) {
    this(sent, received, unmatched, 0, List.of());
  }

  /** This tally with {@code frames} more frames that were not captured. */
  public Tally without(long frames) {
    return new Tally(sent, received, unmatched, uncaptured + frames, elsewhere);
  }

  /** The sum of this tally and another. */
  public Tally plus(Tally other) {
    return new Tally(
        sent + other.sent,
        received + other.received,
        unmatched + other.unmatched,
        uncaptured + other.uncaptured,
        OtherWayBack.sum(elsewhere, other.elsewhere));
  }
}
