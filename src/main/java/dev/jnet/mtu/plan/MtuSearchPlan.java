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
import java.util.function.Supplier;

/**
 * Makes a search for each kind of probe.
 *
 * @param kinds the kinds of probes, the preferred ones first; at least one
 * @param localPort this machine's port for TCP segments, 1 to 65535; 0 where none may be sent
 * @param sparing whether saving packets matters more than saving round trips, as with many targets
 */
public record MtuSearchPlan(MtuQuestion question, List<Via> kinds, int localPort, boolean sparing) {
  /** How long a search waits for a SYN-ACK, in ns. */
  private static final long TCP_PATIENCE = 3 * Nanos.SECOND;

  /** Where SYNs go when no kind names ports. Closed ports answer, too. */
  private static final List<Port> DEFAULT_PORTS = List.of(new Port(443), new Port(80));

  /** Searches with the first kind of probe that is answered. */
  public FirstAnswered firstAnswered() {
    List<Supplier<MtuSearch>> searches = new ArrayList<>();
    List<Supplier<MtuSearch>> again = new ArrayList<>();
    for (Via via : kinds) {
      searches.add(() -> search(via));
      again.add(() -> via.kind() == Via.Kind.TCP ? segments(asked(), via, localPort) : search(via));
    }
    return new FirstAnswered(searches, again);
  }

  private static MtuSearch segments(MtuQuestion question, Via via, int localPort) {
    return new SegmentMtuDiagnosis(
        question, via.port().orElseThrow(), new Port(localPort), TCP_PATIENCE);
  }

  /** The question of searches that do not use TCP, but may ask by SYNs. */
  private MtuQuestion asked() {
    if (localPort == 0) {
      return question;
    }
    List<Port> ports = new ArrayList<>();
    for (Via via : kinds) {
      if (via.kind() == Via.Kind.TCP) {
        ports.add(via.port().orElseThrow());
      }
    }
    return question.withSyns(
        new MtuQuestion.SynPorts(new Port(localPort), ports.isEmpty() ? DEFAULT_PORTS : ports));
  }

  /** A search with one kind of probe. */
  MtuSearch search(Via via) {
    return switch (via.kind()) {
      case ICMP -> sparing ? new MtuDiagnosis(asked()).withScout() : new MtuDiagnosis(asked());
      case TCP -> segments(question, via, localPort);
      case UDP -> MtuDiagnosis.withDatagrams(asked(), via.port());
    };
  }
}
