package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.Optional;

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
        ? new SegmentMtuDiagnosis(question, new Port(via.port()), label.port(), PATIENCE)
        : packets(question, label, false);
  }

  private MtuDiagnosis packets(MtuQuestion question, FlowLabel label, boolean alone) {
    ProbeFactory probes = new ProbeFactory(question, Optional.of(label));
    Carrier carrier =
        switch (via.kind()) {
          case ICMP -> new Carrier.Echo(probes);
          case UDP -> DatagramCarrier.ofOneFlow(question, probes, new Port(via.port()));
          case TCP -> new SynCarrier(question, new Port(via.port()), label.port());
        };
    boolean otherFlows = via.kind() == Via.Kind.ICMP && alone;
    return new MtuDiagnosis(question, probes, carrier, otherFlows);
  }

  private boolean areRationed() {
    return via.kind() == Via.Kind.UDP;
  }
}
