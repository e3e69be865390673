package dev.jnet.network;

import dev.jnet.host.HostException;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.link.witness.BridgeDrop;
import dev.jnet.link.witness.BridgeSocket;
import dev.jnet.link.witness.DepartureSocket;
import dev.jnet.link.witness.DepartureSocket.Departed;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.KernelQuestion;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.KernelDeparture.Place;
import dev.jnet.probe.RouteLimits;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine's kernel sends beside probes: a copy of the first probe, and a question of its
 * own where that is wanted. The sockets for both need privileges. So they are opened together with
 * the link, before the privileges are given up.
 */
final class HostKernelProbes implements KernelProbes, AutoCloseable {
  private final NetworkOptions options;
  private final HostRoutes routes;
  private final OpenLinks links;

  /** At most one for each IP version. */
  private final Map<Integer, KernelQuestion> echoes = new HashMap<>();

  private Optional<DepartureSocket> departures = Optional.empty();

  /** Of the path that was opened last. */
  private Optional<BridgeSocket> bridge = Optional.empty();

  HostKernelProbes(NetworkOptions options, HostRoutes routes, OpenLinks links) {
    this.options = options;
    this.routes = routes;
    this.links = links;
  }

  /**
   * Opens the socket for an echo request to the target of a path, which is now open. Probes of
   * another kind have no use for it.
   */
  void prepareQuestion(NetworkPath path) throws IOException {
    int version = Addresses.version(path.target());
    close(echoes.remove(version));
    if (routes.flow().protocol(version) == IpProtocol.icmp(version) && isWitnessed(path)) {
      Optional<KernelQuestion> echo =
          KernelQuestion.echo(
              path.target(),
              path.hop().source(),
              (int) new Seeds().next() & 0xffff,
              options.interfaceName(),
              options.mark());
      if (echo.isPresent()) {
        echoes.put(version, echo.get());
      }
    }
  }

  /** Opens the socket for a copy of the first probe on a path, which is now open. */
  void prepareCopy(NetworkPath path) throws IOException {
    int protocol = routes.flow().protocol(Addresses.version(path.target()));
    boolean witnessed = isWitnessed(path);
    if (bridge.isPresent()) { // no method reference: the JVM makes a class of each at every start
      bridge.get().close();
    }
    bridge = witnessed ? BridgeSocket.open(path.target(), path.device()) : Optional.empty();
    if (witnessed && departures.isEmpty()) {
      departures = DepartureSocket.open();
    }
    links.witness(
        path,
        witnessed && routes.copyFollows(path.target(), path.route())
            ? KernelCopy.open(
                path.target(), protocol, options.interfaceName(), options.mark(), departures)
            : Optional.empty());
  }

  @Override
  public Optional<KernelCopy> copy(NetworkPath path) {
    return isWitnessed(path) ? links.copy(path) : Optional.empty();
  }

  private boolean isWitnessed(NetworkPath path) {
    return path.access().isWhole() && isOfPrograms(path);
  }

  @Override
  public Optional<KernelQuestion> question(NetworkPath path, Via via) {
    if (!isWitnessed(path) || via.kind() == Via.Kind.UDP) {
      return Optional.empty();
    }
    if (via.kind() == Via.Kind.TCP) {
      return KernelQuestion.connection(
          path.target(),
          path.hop().source(),
          via.port().orElseThrow(),
          options.interfaceName(),
          options.mark());
    }
    KernelQuestion prepared = echoes.remove(Addresses.version(path.target()));
    if (prepared == null || prepared.isFor(path.target())) {
      return Optional.ofNullable(prepared);
    }
    prepared.close();
    return Optional.empty();
  }

  @Override
  public Optional<KernelDeparture> departure(NetworkPath path) {
    Optional<KernelCopy> copy = copy(path);
    if (copy.isEmpty() || copy.get().probe().isEmpty()) {
      return Optional.empty();
    }
    List<Departed> left = copy.get().departed();
    return left.isEmpty() ? Optional.empty() : departure(path, copy.get().probe().get(), left);
  }

  private static Optional<KernelDeparture> departure(
      NetworkPath path, IpPacket probe, List<Departed> left) {
    IpPacket packet = left.get(0).packet();
    Place asked = destination(probe);
    Place reached = destination(packet);
    boolean sameSource = packet.source().equals(probe.source());
    if (reached.isSame(asked) && sameSource && passes(left, path.device().index())) {
      return Optional.empty(); // the usual case, in which the kernel is not asked for a name
    }
    return Optional.of(
        new KernelDeparture(
            kind(probe),
            asked,
            reached.isSame(asked) ? Optional.empty() : Optional.of(reached),
            sameSource ? Optional.empty() : Optional.of(packet.source()),
            name(left.get(0).index())));
  }

  private static boolean passes(List<Departed> left, int index) {
    for (Departed each : left) {
      if (each.index() == index) {
        return true;
      }
    }
    return false;
  }

  private static Via.Kind kind(IpPacket packet) {
    return switch (packet.protocol()) {
      case IpProtocol.TCP -> Via.Kind.TCP;
      case IpProtocol.UDP -> Via.Kind.UDP;
      default -> Via.Kind.ICMP;
    };
  }

  private static Place destination(IpPacket packet) {
    int port =
        kind(packet) != Via.Kind.ICMP ? ByteBuffer.wrap(packet.payload()).getShort(2) & 0xffff : 0;
    return new Place(packet.destination(), port);
  }

  private static String name(int index) {
    try {
      return Interfaces.byIndex(index).name();
    } catch (HostException gone) {
      return "interface " + index;
    }
  }

  @Override
  public boolean waitsForNeighbor(NetworkPath path) {
    Optional<KernelCopy> copy = copy(path);
    return copy.isPresent()
        && copy.get().isHidden()
        && path.device().resolvesNeighbors()
        && isUnresolved(path);
  }

  private boolean isUnresolved(NetworkPath path) {
    try {
      Optional<Neighbor> neighbor = routes.neighbor(path.device(), path.hop().nextHop());
      return neighbor.isPresent() && !neighbor.get().known();
    } catch (HostException untold) {
      return false; // then the report says nothing about it
    }
  }

  @Override
  public Optional<BridgeDrop> bridgeDrop(NetworkPath path) {
    Optional<KernelCopy> copy = copy(path);
    return bridge.isEmpty() || copy.isEmpty() || !bridge.get().isFor(path.target())
        ? Optional.empty()
        : bridge.get().drop(copy.get());
  }

  @Override
  public int refusedFrames(NetworkPath path) {
    return options.wireOnly() ? 0 : links.refused(path);
  }

  @Override
  public Optional<RouteLimits> limits(NetworkPath path) {
    if (!isOfPrograms(path) || path.route().isEmpty()) {
      return Optional.empty();
    }
    Route.Metrics metrics = path.route().get().metrics();
    boolean limits = metrics.mtu() > 0 && metrics.mtu() < path.device().mtu(path.target());
    int mtu = limits || metrics.mtuLocked() ? metrics.mtu() : 0;
    return mtu == 0 && metrics.advertisedMss() == 0
        ? Optional.empty()
        : Optional.of(
            new RouteLimits(path.target(), mtu, metrics.mtuLocked(), metrics.advertisedMss()));
  }

  @Override
  public Optional<CachedPathMtu> cached(NetworkPath path) {
    int learned = path.kernelMtu();
    return isOfPrograms(path) && learned > 0 && learned < path.device().mtu(path.target())
        ? Optional.of(new CachedPathMtu(path.target(), learned, 0))
        : Optional.empty();
  }

  /** Whether reports tell what programs get, and packets on the path leave this machine. */
  private boolean isOfPrograms(NetworkPath path) {
    return !options.many() && !options.wireOnly() && !path.isOwn();
  }

  private static void close(KernelQuestion question) {
    if (question != null) {
      question.close();
    }
  }

  @Override
  public void close() {
    for (KernelQuestion each : echoes.values()) {
      each.close();
    }
    echoes.clear();
    bridge.ifPresent(BridgeSocket::close);
    bridge = Optional.empty();
    departures.ifPresent(DepartureSocket::close);
    departures = Optional.empty();
  }
}
