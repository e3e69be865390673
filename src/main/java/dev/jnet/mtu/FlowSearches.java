package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;

/**
 * How long the search for the MTU of a flow's way may take, where the target has answered a trace
 * with probes of the same kind.
 *
 * @param via what the flows consist of
 */
public record FlowSearches(Via via) {
  /** The longest that a search may take, in ns. */
  private static final long DEADLINE = 10 * Nanos.SECOND;

  /** How long an answer is waited for, in ns. */
  private static final long PATIENCE = Nanos.SECOND;

  /** The same for datagrams, in ns: most machines report no more than one a second. */
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
   * @param alone whether there is no other way: then datagrams may ask about the way back of echoes
   */
  public MtuSearch withPackets(MtuQuestion question, FlowLabel label, boolean alone) {
    return FlowMtu.search(question, via, label, alone)
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
        ? new SegmentMtuDiagnosis(question, via.port(), label.port(), PATIENCE)
        : FlowMtu.search(question, via, label, false);
  }

  private boolean areRationed() {
    return via.kind() == Via.Kind.UDP;
  }
}
