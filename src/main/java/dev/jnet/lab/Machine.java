package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Nat64;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A host or a router. It handles the packets for itself, and a router forwards others. */
final class Machine implements Station, Outlet {
  private final Topology.Node node;
  private final int index;
  private final SimulatedNetwork network;
  private final Timeline timeline;
  private final IpStack stack;
  private final Forwarder forwarder;
  private final ErrorSender errors;
  private final Reassembler ofIpv4 = new Reassembler();

  /** The last host whose packets were translated to IPv4. */
  private Optional<Inet6Address> inside = Optional.empty();

  private final Map<InetAddress, Integer> learnedMtus = new HashMap<>();
  private int identification;
  private Predicate<Datagram> tap = datagram -> false;

  Machine(Topology topology, int index, SimulatedNetwork network, Timeline timeline) {
    this.node = topology.nodes().get(index);
    this.index = index;
    this.network = network;
    this.timeline = timeline;
    errors = new ErrorSender(node, timeline, this);
    stack = new IpStack(topology, node, timeline, this, errors);
    forwarder = new Forwarder(node, index, network, timeline, errors);
  }

  @Override
  public MacAddress mac() {
    return node.mac();
  }

  /**
   * Shows a program the packets for this machine.
   *
   * @param program takes a packet, and tells whether the machine itself is not to answer it
   */
  void tap(Predicate<Datagram> program) {
    tap = program;
  }

  /** Sends a packet that a program on this machine has made. */
  void sendRaw(Datagram datagram) {
    network
        .way(index, network.goal(datagram.ip().destination()), datagram.version())
        .ifPresent(way -> way.carry(datagram));
  }

  @Override
  public void arrive(Datagram datagram, CableDirection over) {
    Optional<NeighborSolicitation> question = NeighborDiscovery.solicitation(datagram);
    if (question.isPresent()) {
      NeighborDiscovery.answers(node, question.get(), datagram.ip().source())
          .forEach(over.reverse()::carry);
    } else if (isTranslator() && Nat64.isTranslated(datagram.ip().destination())) {
      toIpv4(datagram);
    } else if (isMine(datagram.ip().destination())) {
      if (inside.isPresent() && datagram.version() == 4) {
        toIpv6(datagram);
      } else if (!tap.test(datagram)) {
        stack.receive(datagram);
      }
    } else if (node.kind() == Topology.Kind.ROUTER && !stack.answersForOther(datagram)) {
      forwarder.forward(datagram);
    }
  }

  private boolean isTranslator() {
    return node.settings().isSet(Setting.NAT64);
  }

  /** Sends a packet for an IPv4 host on, as a translator does (RFC 7915 section 5). */
  private void toIpv4(Datagram datagram) {
    if (datagram.ip().hopLimit() <= 1) {
      errors.timeExceeded(datagram);
      return;
    }
    inside = Optional.of((Inet6Address) datagram.ip().source());
    Inet4Address own = (Inet4Address) node.address(4).orElseThrow().address();
    Optional<Ipv4> translated = Nat64.toIpv4((Ipv6) datagram.ip(), own);
    Optional<CableDirection> way =
        translated.flatMap(four -> network.way(index, network.goal(four.destination()), 4));
    if (way.isEmpty()) {
      return;
    }
    int mtu = way.get().mtu(4);
    if (translated.get().totalLength() <= mtu) {
      way.get().carry(Datagram.of(translated.get()));
    } else if (translated.get().dontFragment()) {
      errors.tooBig(datagram, mtu + Nat64.LONGER_HEADER);
    } else {
      Fragmenter.split(translated.get(), mtu, 0).forEach(way.get()::carry);
    }
  }

  /** Sends what an IPv4 host answers on to the host inside, or takes what is for this machine. */
  private void toIpv6(Datagram part) {
    Optional<Datagram> whole = part.ip().isFragment() ? ofIpv4.add(part.ip()) : Optional.of(part);
    if (whole.isEmpty()) {
      return;
    }
    boolean asks =
        whole.get().transport().orElse(null) instanceof IcmpEcho echo && echo.isRequest();
    Optional<Ipv6> translated =
        asks ? Optional.empty() : Nat64.toIpv6((Ipv4) whole.get().ip(), inside.orElseThrow());
    translated.ifPresentOrElse(this::leave, () -> stack.receive(whole.get()));
  }

  /** The answer to an ARP message, if there is one. */
  Optional<Arp> answer(Arp question) {
    return NeighborDiscovery.answer(node, question);
  }

  /** The answer of a station that claims this machine's address, too; empty where there is none. */
  Optional<Arp> answerOfTwin(Arp answer) {
    return NeighborDiscovery.ofTwin(node, answer);
  }

  private boolean isMine(InetAddress address) {
    Optional<NetworkAddress> own = node.address(Addresses.version(address));
    return own.isPresent() && own.get().address().equals(address);
  }

  @Override
  public void learned(InetAddress destination, long mtu) {
    learnedMtus.merge(destination, (int) Math.min(mtu, IpPacket.LARGEST_IPV4), Math::min);
  }

  @Override
  public int mtu(InetAddress destination, int version) {
    return network
        .way(index, network.goal(destination), version)
        .map(way -> way.mtu(version))
        .orElse(Ipv6.MINIMUM_MTU);
  }

  @Override
  public void send(IpPacket packet) {
    timeline.plan(
        timeline.now() + node.settings().get(Setting.REPLY_DELAY),
        new Timeline.Occurrence() {
          @Override
          public void happen() {
            leave(packet);
          }
        });
  }

  private void leave(IpPacket packet) {
    int goal = network.goal(packet.destination());
    Optional<CableDirection> found = network.way(index, goal, packet.version());
    if (found.isEmpty()) {
      return;
    }
    CableDirection way = found.get();
    int mtu = way.mtu(packet.version());
    int learned = learnedMtus.getOrDefault(packet.destination(), IpPacket.LARGEST_IPV4);
    if (packet instanceof Ipv6 six) {
      // no message may lower it below 1280 (RFC 8201 section 4)
      int most = Math.min(mtu, Math.max(learned, Ipv6.MINIMUM_MTU));
      if (packet.totalLength() > most) {
        for (Datagram fragment : Fragmenter.split(six, most, ++identification)) {
          way.carry(fragment);
        }
        return;
      }
    } else if (packet instanceof Ipv4 four && !four.dontFragment() && four.totalLength() > mtu) {
      for (Datagram fragment : Fragmenter.split(four, mtu, 0)) {
        way.carry(fragment);
      }
      return;
    } else if (packet.totalLength() > Math.min(mtu, Math.max(learned, Ipv4.MINIMUM_MTU))) {
      return; // DF is set: the machine's own kernel refuses the packet
    }
    way.carry(Datagram.of(packet));
  }
}
