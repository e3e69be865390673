package dev.jnet.cli;

import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.LinkKind;
import dev.jnet.host.NameResolution;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.ReverseNames;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.link.Capture;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.link.Links;
import dev.jnet.neighbor.Question;
import dev.jnet.neighbor.Resolution;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** This machine's own network, with routes and neighbours as its kernel sees them. */
final class HostWorld implements World {
  /** Headers, and as much of what is quoted or echoed as tells one probe from another. */
  private static final int SNAP = 2048;

  private static final int SLOTS = 256;
  private static final int LARGEST_HEADER = 22;

  /** The longest that finding the next hop's hardware address may take, in ns. */
  private static final long RESOLUTION = 3_000_000_000L;

  private final NetworkOptions options;
  private final BooleanSupplier stopped;
  private final Decorations decorations;
  private final Map<String, Link> links = new HashMap<>();
  private final ReverseNames names = new ReverseNames();

  HostWorld(NetworkOptions options, Console console, BooleanSupplier stopped) {
    this.options = options;
    this.stopped = stopped;
    this.decorations = new Decorations(options, console);
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return NameResolution.resolve(name, options.family());
  }

  @Override
  public Way open(InetAddress target, String filter) throws IOException {
    Route route = route(target);
    if (route.source() == null) {
      throw new Trouble(
          "no-source",
          "no address to send from on "
              + route.device().name()
              + ": give it one, or name one with -s");
    }
    Link link = links.get(route.device().name());
    if (link == null) {
      link = open(route.device(), filter);
    }
    return new Way(firstHop(route, link), link, route.pathMtu());
  }

  private Link open(Interface device, String filter) throws IOException {
    Link link =
        decorations.around(Links.open(device.name(), capture(device, filter)), device.name());
    links.put(device.name(), link);
    return link;
  }

  private Route route(InetAddress target) throws IOException {
    Interface device =
        options.interfaceName().isPresent()
            ? Interfaces.byName(options.interfaceName().get())
            : null;
    InetAddress source = null;
    if (options.source().isPresent()) {
      try {
        source = Addresses.literal(options.source().get());
      } catch (IllegalArgumentException e) {
        throw new Trouble("usage", "-s " + options.source().get() + ": not an IP address");
      }
    }
    return Routes.to(target, source, device);
  }

  private Capture capture(Interface device, String filter) {
    int whole = Math.min(device.mtu() + LARGEST_HEADER, Capture.LARGEST_SNAP);
    int snap = options.captureFile().isPresent() ? whole : Math.min(whole, SNAP);
    return new Capture("arp or icmp6 or " + filter, Math.max(snap, Capture.SMALLEST_SNAP), SLOTS);
  }

  private FirstHop firstHop(Route route, Link link) throws IOException {
    Interface device = route.device();
    boolean local = route.type() == Route.Type.LOCAL || device.kind() == LinkKind.LOOPBACK;
    MacAddress own = device.mac() == null ? MacAddress.ZERO : device.mac();
    MacAddress next =
        !local && link.type() == LinkType.ETHERNET && device.resolvesNeighbors()
            ? nextHopMac(route, own, link)
            : MacAddress.ZERO;
    return new FirstHop(
        device.name(),
        link.type(),
        device.mtu(route.destination()),
        route.source(),
        own,
        route.nextHop(),
        next);
  }

  private MacAddress nextHopMac(Route route, MacAddress own, Link link) throws IOException {
    Interface device = route.device();
    InetAddress nextHop = route.nextHop();
    Optional<Neighbor> known = Neighbors.lookup(device.index(), nextHop);
    if (known.isPresent() && known.get().known()) {
      return known.get().mac();
    }
    Question question = new Question(device.name(), route.source(), own, nextHop);
    return new Prober(link, Pace.unlimited(), stopped)
        .run(new Resolution(question), link.now() + RESOLUTION)
        .mac()
        .orElseThrow(() -> nobody(route));
  }

  private static Trouble nobody(Route route) {
    String what = route.gateway() == null ? "the target" : "the router";
    return new Trouble(
        "no-neighbor",
        what
            + " "
            + Addresses.text(route.nextHop())
            + " does not answer on "
            + route.device().name()
            + (route.gateway() == null
                ? " (ARP): it is down, or not on this link"
                : " (ARP): is it up, and is this the right interface?"));
  }

  @Override
  public void askName(InetAddress address) {
    names.ask(address);
  }

  @Override
  public Optional<String> name(InetAddress address) {
    return names.of(address);
  }

  @Override
  public void close() throws IOException {
    for (Link link : links.values()) {
      link.close();
    }
    decorations.close();
  }

  @Override
  public long seed() throws IOException {
    if (options.seed().isPresent()) {
      return options.seed().get();
    }
    try (InputStream random = new FileInputStream("/dev/urandom")) {
      return ByteBuffer.wrap(random.readNBytes(Long.BYTES)).getLong();
    }
  }
}
