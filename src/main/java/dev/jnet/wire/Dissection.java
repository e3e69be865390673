package dev.jnet.wire;

import java.util.Optional;

/**
 * A received frame, taken apart as far as possible. When one header makes no sense, the headers
 * before it are still known.
 *
 * @param ethernet the frame's own header; empty where the link has none, as on tun
 * @param arp the ARP or RARP message, when it carries one
 * @param ip the IP packet, when it carries one
 * @param transport what the IP packet carries
 * @param trouble why the rest could not be read; empty when the whole frame was read
 */
public record Dissection(
    Optional<Ethernet> ethernet,
    Optional<Arp> arp,
    Optional<IpPacket> ip,
    Optional<Transport> transport,
    Optional<String> trouble) {

  /** Takes an Ethernet frame apart. Never throws, whatever the bytes are. */
  public static Dissection ofEthernet(byte[] frame) {
    Ethernet ethernet;
    try {
      ethernet = Ethernet.parse(frame);
    } catch (MalformedPacketException e) {
      return broken(Optional.empty(), Optional.empty(), e);
    }
    return switch (ethernet.etherType()) {
      case EtherType.IPV4, EtherType.IPV6 -> ofIp(Optional.of(ethernet), ethernet.payload());
      case EtherType.ARP, EtherType.RARP -> ofArp(ethernet);
      default -> whole(Optional.of(ethernet), Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  /** Takes an IP packet apart, from a link without headers of its own. Never throws. */
  public static Dissection ofIp(byte[] packet) {
    return ofIp(Optional.empty(), packet);
  }

  private static Dissection ofArp(Ethernet ethernet) {
    try {
      Arp arp = Arp.parse(ethernet.payload());
      return whole(Optional.of(ethernet), Optional.of(arp), Optional.empty(), Optional.empty());
    } catch (MalformedPacketException e) {
      return broken(Optional.of(ethernet), Optional.empty(), e);
    }
  }

  private static Dissection ofIp(Optional<Ethernet> ethernet, byte[] bytes) {
    Optional<IpPacket> ip = Optional.empty();
    try {
      ip = Optional.of(IpPacket.parse(bytes));
      return whole(ethernet, Optional.empty(), ip, Optional.of(Transport.parse(ip.get())));
    } catch (MalformedPacketException e) {
      return broken(ethernet, ip, e);
    }
  }

  private static Dissection whole(
      Optional<Ethernet> ethernet,
      Optional<Arp> arp,
      Optional<IpPacket> ip,
      Optional<Transport> transport) {
    return new Dissection(ethernet, arp, ip, transport, Optional.empty());
  }

  private static Dissection broken(
      Optional<Ethernet> ethernet, Optional<IpPacket> ip, MalformedPacketException why) {
    return new Dissection(
        ethernet,
        Optional.empty(),
        ip,
        Optional.empty(),
        Optional.of(String.valueOf(why.getMessage())));
  }
}
