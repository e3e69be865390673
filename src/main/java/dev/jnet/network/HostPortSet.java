package dev.jnet.network;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.PortGuard;
import dev.jnet.host.UdpPort;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several ports of this machine, reserved at once. */
final class HostPortSet implements Ports.PortSet, AutoCloseable {
  private final Map<Integer, List<PortGuard>> tcp = new HashMap<>();
  private final Map<Integer, UdpPort> udp = new HashMap<>();
  private final Map<Integer, Integer> taken = new HashMap<>();

  private HostPortSet() {}

  /** Reserves {@code tcpPorts} TCP ports of each IP version, and one UDP port of each. */
  static HostPortSet open(int tcpPorts) throws IOException {
    HostPortSet set = new HostPortSet();
    try {
      for (String any : new String[] {"0.0.0.0", "::"}) {
        set.reserve(Addresses.literal(any), tcpPorts);
      }
    } catch (IOException e) {
      set.close();
      throw e;
    }
    return set;
  }

  private void reserve(InetAddress local, int tcpPorts) throws IOException {
    int version = Addresses.version(local);
    try {
      udp.put(version, UdpPort.open(local));
      List<PortGuard> guards = new ArrayList<>();
      tcp.put(version, guards);
      while (guards.size() < tcpPorts) {
        guards.add(PortGuard.open(local));
      }
    } catch (HostException e) {
      if (e.errno() != Errno.EAFNOSUPPORT) {
        throw e;
      }
    }
  }

  @Override
  public int nextTcp(InetAddress target) throws IOException {
    int version = Addresses.version(target);
    List<PortGuard> guards = tcp.get(version);
    if (guards == null) {
      throw HostPorts.noVersion(target);
    }
    int index = taken.merge(version, 1, Integer::sum) - 1;
    return guards.get(index % guards.size()).port();
  }

  @Override
  public int udp(InetAddress target) throws IOException {
    UdpPort port = udp.get(Addresses.version(target));
    if (port == null) {
      throw HostPorts.noVersion(target);
    }
    return port.port();
  }

  @Override
  public String filter() {
    StringBuilder filter = new StringBuilder("icmp");
    for (UdpPort each : udp.values()) {
      filter.append(" or udp port ").append(each.port());
    }
    for (List<PortGuard> guards : tcp.values()) {
      for (PortGuard each : guards) {
        filter.append(" or tcp port ").append(each.port());
      }
    }
    return filter.toString();
  }

  @Override
  public void close() {
    for (List<PortGuard> guards : tcp.values()) {
      for (PortGuard each : guards) {
        each.close();
      }
    }
    for (UdpPort each : udp.values()) {
      each.close();
    }
  }
}
