package dev.jnet.neighbor;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;

/** Stations of the neighbor tests and what they say. */
final class Stations {
  static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  static final MacAddress THEIRS = MacAddress.parse("02:00:00:00:00:02");
  static final MacAddress OTHERS = MacAddress.parse("02:00:00:00:00:03");
  static final Inet4Address HERE = ipv4("192.0.2.1");
  static final Inet4Address THERE = ipv4("192.0.2.9");
  static final Inet4Address NOBODY = ipv4("0.0.0.0");

  private Stations() {}

  static Inet4Address ipv4(String text) {
    return (Inet4Address) Addresses.literal(text);
  }

  /** The reply of a station to an ARP request. */
  static Ethernet reply(MacAddress from, Dissection request) {
    Arp asked = request.arp().orElseThrow();
    MacAddress asker = asked.senderMac();
    Inet4Address askerIp = asked.senderIp();
    Arp answer = new Arp(Arp.REPLY, from, asked.targetIp(), asker, askerIp);
    return arp(asker, answer);
  }

  static Ethernet arp(MacAddress to, Arp message) {
    return new Ethernet(to, message.senderMac(), EtherType.ARP, message.emit());
  }

  /** A request to everybody. */
  static Ethernet request(MacAddress from, Inet4Address sender, Inet4Address target) {
    return arp(MacAddress.BROADCAST, new Arp(Arp.REQUEST, from, sender, MacAddress.ZERO, target));
  }
}
