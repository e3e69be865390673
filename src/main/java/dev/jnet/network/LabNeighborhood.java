package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Neighbor;
import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.link.Link;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.options.NetworkOptions;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The link of a practice network's client. */
final class LabNeighborhood implements Neighborhood {
  private final NetworkOptions options;
  private final LabNetwork world;
  private final Lab lab;
  private final Decorations decorations;
  private Link link;

  LabNeighborhood(NetworkOptions options, Console console) throws CommandException {
    this.options = options;
    this.world = new LabNetwork(options, console);
    this.lab = LabNetwork.lab(options.lab().orElseThrow(), options.seed().orElse(0L));
    this.decorations = new Decorations(options, console);
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return world.resolve(name);
  }

  @Override
  public Place towards(InetAddress target) throws IOException {
    LabInterface ethernet = ethernet();
    if (options.interfaceName().isPresent()
        && !options.interfaceName().get().equals(ethernet.name())) {
      throw new CommandException(
          "no-such-interface",
          "-i "
              + options.interfaceName().get()
              + ": in a practice network neighbours are on "
              + ethernet.name());
    }
    int version = Addresses.version(target);
    if (target.isLoopbackAddress()) {
      throw new CommandException(
          "no-arp", "lo: there is no ARP on loopback: its packets never leave this machine");
    }
    for (NetworkAddress own : ethernet.addresses()) {
      if (own.version() != version) {
        continue;
      }
      if (own.address().equals(target)) {
        return place(target, target, true);
      }
      return place(own.address(), own.contains(target) ? target : gateway(version), false);
    }
    throw new CommandException("no-route", "the practice network has no IPv" + version);
  }

  private InetAddress gateway(int version) throws CommandException {
    for (InetAddress gateway : ethernet().gateways()) {
      if (Addresses.version(gateway) == version) {
        return gateway;
      }
    }
    throw new CommandException(
        "no-route", "the practice network has no IPv" + version + " gateway");
  }

  @Override
  public Place onLink(InetAddress address) throws IOException {
    Place place = towards(address);
    if (!place.nextHop().equals(address)) {
      throw new CommandException(
          "not-on-link",
          Addresses.text(address) + " is not on the link of the practice network's client");
    }
    return place;
  }

  @Override
  public Place here() throws IOException {
    InetAddress own = ethernet().addresses().get(0).address();
    return place(own, own, false);
  }

  private Place place(InetAddress source, InetAddress nextHop, boolean isOwn) {
    LabInterface ethernet = ethernet();
    List<AddressRange> networks = new ArrayList<>();
    for (NetworkAddress each : ethernet.addresses()) {
      if (each.address() instanceof Inet4Address address) {
        networks.add(AddressRange.network(address, each.prefixLength()));
      }
    }
    return new Place(ethernet.name(), 0, ethernet.mac(), source, nextHop, isOwn, networks);
  }

  /** Behind loopback. */
  private LabInterface ethernet() {
    return lab.interfaces().get(1);
  }

  @Override
  public Link open(Place place, int slots, boolean showsProgress) throws IOException {
    if (link == null) {
      String name = place.interfaceName();
      link =
          showsProgress
              ? decorations.withoutProgress(lab.link(), name)
              : decorations.around(lab.link(), name);
    }
    return link;
  }

  @Override
  public void close() throws IOException {
    if (link != null) {
      link.close();
    }
    decorations.close();
    world.close();
  }

  /** There is no kernel in a practice network. */
  @Override
  public boolean mayAsk() {
    return true;
  }

  @Override
  public Optional<Neighbor> kernel(Place place, InetAddress address) {
    return Optional.empty();
  }

  @Override
  public boolean isRouter(Place place) {
    return false;
  }

  @Override
  public long seed() {
    return world.seed();
  }
}
