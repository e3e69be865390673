package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.lab.Lab;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.lab.Topology;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names in the plan of a practice network. */
final class LabNames implements Names {
  private final Lab lab;
  private final Family family;
  private long clock;

  /** Names of hosts with addresses of a family. */
  LabNames(Lab lab, Family family) {
    this.lab = lab;
    this.family = family;
  }

  @Override
  public InetAddress resolve(String name) throws CommandException {
    List<InetAddress> addresses = lab.resolve(name);
    for (InetAddress address : addresses) {
      if (family.includes(address)) {
        return address;
      }
    }
    throw addresses.isEmpty()
        ? new CommandException(
            "unknown-host",
            "unknown host: "
                + name
                + "\n  'jnet lab "
                + lab.name()
                + "' lists the hosts of this practice network")
        : new CommandException("no-address-of-family", name + " has no " + family + " address");
  }

  @Override
  public List<InetAddress> all(String name) throws CommandException {
    clock += Addresses.isLiteral(name) ? 0 : lab.nameDelay();
    InetAddress first = resolve(name);
    List<InetAddress> all = new ArrayList<>(List.of(first));
    for (InetAddress address : lab.resolve(name)) {
      if (family.includes(address) && !address.equals(first)) {
        all.add(address);
      }
    }
    return all;
  }

  @Override
  public List<InetAddress> ipv6(String name, Duration atMost) {
    return lab.resolve(name).stream().filter(Family.IPV6::includes).toList();
  }

  /** Virtual time, which passes only while the name server is asked. */
  @Override
  public long clock() {
    return clock;
  }

  @Override
  public List<InetAddress> others(String name) {
    return List.of(); // hosts of a practice network have one address of each IP version
  }

  @Override
  public boolean isKnown(String name) {
    return true;
  }

  @Override
  public Optional<Duration> validity(String name, InetAddress address) {
    return Optional.empty(); // the plan is asked each time, which costs nothing
  }

  @Override
  public void askNameOf(InetAddress address) {
    // the plan knows all names
  }

  @Override
  public int awaitNames(Duration atMost) {
    return 0; // each name is known at once
  }

  @Override
  public Optional<String> nameOf(InetAddress address) {
    for (Topology.Node node : lab.topology().nodes()) {
      Optional<NetworkAddress> own = node.address(Addresses.version(address));
      if (own.isPresent() && own.get().address().equals(address)) {
        return Optional.of(node.name());
      }
    }
    return Optional.empty();
  }

  @Override
  public List<InetAddress> inHostsFile(String name) {
    return List.of();
  }

  @Override
  public List<InetAddress> servers() {
    return lab.nameServers();
  }

  @Override
  public String configuredBy() {
    return "the practice network's plan";
  }

  @Override
  public List<String> candidates(String name) {
    return List.of(name);
  }

  @Override
  public List<InetAddress> planned(String name) {
    return lab.resolve(name);
  }

  /** The address that the plan names first, as in the other commands. */
  @Override
  public InetAddress preferred(List<InetAddress> addresses) {
    return addresses.get(0);
  }
}
