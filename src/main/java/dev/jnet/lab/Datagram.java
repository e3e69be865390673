package dev.jnet.lab;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP packet on its way.
 *
 * @param bytes the packet's bytes, without padding
 * @param ip the parsed packet
 */
record Datagram(byte[] bytes, IpPacket ip) {
  private static final int IPV4_TTL = 8;
  private static final int IPV4_CHECKSUM = 10;
  private static final int IPV6_HOP_LIMIT = 7;

  /** A packet that a node makes. */
  static Datagram of(IpPacket ip) {
    return new Datagram(ip.emit(), ip);
  }

  /** The packet in a frame's payload; empty when a router would drop it as damaged. */
  static Optional<Datagram> parse(byte[] payload) {
    try {
      IpPacket ip = IpPacket.parse(payload);
      return ip.isTruncated() || ip.headerChecksum() == Checksum.State.WRONG
          ? Optional.empty()
          : Optional.of(new Datagram(Arrays.copyOf(payload, ip.totalLength()), ip));
    } catch (MalformedPacketException damaged) {
      return Optional.empty();
    }
  }

  int version() {
    return ip.version();
  }

  int length() {
    return bytes.length;
  }

  /** Whether a router may split the packet. */
  boolean splittable() {
    return ip instanceof Ipv4 four && !four.dontFragment();
  }

  /** The packet as it leaves a router, with its TTL lowered by one. */
  Datagram oneHopOn() {
    return withHopLimit(ip.hopLimit() - 1);
  }

  /**
   * The packet with another TTL or hop limit. Like a router, it adjusts IPv4's header checksum and
   * looks at nothing behind the header.
   */
  Datagram withHopLimit(int hopLimit) {
    byte[] next = bytes.clone();
    if (ip.version() == 4) {
      int before = u16(next, IPV4_TTL);
      next[IPV4_TTL] = (byte) hopLimit;
      int checksum = Checksum.adjusted(u16(next, IPV4_CHECKSUM), before, u16(next, IPV4_TTL));
      next[IPV4_CHECKSUM] = (byte) (checksum >>> Byte.SIZE);
      next[IPV4_CHECKSUM + 1] = (byte) checksum;
    } else {
      next[IPV6_HOP_LIMIT] = (byte) hopLimit;
    }
    return new Datagram(next, ip.withHopLimit(hopLimit));
  }

  private static int u16(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
  }

  /** The packet with DF cleared; IPv6 has no DF. */
  Datagram withoutDontFragment() {
    return ip instanceof Ipv4 four ? parse(withoutDontFragment(four)).orElseThrow() : this;
  }

  private static byte[] withoutDontFragment(Ipv4 four) {
    return new Ipv4(
            four.trafficClass(),
            four.identification(),
            false,
            four.moreFragments(),
            four.fragmentOffset(),
            four.hopLimit(),
            four.protocol(),
            four.source(),
            four.destination(),
            four.options(),
            four.totalLength(),
            Checksum.State.CORRECT,
            four.payload())
        .emit();
  }

  /** What the packet carries; empty when that cannot be parsed. */
  Optional<Transport> transport() {
    try {
      return Optional.of(Transport.parse(ip));
    } catch (MalformedPacketException nonsense) {
      return Optional.empty();
    }
  }

  /**
   * A number for the packet's flow, at least 0, by which a router chooses one of several equal
   * paths: from the addresses and the ports, as Linux does with {@code fib_multipath_hash_policy}
   * 1. ICMP has no ports, so that all of it goes one way.
   */
  int flow() {
    int ports = 0;
    Transport carried = transport().orElse(null);
    if (carried instanceof Tcp tcp) {
      ports = tcp.sourcePort() << Short.SIZE | tcp.destinationPort();
    } else if (carried instanceof Udp udp) {
      ports = udp.sourcePort() << Short.SIZE | udp.destinationPort();
    }
    int mixed = (31 * ip.source().hashCode() + ip.destination().hashCode() + ports) * 0x9e37_79b1;
    return mixed >>> Short.SIZE;
  }

  /**
   * Whether an ICMP error may be sent about the packet (RFC 1122 section 3.2.2, RFC 4443 section
   * 2.4 e). None may be sent about an ICMP error, about a later fragment, or about a packet from or
   * to several machines.
   */
  boolean mayCauseError() {
    return ip.fragmentOffset() == 0
        && !ip.source().isAnyLocalAddress()
        && !ip.source().isMulticastAddress()
        && !ip.destination().isMulticastAddress()
        && !isIcmpError();
  }

  private boolean isIcmpError() {
    return ip.protocol() == IpProtocol.icmp(ip.version())
        && transport().map(t -> t instanceof IcmpError).orElse(true);
  }
}
