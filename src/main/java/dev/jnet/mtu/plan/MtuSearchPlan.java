package dev.jnet.mtu.plan;

import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a search for each kind of probe.
 *
 * @param kinds the kinds of probes, the preferred ones first; at least one
 * @param localPort this machine's port for TCP segments, 1 to 65535; 0 when no kind is TCP
 * @param sparing whether saving packets matters more than saving round trips, as with many targets
 */
public record MtuSearchPlan(MtuQuestion question, List<Via> kinds, int localPort, boolean sparing) {
  /** How long a search waits for a SYN-ACK, in ns. */
  private static final long TCP_PATIENCE = 3 * Nanos.SECOND;

  /** Searches with the first kind of probe that is answered. */
  public FirstAnswered firstAnswered() {
    List<Supplier<MtuSearch>> searches = new ArrayList<>();
    for (Via via : kinds) {
      searches.add(() -> search(via));
    }
    return new FirstAnswered(searches);
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
