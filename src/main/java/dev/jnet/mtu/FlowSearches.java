package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.Optional;

/**
 * Searches for the MTU of the path that one flow takes, where routers may send other flows by other
 * paths: the probes look to routers like that flow. The target has answered a trace with probes of
 * the same kind, so it need not be waited for long.
 *
 * @param via what the flows consist of: ICMP, UDP to a port that is closed or echoes, or TCP
 */
public record FlowSearches(Via via) {
  /** The longest that a search may take, in ns. */
  private static final long DEADLINE = 10 * Nanos.SECOND;

  /** How long an answer is waited for, in ns. */
  private static final long PATIENCE = Nanos.SECOND;

  /**
   * The longest that a search with datagrams may take, in ns: most machines report one a second.
   */
  private static final long DATAGRAM_DEADLINE = 3 * Nanos.SECOND;

  /** ns after which a search with single packets is over. */
  public long deadline() {
    return areRationed() ? DATAGRAM_DEADLINE : DEADLINE;
  }

  /** ns after which a search on a connection is over. */
  public long connectionDeadline() {
    return DEADLINE;
  }

  /**
   * A search with single packets of a flow.
   *
   * @param label what routers tell the flow from others by
   * @param alone whether there is no other path: then datagrams may ask about the return path of
   *     echoes
   */
  public MtuSearch withPackets(MtuQuestion question, FlowLabel label, boolean alone) {
    return packets(question, label, alone)
        .givingUpAfter(areRationed() ? DATAGRAM_DEADLINE : PATIENCE);
  }

  /**
   * A search on a TCP connection of a flow.
   *
   * @param guarded whether the kernel stays out of the flow's port; where it does not, there is no
   *     connection, and SYNs have to do
   */
  public MtuSearch onConnection(MtuQuestion question, FlowLabel label, boolean guarded) {
    return guarded
        ? new SegmentMtuDiagnosis(question, new Port(via.port()), new Port(label.port()), PATIENCE)
        : packets(question, label, false);
  }

  private MtuDiagnosis packets(MtuQuestion question, FlowLabel label, boolean alone) {
    ProbeFactory probes = new ProbeFactory(question, Optional.of(label));
    Carrier carrier =
        switch (via.kind()) {
          case ICMP -> new EchoCarrier(probes);
          case UDP -> DatagramCarrier.ofOneFlow(question, probes, new Port(via.port()));
          case TCP -> new SynCarrier(question, new Port(via.port()), new Port(label.port()));
        };
    boolean otherFlows = via.kind() == Via.Kind.ICMP && alone;
    return new MtuDiagnosis(question, probes, carrier, otherFlows);
  }

  private boolean areRationed() {
    return via.kind() == Via.Kind.UDP;
  }
}
