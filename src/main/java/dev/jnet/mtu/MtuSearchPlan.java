package dev.jnet.mtu;

import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The searches that go with kinds of probes.
 *
 * @param kinds of probes, the preferred ones first; at least one
 * @param localPort of ours that TCP segments leave from, 1 to 65535; 0 where there are none
 * @param sparing whether packets count more than round trips, as with many targets
 */
public record MtuSearchPlan(MtuQuestion question, List<Via> kinds, int localPort, boolean sparing) {
  /** How long a SYN-ACK is waited for, in ns. */
  private static final long TCP_PATIENCE = 3 * Nanos.SECOND;

  /** Searches with the first kind of probe that is answered. */
  public FirstAnswered firstAnswered() {
    return new FirstAnswered(
        kinds.stream().map(via -> (Supplier<MtuSearch>) () -> search(via)).toList());
  }

  /** A search with one kind of probe. */
  MtuSearch search(Via via) {
    return switch (via.kind()) {
      case ICMP -> sparing ? new MtuDiagnosis(question).withScout() : new MtuDiagnosis(question);
      case TCP ->
          new SegmentMtuDiagnosis(
              question, new Port(via.port()), new Port(localPort), TCP_PATIENCE);
      case UDP ->
          MtuDiagnosis.withDatagrams(
              question, via.port() == 0 ? Optional.empty() : Optional.of(new Port(via.port())));
    };
  }
}
