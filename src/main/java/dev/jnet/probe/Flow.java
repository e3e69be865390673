package dev.jnet.probe;

import dev.jnet.wire.Arp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import dev.jnet.wire.WireReader;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What is the same in a packet, in the answer to it, and in the quote of it in an ICMP error: who
 * talks to whom, seen from this machine.
 *
 * @param protocol the IP protocol, or an EtherType for ARP
 * @param local this machine's address
 * @param localId port, or ICMP identifier
 * @param remote the other's address
 * @param remoteId port, or ICMP sequence number
 */
public record Flow(int protocol, InetAddress local, int localId, InetAddress remote, int remoteId) {

  /** The flow of a packet that this machine sent, or that an ICMP error quotes: also a cut one. */
  public static Optional<Flow> ofSent(IpPacket packet) {
    if (packet.fragmentOffset() > 0) {
      return Optional.empty();
    }
    WireReader in = new WireReader(packet.payload());
    try {
      if (packet.protocol() == IpProtocol.icmp(packet.version())) {
        in.skip(4); // type, code, checksum
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
    if (transport instanceof Udp udp) {
      return Optional.of(received(packet, udp.destinationPort(), udp.sourcePort()));
    }
    return Optional.empty();
  }

  /** The flow of an ARP question that this machine asks. */
  public static Flow ofSent(int etherType, Arp question) {
    return new Flow(etherType, question.senderIp(), 0, question.targetIp(), 0);
  }

  private static Flow sent(IpPacket packet, int localId, int remoteId) {
    return new Flow(packet.protocol(), packet.source(), localId, packet.destination(), remoteId);
  }

  private static Flow received(IpPacket packet, int localId, int remoteId) {
    return new Flow(packet.protocol(), packet.destination(), localId, packet.source(), remoteId);
  }
}
