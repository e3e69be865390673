package dev.jnet.testnet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Hosts on one Ethernet link: each on a cable of its own to a bridge. */
public final class Bridged {
  private final TestNet net;
  private final Host bridge;
  private final List<Host> hosts = new ArrayList<>();
  private int further;

  /** Hosts with the addresses that begin alike and end in these numbers, all in one /24. */
  public Bridged(TestNet net, String prefix, int... numbers) {
    this.net = net;
    this.bridge = net.host("bridge");
    bridge.sysctl("net.ipv6.conf.default.disable_ipv6", 1); // it is to be no station of the link
    bridge.ip("link add br0 type bridge", "link set br0 up");
    for (int number : numbers) {
      add(prefix + number);
    }
  }

  /** One host more, which may have the address of another. */
  public Host add(String address) {
    int port = hosts.size();
    Host host = net.host("h" + port);
    String mac = String.format("02:00:00:00:01:%02x", port + 1);
    bridge.ip(
        "link add port" + port + " type veth peer name eth0 netns " + host.namespace(),
        "link set port" + port + " master br0 up");
    host.ip("link set eth0 address " + mac + " up", "addr add " + address + "/24 dev eth0");
    hosts.add(host);
    return host;
  }

  /** One interface more of a host, on the same link. */
  public void addInterface(Host host, String name, String address) {
    String port = "further" + further++;
    bridge.ip(
        "link add " + port + " type veth peer name " + name + " netns " + host.namespace(),
        "link set " + port + " master br0 up");
    host.ip("link set " + name + " up", "addr add " + address + "/24 dev " + name);
  }

  /** In the order in which they were added. */
  public List<Host> hosts() {
    return Collections.unmodifiableList(hosts);
  }
}
