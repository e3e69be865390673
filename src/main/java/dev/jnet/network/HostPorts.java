package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.PortGuard;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.options.NetworkOptions;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ports of this machine. */
final class HostPorts implements Ports, AutoCloseable {
  private final NetworkOptions options;
  private final HostRoutes routes;
  private final Map<Integer, PortGuard> guards = new TreeMap<>();
  private final List<PortGuard> flowGuards = new ArrayList<>();
  private final List<HostPortSet> sets = new ArrayList<>();
  private KernelPort kernelPort;

  HostPorts(NetworkOptions options, HostRoutes routes) {
    this.options = options;
    this.routes = routes;
  }

  @Override
  public TcpPort tcp(InetAddress target) throws IOException {
    int own = Addresses.version(target);
    if (guards.isEmpty()) {
      // both, because the link's filter, made once, has to name both
      guards.put(own, PortGuard.open(target));
      int other = own == 4 ? 6 : 4;
      try {
        guards.put(other, PortGuard.open(Addresses.literal(other == 4 ? "0.0.0.0" : "::")));
      } catch (HostException e) {
        // then a target of the other IP version gets none
        if (e.errno() != Errno.EAFNOSUPPORT && e.kind() != HostException.Kind.NO_FREE_PORT) {
          throw e;
        }
      }
    }
    PortGuard guard = guards.get(own);
    if (guard == null) {
      throw noVersion(target);
    }
    StringBuilder filter = new StringBuilder("icmp");
    for (PortGuard each : guards.values()) {
      filter.append(" or tcp port ").append(each.port());
    }
    return new TcpPort(guard.port(), filter.toString());
  }

  static CommandException noVersion(InetAddress target) {
    return new CommandException("system", "this machine has no IPv" + Addresses.version(target));
  }

  @Override
  public KernelPort kernel(InetAddress target) throws IOException {
    if (options.mark() != 0) {
      throw new CommandException(
          "usage", "--mark and --kernel exclude each other: the kernel's connection has no mark");
    }
    if (options.interfaceName().isPresent()) {
      Route own = Routes.to(target, routes.route(target).source(), null);
      if (!own.device().name().equals(options.interfaceName().get())) {
        throw new CommandException(
            "usage",
            "-i "
                + options.interfaceName().get()
                + ": the kernel's own connections to "
                + Addresses.text(target)
                + " leave by "
                + own.device().name()
                + "; leave -i out, or name a source address with -s");
      }
    }
    if (kernelPort == null) {
      kernelPort = KernelPort.open();
    }
    return kernelPort;
  }

  /** Whether the kernel connects itself, so that what it sends has to be seen. */
  boolean kernelConnects() {
    return kernelPort != null;
  }

  @Override
  public boolean guardTcp(InetAddress target, int port) throws IOException {
    try {
      flowGuards.add(PortGuard.open(target, port));
      return true;
    } catch (HostException e) {
      if (e.errno() == Errno.EADDRINUSE) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public PortSet several(int tcpPorts) throws IOException {
    HostPortSet set = HostPortSet.open(tcpPorts);
    sets.add(set);
    return set;
  }

  @Override
  public void close() throws IOException {
    for (PortGuard guard : guards.values()) {
      guard.close();
    }
    if (kernelPort != null) {
      kernelPort.close();
    }
    for (PortGuard guard : flowGuards) {
      guard.close();
    }
    for (HostPortSet set : sets) {
      set.close();
    }
  }
}
