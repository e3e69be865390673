package dev.jnet.probe;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import dev.jnet.wire.WireReader;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What a packet, its answer and its quote in an ICMP error have in common: the addresses and ports,
 * seen from this machine.
 *
 * <p>A question about a neighbor has no IP protocol, so its EtherType stands in that place.
 * EtherTypes are larger than all protocol numbers. It has no identifiers: only the address of the
 * station that asks, and the address that it asks for. RARP does not ask for a protocol address:
 * there the identifiers are the two halves of the hardware address.
 *
 * @param protocol the IP protocol, 0 to 255; for a question about a neighbor the EtherType of its
 *     frame
 * @param local this machine's address
 * @param localId this machine's port, or the ICMP identifier
 * @param remote the other host's address; in a question about a neighbor, the address that is asked
 *     for
 * @param remoteId the other host's port, or the ICMP sequence number
 */
public record Flow(int protocol, InetAddress local, int localId, InetAddress remote, int remoteId) {
  private static final InetAddress UNSPECIFIED_IPV4 = Addresses.literal("0.0.0.0");
  private static final InetAddress UNSPECIFIED_IPV6 = Addresses.literal("::");

  /** Whether it is a question about a neighbor. */
  boolean asksNeighbor() {
    return protocol > 0xff;
  }

  /**
   * The flow of a packet that this machine sent, or that an ICMP error quotes, even if it is cut
   * short.
   */
  public static Optional<Flow> ofSent(IpPacket packet) {
    if (packet.fragmentOffset() > 0) {
      return Optional.empty();
    }
    WireReader in = new WireReader(packet.payload());
    try {
      if (packet.protocol() == IpProtocol.icmp(packet.version())) {
        int type = in.u8();
        in.skip(3); // code, checksum
        if (packet.version() == 6 && type == NeighborSolicitation.TYPE) {
          in.skip(4); // reserved
          return Optional.of(neighbor(packet.source(), Addresses.ipv6(in.bytes(16))));
        }
        return Optional.of(sent(packet, in.u16(), in.u16()));
      }
      if (packet.protocol() == IpProtocol.TCP || packet.protocol() == IpProtocol.UDP) {
        return Optional.of(sent(packet, in.u16(), in.u16()));
      }
      return Optional.empty();
    } catch (MalformedPacketException tooShort) {
      return Optional.empty();
    }
  }

  /** The flow of a packet that this machine received: the sender is the remote end. */
  public static Optional<Flow> ofReceived(IpPacket packet, Transport transport) {
    if (transport instanceof IcmpEcho echo && !echo.isRequest()) {
      return Optional.of(received(packet, echo.identifier(), echo.sequence()));
    }
    if (transport instanceof Tcp tcp) {
      return Optional.of(received(packet, tcp.destinationPort(), tcp.sourcePort()));
    }
    if (transport instanceof NeighborAdvertisement answer) {
      return answer.isValidIn(packet)
          ? Optional.of(neighbor(whoAsked(packet.destination()), answer.target()))
          : Optional.empty();
    }
    if (transport instanceof Udp udp) {
      return Optional.of(received(packet, udp.destinationPort(), udp.sourcePort()));
    }
    return Optional.empty();
  }

  /** The flow of an ARP or RARP question that this machine asks. */
  public static Flow ofSent(int etherType, Arp question) {
    return etherType == EtherType.RARP
        ? reverse(question.targetMac())
        : new Flow(etherType, question.senderIp(), 0, question.targetIp(), 0);
  }

  /**
   * The flow of the question that an ARP or RARP reply of another station answers. The reply names
   * the station that asked.
   */
  public static Optional<Flow> ofReceived(int etherType, Arp message) {
    if (etherType == EtherType.RARP) {
      return message.operation() == Arp.REVERSE_REPLY
          ? Optional.of(reverse(message.targetMac()))
          : Optional.empty();
    }
    return message.operation() == Arp.REPLY
        ? Optional.of(new Flow(EtherType.ARP, message.targetIp(), 0, message.senderIp(), 0))
        : Optional.empty();
  }

  /** This flow with another address of this machine. */
  Flow withLocal(InetAddress other) {
    return new Flow(protocol, other, localId, remote, remoteId);
  }

  /** This flow with another address of the other host. */
  Flow withRemote(InetAddress other) {
    return new Flow(protocol, local, localId, other, remoteId);
  }

  private static Flow neighbor(InetAddress source, InetAddress target) {
    return new Flow(EtherType.IPV6, source, 0, target, 0);
  }

  private static Flow reverse(MacAddress mac) {
    int half = MacAddress.LENGTH * Byte.SIZE / 2;
    int mask = (1 << half) - 1;
    return new Flow(
        EtherType.RARP,
        UNSPECIFIED_IPV4,
        (int) (mac.bits() >>> half),
        UNSPECIFIED_IPV4,
        (int) mac.bits() & mask);
  }

  /**
   * The station that asked. An answer goes to a group when the question came from the unspecified
   * address (RFC 4861 section 7.2.4).
   */
  private static InetAddress whoAsked(InetAddress destination) {
    return destination.isMulticastAddress() ? UNSPECIFIED_IPV6 : destination;
  }

  private static Flow sent(IpPacket packet, int localId, int remoteId) {
    return new Flow(packet.protocol(), packet.source(), localId, packet.destination(), remoteId);
  }

  private static Flow received(IpPacket packet, int localId, int remoteId) {
    return new Flow(packet.protocol(), packet.destination(), localId, packet.source(), remoteId);
  }

  /**
   * Does what a record's own method does. The JVM would need 10 ms to make that one at its first
   * call.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Flow flow
        && protocol == flow.protocol
        && localId == flow.localId
        && remoteId == flow.remoteId
        && local.equals(flow.local)
        && remote.equals(flow.remote);
  }

  @Override
  public int hashCode() {
    int ids = 31 * (31 * protocol + localId) + remoteId;
    return 31 * (31 * ids + local.hashCode()) + remote.hashCode();
  }
}
