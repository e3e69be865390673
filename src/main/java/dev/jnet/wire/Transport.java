package dev.jnet.wire;

import java.net.InetAddress;

/** What an IP packet carries, as far as jnet knows it. */
public sealed interface Transport permits Icmp, Tcp, Udp, Transport.Unknown {
  /** The protocol's number in the IP header: one of {@link IpProtocol}. */
  int protocol();

  /** Whether the checksum was right when this was parsed. */
  Checksum.State checksum();

  /**
   * The bytes, with a new checksum.
   *
   * @param source the packet's source; the pseudo-header of the checksum has both addresses
   * @param destination the packet's destination
   */
  byte[] emit(InetAddress source, InetAddress destination);

  /**
   * Parses what a packet carries. The middle of a split packet, and a protocol that jnet does not
   * know, are {@link Unknown}.
   */
  static Transport parse(IpPacket packet) throws MalformedPacketException {
    if (packet.fragmentOffset() > 0) {
      return new Unknown(packet.protocol(), packet.payload());
    }
    return switch (packet.protocol()) {
      case IpProtocol.ICMP, IpProtocol.ICMPV6 ->
          packet.protocol() == IpProtocol.icmp(packet.version())
              ? Icmp.parse(packet)
              : new Unknown(packet.protocol(), packet.payload());
      case IpProtocol.TCP -> Tcp.parse(packet);
      case IpProtocol.UDP -> Udp.parse(packet);
      default -> new Unknown(packet.protocol(), packet.payload());
    };
  }

  /**
   * Whether the checksum of a packet's payload, with the pseudo-header, is right. It is not
   * verified when a part of the payload is missing.
   */
  static Checksum.State verify(IpPacket packet, int field) {
    return packet.isFragment() || packet.isTruncated()
        ? Checksum.State.NOT_VERIFIED
        : Checksum.verify(
            packet.source(), packet.destination(), packet.protocol(), packet.payload(), field);
  }

  /**
   * A protocol that jnet does not look into, or a later fragment.
   *
   * @param protocol a number of {@link IpProtocol} or another, 0 to 255
   * @param bytes what the packet carries
   */
  record Unknown(int protocol, byte[] bytes) implements Transport {
    @Override
    public Checksum.State checksum() {
      return Checksum.State.NOT_VERIFIED;
    }

    @Override
    public byte[] emit(InetAddress source, InetAddress destination) {
      return bytes.clone();
    }
  }
}
