package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import java.util.Optional;

/**
 * Searches for the MTU of the way that one flow takes, where routers may send others by other ways:
 * with probes that have all that routers choose by in common with it.
 */
public final class FlowMtu {
  private FlowMtu() {}

  /**
   * A search with echo requests or datagrams.
   *
   * @param via what the flow consists of: ICMP, or UDP to a port that is closed, or that echoes
   * @param alone whether there is no other way: then datagrams may ask about the way back of echoes
   */
  public static MtuDiagnosis search(MtuQuestion question, Via via, FlowLabel label, boolean alone) {
    Probes probes = new Probes(question, Optional.of(label));
    return switch (via.kind()) {
      case ICMP -> new MtuDiagnosis(question, probes, probes, alone);
      case UDP ->
          new MtuDiagnosis(
              question, probes, new DatagramCarrier(question, probes, via.port(), true), false);
      case TCP ->
          new MtuDiagnosis(
              question, probes, new SynCarrier(question, via.port(), label.port()), false);
    };
  }
}
