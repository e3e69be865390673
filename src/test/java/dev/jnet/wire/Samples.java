package dev.jnet.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses and packets that several tests use. */
final class Samples {
  static final MacAddress MAC = MacAddress.parse("02:00:5e:10:00:01");
  static final MacAddress OTHER_MAC = MacAddress.parse("02:00:5e:10:00:02");
  static final Inet4Address IPV4_HERE = (Inet4Address) Addresses.literal("192.0.2.10");
  static final Inet4Address IPV4_THERE = (Inet4Address) Addresses.literal("198.51.100.80");
  static final Inet6Address IPV6_HERE = (Inet6Address) Addresses.literal("2001:db8:1::10");
  static final Inet6Address IPV6_THERE = (Inet6Address) Addresses.literal("2001:db8:2::80");

  private Samples() {}

  static InetAddress here(int version) {
    return version == 4 ? IPV4_HERE : IPV6_HERE;
  }

  static InetAddress there(int version) {
    return version == 4 ? IPV4_THERE : IPV6_THERE;
  }

  /** From here to there, not to be split, TTL 64. */
  static IpPacket packet(int version, Transport transport) {
    return IpPacket.unsplittable(
        here(version),
        there(version),
        0x1234,
        64,
        new Payload(transport.protocol(), transport.emit(here(version), there(version))));
  }

  static byte[] frame(int version, Transport transport) {
    return new Ethernet(
            OTHER_MAC,
            MAC,
            version == 4 ? EtherType.IPV4 : EtherType.IPV6,
            packet(version, transport).emit())
        .emit();
  }
}
