package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpOther;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Transport;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** How a machine tells others on its link its hardware address: ARP, and RFC 4861 for IPv6. */
final class NeighborDiscovery {
  private static final int SOLICITATION = 135;
  private static final int ADVERTISEMENT = 136;

  /**
   * These messages come from this link alone: no router has lowered this (RFC 4861 section 6.1).
   */
  private static final int UNTOUCHED = 255;

  private static final long ROUTER_FLAG = 0x8000_0000L;
  private static final long SOLICITED_FLAG = 0x4000_0000L;
  private static final long OVERRIDE_FLAG = 0x2000_0000L;
  private static final int ADDRESS = 16;
  private static final InetAddress ALL_NODES = Addresses.literal("ff02::1");

  private NeighborDiscovery() {}

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

  /** Whether a packet is a neighbour solicitation, which a machine hears even as a multicast. */
  static boolean isSolicitation(Datagram datagram) {
    return solicitation(datagram).isPresent();
  }

  private static Optional<IcmpOther> solicitation(Datagram datagram) {
    if (datagram.version() == 6
        && datagram.ip().protocol() == IpProtocol.ICMPV6
        && datagram.ip().hopLimit() == UNTOUCHED) {
      Optional<Transport> transport = datagram.transport();
      if (transport.isPresent()
          && transport.get() instanceof IcmpOther message
          && message.type() == SOLICITATION
          && message.checksum() == Checksum.State.CORRECT
          && message.body().length >= ADDRESS) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** The answer to a neighbour solicitation, if the packet is one, and for this node. */
  static Optional<Datagram> answer(Topology.Node node, Datagram question) {
    Optional<IcmpOther> solicitation = solicitation(question);
    Optional<NetworkAddress> own = node.address(6);
    if (solicitation.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    byte[] target = Arrays.copyOf(solicitation.get().body(), ADDRESS);
    if (!Arrays.equals(target, own.get().address().getAddress())) {
      return Optional.empty();
    }
    boolean probe = question.ip().source().isAnyLocalAddress(); // duplicate address detection
    InetAddress asker = probe ? ALL_NODES : question.ip().source();
    long flags =
        OVERRIDE_FLAG
            | (probe ? 0 : SOLICITED_FLAG)
            | (node.kind() == Topology.Kind.ROUTER ? ROUTER_FLAG : 0);
    byte[] message =
        new IcmpOther(6, ADVERTISEMENT, 0, flags, Checksum.State.CORRECT, body(target, node))
            .emit(own.get().address(), asker);
    return Optional.of(
        Datagram.of(
            new Ipv6(
                (Inet6Address) own.get().address(),
                (Inet6Address) asker,
                UNTOUCHED,
                IpProtocol.ICMPV6,
                message)));
  }

  /** The target, and the option "target link-layer address", of 8 octets. */
  private static byte[] body(byte[] target, Topology.Node node) {
    byte[] body = Arrays.copyOf(target, ADDRESS + 8);
    body[ADDRESS] = 2;
    body[ADDRESS + 1] = 1;
    System.arraycopy(node.mac().octets(), 0, body, ADDRESS + 2, 6);
    return body;
  }

  /** Whether two nodes' addresses could be asked for: a parse that never fails. */
  static Optional<Arp> parse(byte[] payload) {
    try {
      return Optional.of(Arp.parse(payload));
    } catch (MalformedPacketException damaged) {
      return Optional.empty();
    }
  }
}
