package dev.jnet.mtu.plan;

import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.List;
import java.util.function.Supplier;

/**
 * Searches for the MTU of the path that one flow takes. Routers may send other flows by other
 * paths, so the probes carry that flow's label. The target has answered probes of this kind in a
 * trace, so a search does not wait long for it.
 *
 * @param via the kind of packet: ICMP, TCP, or UDP to a port that is closed or echoes
 */
public record FlowSearches(Via via) {
  /** The longest that a search may take, in ns. */
  private static final long DEADLINE = 10 * Nanos.SECOND;

  /** How long a search waits for an answer, in ns. */
  private static final long PATIENCE = Nanos.SECOND;

  /**
   * The longest that a search with datagrams may take, in ns. Most machines report only one closed
   * port a second.
   */
  private static final long DATAGRAM_DEADLINE = 3 * Nanos.SECOND;

  /** The longest that a search with single packets may take, in ns. */
  public long deadline() {
    return areRationed() ? DATAGRAM_DEADLINE : DEADLINE;
  }

  /** The longest that a search on a connection may take, in ns. */
  public long connectionDeadline() {
    return DEADLINE;
  }

  /**
   * A search with single packets of a flow.
   *
   * @param label the fields by which routers distinguish the flow
   * @param alone whether there is no other path; then a search with echo requests may also use
   *     datagrams, which tell whether the return path is the narrow one
   */
  public MtuSearch withPackets(MtuQuestion question, FlowLabel label, boolean alone) {
    return packets(question, label, alone)
        .givingUpAfter(areRationed() ? DATAGRAM_DEADLINE : PATIENCE);
  }

  /**
   * A search on a TCP connection of a flow.
   *
   * @param guarded whether the kernel leaves the flow's port alone; when it does not, the search
   *     uses SYNs without a connection
   */
  public MtuSearch onConnection(MtuQuestion question, FlowLabel label, boolean guarded) {
    return guarded
        ? new SegmentMtuDiagnosis(question, via.port().orElseThrow(), label.port(), PATIENCE)
        : packets(question, label, false);
  }

  private MtuDiagnosis packets(MtuQuestion question, FlowLabel label, boolean alone) {
    boolean otherFlows = via.kind() == Via.Kind.ICMP && alone;
    return MtuDiagnosis.ofFlow(question, via, label, otherFlows);
  }

  private boolean areRationed() {
    return via.kind() == Via.Kind.UDP;
  }

  /**
   * Makes a search over several flows for each kind of probe.
   *
   * @param kinds the kinds of probes, the preferred ones first; at least one
   * @param flows the flows to ask; at least one
   */
  public record Plan(MtuQuestion question, List<Via> kinds, List<Flow> flows) {
    /**
     * A flow.
     *
     * @param label the fields by which routers distinguish it
     * @param guarded whether the kernel leaves its port alone
     */
    public record Flow(FlowLabel label, boolean guarded) {}

    /** Searches with the first kind of probe that is answered. */
    public FirstAnswered firstAnswered() {
      return new FirstAnswered(kinds.stream().map(this::search).toList());
    }

    private Supplier<MtuSearch> search(Via via) {
      Via asked = via.equals(Via.ANY_UDP) ? Via.udp(MtuDiagnosis.CLOSED_PORT) : via;
      FlowSearches searches = new FlowSearches(asked);
      return () -> new ParallelFlows(flows.stream().map(flow -> search(searches, flow)).toList());
    }

    private MtuSearch search(FlowSearches searches, Flow flow) {
      return searches.via().kind() == Via.Kind.TCP
          ? searches.onConnection(question, flow.label(), flow.guarded())
          : searches.withPackets(question, flow.label(), false);
    }
  }
}
