package dev.jnet.command.walk;

import dev.jnet.host.Neighbor;
import dev.jnet.link.pcap.Capture;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.Patience;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.NextHop.Means;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the paths of a walk, and asks each next hop for its hardware address once. */
final class NextHopFinder {
  /** The longest search for a hardware address, in ns. */
  private static final long RESOLUTION = 3 * Nanos.SECOND;

  private final Network network;
  private final Capture capture;
  private final Map<InetAddress, MacAddress> asked = new HashMap<>();

  /**
   * A finder that has not asked any next hop yet.
   *
   * @param filter the filter for what the walk captures, besides ARP and ICMPv6
   */
  NextHopFinder(Network network, String filter) {
    this.network = network;
    this.capture = Capture.bulk("arp or icmp6 or " + filter);
  }

  /** Opens the path to a host. When its next hop does not answer, the path stays closed. */
  KnownPath find(InetAddress target, long patience, Journey journey) throws IOException {
    NetworkPath path =
        network.open(
            target.isLoopbackAddress()
                ? network.paths().withinHost(target)
                : network.paths().to(target),
            capture);
    if (path.question().isEmpty()) {
      Means means = path.isOwn() ? Means.LOOPBACK : Means.POINT_TO_POINT;
      return known(path, means, List.of(), Optional.empty());
    }
    InetAddress nextHop = path.hop().nextHop();
    MacAddress before = asked.get(nextHop);
    if (before != null) {
      return known(path.to(before), Means.ASKED_BEFORE, List.of(), Optional.empty());
    }
    NeighborCall call = new NeighborCall(path.question().get(), Patience.FIRST_ANSWER);
    Optional<MacAddress> mac =
        journey.run(path, call, Math.min(patience, RESOLUTION)).map(NeighborAnswer::mac);
    mac.ifPresent(found -> asked.put(nextHop, found));
    return known(
        mac.map(path::to).orElse(path),
        Addresses.version(nextHop) == 4 ? Means.ARP : Means.NEIGHBOR_DISCOVERY,
        call.questions(),
        call.answer());
  }

  private static KnownPath known(
      NetworkPath path, Means means, List<Passage> questions, Optional<Passage> answer) {
    long until = answer.map(Passage::at).orElseGet(() -> path.link().now());
    long elapsed = questions.isEmpty() ? 0 : Math.max(0, until - questions.get(0).at());
    return new KnownPath(
        path,
        new NextHop(
            path.target(),
            path.hop(),
            means,
            path.isRouted(),
            questions,
            answer,
            path.cached().filter(Neighbor::known).map(Neighbor::mac),
            elapsed));
  }
}
