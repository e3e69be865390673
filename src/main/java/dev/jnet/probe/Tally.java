package dev.jnet.probe;

/**
 * What passed through a prober.
 *
 * @param sent probes that left
 * @param received replies that answered a probe
 * @param unmatched ICMP errors, echo replies and answers of neighbours that fitted no probe, or
 *     were damaged, and were not believed
 */
public record Tally(int sent, int received, int unmatched) {
  /** What passed through two. */
  public Tally plus(Tally other) {
    return new Tally(sent + other.sent, received + other.received, unmatched + other.unmatched);
  }
}
