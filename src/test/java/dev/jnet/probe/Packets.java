package dev.jnet.probe;

import dev.jnet.link.FirstHop;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Transport;
import java.net.InetAddress;

/** Packets between this machine and a target behind a router, over IPv4 or IPv6. */
final class Packets {
  static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  static final MacAddress ROUTERS = MacAddress.parse("02:00:00:00:00:fe");

  final int version;
  final InetAddress here;
  final InetAddress there;
  final FirstHop hop;

  Packets(int version, LinkType type) {
    this.version = version;
    this.here = Addresses.literal(version == 4 ? "192.0.2.1" : "2001:db8::1");
    this.there = Addresses.literal(version == 4 ? "198.51.100.9" : "2001:db8:9::9");
    InetAddress router = Addresses.literal(version == 4 ? "192.0.2.254" : "2001:db8::fe");
    this.hop = new FirstHop("eth0", type, 1500, here, MINE, router, ROUTERS);
  }

  static IpPacket packet(InetAddress from, InetAddress to, Transport transport) {
    return IpPacket.unsplittable(
        from, to, 0x1234, 9, new Payload(transport.protocol(), transport.emit(from, to)));
  }

  /** A packet from here to there. */
  IpPacket sent(Transport transport) {
    return packet(here, there, transport);
  }

  /** A packet from there to here. */
  IpPacket received(Transport transport) {
    return packet(there, here, transport);
  }

  /** An echo request with so many bytes of data. */
  IpPacket request(int bytes) {
    return sent(IcmpEcho.request(version, 7, 1, new byte[bytes]));
  }

  Probe probe() {
    return Probe.of(hop, request(8));
  }

  /** That the link did not take a probe: a reply that needs no packet. */
  static Reply refusal(Probe probe) {
    return new Reply.Refused(
        probe, new Reply.Timing(0, 0, false, false), FrameRefusedException.Reason.TOO_LARGE);
  }
}
