package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** The paths out of the client of a practice network, which has one Ethernet interface. */
final class LabPaths implements Paths {
  private final Lab lab;
  private final LabTables tables;
  private final Optional<String> named;

  LabPaths(Lab lab, LabTables tables, NetworkOptions options) {
    this.lab = lab;
    this.tables = tables;
    this.named = options.interfaceName();
  }

  @Override
  public void routeFor(Via packets) {
    // a practice network routes by addresses alone
  }

  /** The path to a host, with the next hop's hardware address, as the plan has it. */
  NetworkPath planned(InetAddress target) throws IOException {
    FirstHop hop = firstHop(target);
    requireNamed(hop.interfaceName(), "in this practice network the way there is by ");
    return new NetworkPath(
        target, tables.interfaceNamed(hop.interfaceName()), hop, Optional.empty());
  }

  /** It fails as on a real network: for this target alone, not as a link that is broken. */
  private FirstHop firstHop(InetAddress target) throws IOException {
    try {
      return lab.firstHop(target);
    } catch (LinkException e) {
      FirstHop asked = toNeighborFor(target).hop();
      throw asked.nextHop().equals(target)
          ? CommandException.noReply(e.getMessage(), asked)
          : new CommandException("no-route", e.getMessage());
    }
  }

  @Override
  public NetworkPath to(InetAddress target) throws IOException {
    NetworkPath planned = planned(target);
    FirstHop hop = planned.hop();
    return planned.isOwn() ? planned : path(target, hop.source(), hop.nextHop());
  }

  @Override
  public boolean isBroadcast(InetAddress address) {
    return false;
  }

  @Override
  public NetworkPath toGroup(InetAddress group) throws IOException {
    throw new CommandException(
        "usage", Addresses.text(group) + ": nobody answers for a group in a practice network");
  }

  @Override
  public NetworkPath withinHost(InetAddress target) throws IOException {
    return to(target);
  }

  @Override
  public NetworkPath toNeighborFor(InetAddress target) throws IOException {
    requireNamed(ethernet().name(), "in a practice network neighbors are on ");
    if (target.isLoopbackAddress()) {
      throw new CommandException(
          "no-arp", "lo: there is no ARP on loopback: its packets never leave this machine");
    }
    int version = Addresses.version(target);
    NetworkAddress own =
        ethernet().addresses().stream()
            .filter(each -> each.version() == version)
            .findFirst()
            .orElseThrow(() -> noRoute(version, ""));
    return path(target, own.address(), own.contains(target) ? target : gateway(version));
  }

  private InetAddress gateway(int version) throws CommandException {
    return ethernet().gateways().stream()
        .filter(each -> Addresses.version(each) == version)
        .findFirst()
        .orElseThrow(() -> noRoute(version, " gateway"));
  }

  private static CommandException noRoute(int version, String what) {
    return new CommandException("no-route", "the practice network has no IPv" + version + what);
  }

  @Override
  public NetworkPath toAnnounce(InetAddress own) throws IOException {
    NetworkPath path = toNeighborFor(own);
    if (!path.isOwn()) {
      throw Paths.notOurs(own);
    }
    return path;
  }

  @Override
  public NetworkPath onLink(InetAddress address) throws IOException {
    NetworkPath path = toNeighborFor(address);
    if (path.isRouted()) {
      throw new CommandException(
          "not-on-link",
          Addresses.text(address) + " is not on the link of the practice network's client");
    }
    return path;
  }

  @Override
  public NetworkPath ownLink() throws IOException {
    InetAddress own = ethernet().addresses().get(0).address();
    return path(own, own, own);
  }

  /** A path on the Ethernet link. Its neighbors are not in any table, so they are asked for. */
  private NetworkPath path(InetAddress target, InetAddress source, InetAddress nextHop)
      throws IOException {
    LabInterface ethernet = ethernet();
    FirstHop hop =
        new FirstHop(
            ethernet.name(),
            LinkType.ETHERNET,
            ethernet.mtu(),
            source,
            ethernet.mac(),
            nextHop,
            MacAddress.ZERO);
    NetworkPath path =
        new NetworkPath(target, tables.interfaceNamed(ethernet.name()), hop, Optional.empty());
    return path.isOwn()
        ? path
        : path.asking(
            new NeighborQuestion(ethernet.name(), source, ethernet.mac(), nextHop),
            Optional.empty());
  }

  /** The interface beside loopback. */
  private LabInterface ethernet() {
    return lab.interfaces().get(1);
  }

  private void requireNamed(String interfaceName, String why) throws CommandException {
    if (named.isPresent() && !named.get().equals(interfaceName)) {
      throw new CommandException(
          "no-such-interface", "-i " + named.get() + ": " + why + interfaceName);
    }
  }
}
