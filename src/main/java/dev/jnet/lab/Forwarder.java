package dev.jnet.lab;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Forwards packets in the order of Linux. A router looks for the route, then checks the TTL and the
 * size, and lowers the TTL last. So an error quotes the packet as it arrived.
 */
final class Forwarder {
  private static final int NET_UNREACHABLE = 0;
  private static final int NO_ROUTE = 0;
  private static final int HOST_UNREACHABLE = 1;
  private static final int ADDRESS_UNREACHABLE = 3;

  /**
   * How long a router waits for an unknown neighbor, in ns: it sends three ARP requests or neighbor
   * solicitations, one a second.
   */
  private static final long RESOLUTION_TIME = 3 * Nanos.SECOND;

  private final Topology.Node node;
  private final int index;
  private final SimulatedNetwork network;
  private final Timeline timeline;
  private final ErrorSender errors;

  Forwarder(
      Topology.Node node,
      int index,
      SimulatedNetwork network,
      Timeline timeline,
      ErrorSender errors) {
    this.node = node;
    this.index = index;
    this.network = network;
    this.timeline = timeline;
    this.errors = errors;
  }

  void forward(Datagram datagram) {
    InetAddress destination = datagram.ip().destination();
    if (destination.isMulticastAddress()
        || destination.isLinkLocalAddress()
        || isSwallowed(datagram)) {
      return;
    }
    int goal = network.goal(destination);
    boolean nobody = !network.exists(destination) && network.inNetworkOf(goal, destination);
    Optional<CableDirection> way = network.way(index, goal, datagram);
    boolean onMyLink =
        goal == index
            || (way.isPresent() && network.leadsTo(way.get(), goal) && !network.isRouter(goal));
    if (way.isEmpty() && !(nobody && onMyLink)) {
      errors.unreachable(datagram, NET_UNREACHABLE, NO_ROUTE);
    } else if (datagram.ip().hopLimit() <= 1) {
      errors.timeExceeded(datagram);
    } else if (nobody && onMyLink) {
      unresolved(datagram);
    } else {
      forward(datagram, way.get());
    }
  }

  private boolean isSwallowed(Datagram datagram) {
    return node.settings().isSet(Setting.SWALLOWS_TOO_BIG)
        && datagram.transport().orElse(null) instanceof IcmpError error
        && error.kind() == IcmpError.Kind.TOO_BIG;
  }

  private void unresolved(Datagram datagram) {
    timeline.plan(
        timeline.now() + RESOLUTION_TIME,
        new Timeline.Occurrence() {
          @Override
          public void happen() {
            errors.unreachable(datagram, HOST_UNREACHABLE, ADDRESS_UNREACHABLE);
          }
        });
  }

  private void forward(Datagram arrived, CableDirection way) {
    if (isFiltered(arrived)) {
      return;
    }
    boolean clears = node.settings().isSet(Setting.CLEARS_DF);
    Datagram datagram = clears ? arrived.withoutDontFragment() : arrived;
    int mtu = way.mtu(datagram.version());
    if (datagram.length() > mtu) {
      if (datagram.splittable()) {
        for (Datagram fragment : Fragmenter.split(onward(datagram).ip(), mtu, 0)) {
          way.carry(fragment);
        }
      } else {
        errors.tooBig(datagram, mtu);
      }
      return;
    }
    int cries = (int) node.settings().get(Setting.CRIES);
    if (datagram.length() > cries) {
      errors.tooBig(datagram, cries);
    }
    int mss = (int) node.settings().get(Setting.CLAMP_MSS);
    Datagram onward = onward(datagram);
    way.carry(mss == 0 ? onward : MssClamp.clamp(onward, mss));
  }

  /** Whether a firewall drops packets as large as this one, of its protocol alone. */
  private boolean isFiltered(Datagram datagram) {
    Transport transport = datagram.transport().orElse(null);
    if (transport instanceof IcmpEcho echo && echo.isRequest()) {
      return datagram.length() > node.settings().get(Setting.ECHO_FILTER);
    }
    if (transport instanceof Tcp) {
      return datagram.length() > node.settings().get(Setting.TCP_FILTER);
    }
    return transport instanceof Udp && datagram.length() > node.settings().get(Setting.UDP_FILTER);
  }

  private Datagram onward(Datagram datagram) {
    int ttl = (int) node.settings().get(Setting.SETS_TTL);
    return ttl == 0 ? datagram.oneHopOn() : datagram.withHopLimit(ttl);
  }
}
