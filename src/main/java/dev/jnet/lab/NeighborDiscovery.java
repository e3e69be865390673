package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Transport;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Tells other machines on the link a machine's hardware address: by ARP for IPv4, by neighbor
 * discovery (RFC 4861) for IPv6.
 */
final class NeighborDiscovery {
  /** The bits by which the hardware address of a second claimant differs. */
  private static final long TWIN = 0xff00;

  private static final InetAddress ALL_NODES = Addresses.literal("ff02::1");

  private NeighborDiscovery() {}

  /** The answer of a station that claims the address, too; empty where there is none. */
  static Optional<Arp> ofTwin(Topology.Node node, Arp answer) {
    return node.settings().isSet(Setting.TWIN)
        ? Optional.of(
            new Arp(
                answer.operation(),
                twin(node.mac()),
                answer.senderIp(),
                answer.targetMac(),
                answer.targetIp()))
        : Optional.empty();
  }

  private static MacAddress twin(MacAddress mac) {
    return MacAddress.of(mac.bits() ^ TWIN);
  }

  /** The answer to an ARP question, if it is for this node. */
  static Optional<Arp> answer(Topology.Node node, Arp question) {
    Optional<NetworkAddress> own = node.address(4);
    if (question.operation() != Arp.REQUEST
        || own.isEmpty()
        || !own.get().address().equals(question.targetIp())) {
      return Optional.empty();
    }
    return Optional.of(
        new Arp(
            Arp.REPLY,
            node.mac(),
            (Inet4Address) own.get().address(),
            question.senderMac(),
            question.senderIp()));
  }

  /** The question in a packet, if it is a valid neighbor solicitation. */
  static Optional<NeighborSolicitation> solicitation(Datagram datagram) {
    byte[] message = datagram.ip().payload();
    if (datagram.version() == 6
        && datagram.ip().protocol() == IpProtocol.ICMPV6
        && message.length > 0
        && Byte.toUnsignedInt(message[0]) == NeighborSolicitation.TYPE) {
      Optional<Transport> transport = datagram.transport();
      if (transport.isPresent()
          && transport.get() instanceof NeighborSolicitation question
          && question.isValidIn(datagram.ip())) {
        return Optional.of(question);
      }
    }
    return Optional.empty();
  }

  /**
   * The answers to a question for this node; none to another.
   *
   * @param asker the packet's source. It is unspecified in duplicate address detection; then the
   *     answer goes to all nodes
   */
  static List<Datagram> answers(
      Topology.Node node, NeighborSolicitation question, InetAddress asker) {
    Optional<NetworkAddress> own = node.address(6);
    if (own.isEmpty() || !own.get().address().equals(question.target())) {
      return List.of();
    }
    Datagram first = answer(node, node.mac(), question, asker);
    return node.settings().isSet(Setting.TWIN)
        ? List.of(first, answer(node, twin(node.mac()), question, asker))
        : List.of(first);
  }

  private static Datagram answer(
      Topology.Node node, MacAddress mac, NeighborSolicitation question, InetAddress asker) {
    boolean toAll = asker.isAnyLocalAddress();
    InetAddress destination = toAll ? ALL_NODES : asker;
    byte[] message =
        new NeighborAdvertisement(
                question.target(),
                node.kind() == Topology.Kind.ROUTER,
                !toAll,
                true,
                Optional.of(mac),
                Checksum.State.CORRECT)
            .emit(question.target(), destination);
    return Datagram.of(
        new Ipv6(
            question.target(),
            (Inet6Address) destination,
            NeighborAdvertisement.HOP_LIMIT,
            IpProtocol.ICMPV6,
            message));
  }
}
