package dev.jnet.exporter.module;

import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.net.InetAddress;

/** Opens paths whose links capture what any module may need. */
final class ProbePaths {
  private ProbePaths() {}

  /**
   * Opens the path to a target.
   *
   * @param via the packets that are sent first
   */
  static NetworkPath open(Network network, InetAddress target, Via via) throws IOException {
    network.paths().routeFor(via);
    return network.openBestAvailable(target, localPort(network, target).filter() + " or udp");
  }

  /**
   * This machine's port for TCP segments.
   *
   * @throws CommandException where jnet may not send segments
   */
  static Port segmentPort(Network network, InetAddress target) throws IOException {
    int number = localPort(network, target).number();
    if (number == 0) {
      throw UnprivilegedProbes.notPermitted("send TCP segments");
    }
    return new Port(number);
  }

  /**
   * This machine's port for TCP segments, with the capture filter; port 0 where jnet may not send
   * segments.
   */
  static Ports.TcpPort localPort(Network network, InetAddress target) throws IOException {
    Ports.TcpPort none = new Ports.TcpPort(0, "icmp");
    if (!network.access().isWhole()) {
      return none;
    }
    try {
      return network.ports().tcp(target);
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.NO_PORT_GUARD
          || e.kind() == HostException.Kind.NO_FREE_PORT) {
        return none;
      }
      throw e;
    }
  }
}
