package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.link.Capture;
import dev.jnet.link.Link;
import dev.jnet.link.Links;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.options.NetworkOptions;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The links that this machine is on, as its kernel knows them. */
final class HostNeighborhood implements Neighborhood {
  /** Any address on the far side of the default route would do; this one is nobody's (RFC 5737). */
  private static final String OUTSIDE = "192.0.2.1";

  /** Octets to look at: neighbour discovery with a few options, and a capture file's wishes. */
  private static final int SNAP = 256;

  private final NetworkOptions options;
  private final HostNetwork world;
  private final Decorations decorations;
  private final Map<String, Link> links = new HashMap<>();

  HostNeighborhood(NetworkOptions options, Console console, BooleanSupplier stopped) {
    this.options = options;
    this.decorations = new Decorations(options, console);
    this.world = new HostNetwork(options, console, stopped);
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return world.resolve(name);
  }

  @Override
  public long seed() throws IOException {
    return world.seed();
  }

  @Override
  public Place towards(InetAddress target) throws IOException {
    Route route = world.route(target);
    if (route.type() == Route.Type.BROADCAST || route.type() == Route.Type.MULTICAST) {
      throw new CommandException(
          "usage", Addresses.text(target) + ": not the address of one station");
    }
    if (route.type() == Route.Type.LOCAL) {
      Interface owner = owner(target, route.device());
      return place(checked(owner), target, target, true);
    }
    Interface device = checked(route.device());
    InetAddress nextHop = route.nextHop();
    InetAddress source = route.source();
    if (source == null || Addresses.version(source) != Addresses.version(nextHop)) {
      // an IPv6 router may forward IPv4 (RFC 8950): it is asked for as IPv6 is
      source = source(device, nextHop);
    }
    return place(device, source, nextHop, false);
  }

  /** The interface that has an address of this machine; the kernel says that it is loopback's. */
  private static Interface owner(InetAddress address, Interface loopback) throws IOException {
    for (Interface each : Interfaces.all()) {
      if (has(each, address)) {
        return each;
      }
    }
    return loopback;
  }

  private static boolean has(Interface device, InetAddress address) {
    for (Interface.Address each : device.addresses()) {
      if (each.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Place onLink(InetAddress address) throws IOException {
    if (options.interfaceName().isPresent()) {
      Interface device = checked(Interfaces.byName(options.interfaceName().get()));
      return place(device, source(device, address), address, has(device, address));
    }
    Place place = towards(address);
    if (!place.nextHop().equals(address)) {
      throw new CommandException(
          "not-on-link",
          Addresses.text(address)
              + " is not on a link of this machine: frames for it go to the router "
              + Addresses.text(place.nextHop())
              + ", and nobody behind that can be asked; -i asks on a link all the same");
    }
    return place;
  }

  @Override
  public Place here() throws IOException {
    Interface device =
        options.interfaceName().isPresent()
            ? checked(Interfaces.byName(options.interfaceName().get()))
            : leadingOut();
    InetAddress source = source(device, Addresses.literal(OUTSIDE));
    return place(device, source, source, false);
  }

  private static Interface leadingOut() throws IOException {
    try {
      Interface device = Routes.to(Addresses.literal(OUTSIDE)).device();
      if (device.resolvesNeighbors()) {
        return device;
      }
    } catch (HostException noDefaultRoute) {
      if (noDefaultRoute.kind() == HostException.Kind.SYSTEM) {
        throw noDefaultRoute;
      }
    }
    for (Interface each : Interfaces.all()) {
      if (each.up() && each.resolvesNeighbors() && !each.addresses().isEmpty()) {
        return each;
      }
    }
    throw new CommandException(
        "no-interface", "no Ethernet interface with an address is up: name one with -i");
  }

  /** An interface on whose link there is somebody to ask. */
  private static Interface checked(Interface device) throws CommandException {
    if (device.resolvesNeighbors() && device.up()) {
      return device;
    }
    String name = device.name();
    if (device.kind() == LinkKind.LOOPBACK) {
      throw new CommandException(
          "no-arp",
          name
              + ": there is no ARP on loopback: its packets never leave this machine, so that no"
              + " frame needs an address");
    }
    if (!device.resolvesNeighbors()) {
      throw new CommandException(
          "no-arp",
          device.kind() == LinkKind.ETHERNET
              ? name + ": ARP is switched off there (NOARP): its neighbours are set by hand"
              : name
                  + ": there is no ARP on a point-to-point link ("
                  + device.kind()
                  + "): whatever goes in comes out at its one other end, so that nobody has to be"
                  + " found");
    }
    throw new CommandException(
        "interface-down", name + " is down: switch it on (ip link set " + name + " up)");
  }

  /** Who asks: what the options say, or the interface's address in the target's network. */
  private InetAddress source(Interface device, InetAddress target) throws IOException {
    if (options.source().isPresent()) {
      return HostNetwork.literal("-s", options.source().get());
    }
    InetAddress best = null;
    for (Interface.Address each : device.addresses()) {
      InetAddress address = each.address();
      if (Addresses.version(address) != Addresses.version(target)) {
        continue;
      }
      boolean near =
          address instanceof Inet4Address
              ? inOneNetwork(address, target, each.prefixLength())
              : address.isLinkLocalAddress();
      if (best == null || near) {
        best = address;
      }
    }
    return best != null
        ? best
        : Addresses.literal(Addresses.version(target) == 4 ? "0.0.0.0" : "::");
  }

  private static boolean inOneNetwork(InetAddress one, InetAddress other, int prefixLength) {
    BigInteger difference =
        new BigInteger(1, one.getAddress()).xor(new BigInteger(1, other.getAddress()));
    return difference.bitLength() <= one.getAddress().length * Byte.SIZE - prefixLength;
  }

  @Override
  public Link open(Place place, int slots, boolean showsProgress) throws IOException {
    String name = place.interfaceName();
    Link link = links.get(name);
    if (link == null) {
      Capture capture = new Capture(FILTER, SNAP, slots);
      Interface device = Interfaces.byName(name);
      ChangeDetectingLink bare =
          new ChangeDetectingLink(PrivilegeDrop.around(Links.open(name, capture)), device, false);
      if (!place.source().isAnyLocalAddress()) {
        bare.from(place.source());
      }
      link =
          showsProgress ? decorations.withoutProgress(bare, name) : decorations.around(bare, name);
      links.put(name, link);
    }
    return link;
  }

  @Override
  public void close() throws IOException {
    for (Link link : links.values()) {
      link.close();
    }
    decorations.close();
    world.close();
  }

  @Override
  public boolean mayAsk() {
    return world.sight().isWhole();
  }

  @Override
  public Optional<Neighbor> kernel(Place place, InetAddress address) throws IOException {
    return Neighbors.lookup(place.index(), address);
  }

  @Override
  public boolean isRouter(Place place) throws IOException {
    Path forwarding = Path.of("/proc/sys/net/ipv6/conf", place.interfaceName(), "forwarding");
    return Files.isReadable(forwarding) && !Files.readString(forwarding).strip().equals("0");
  }

  private static Place place(
      Interface device, InetAddress source, InetAddress nextHop, boolean isOwn) {
    List<AddressRange> networks = new ArrayList<>();
    for (Interface.Address each : device.addresses()) {
      if (each.address() instanceof Inet4Address address && each.prefixLength() >= 12) {
        networks.add(AddressRange.network(address, each.prefixLength()));
      }
    }
    return new Place(device.name(), device.index(), device.mac(), source, nextHop, isOwn, networks);
  }
}
