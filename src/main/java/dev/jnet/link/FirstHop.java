package dev.jnet.link;

import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;

/**
 * How packets for one destination leave this machine: what a routing table and a neighbor table
 * tell.
 *
 * @param interfaceName such as {@code eth0}
 * @param type what stands in front of an IP packet there
 * @param mtu the interface's MTU: bytes of the largest IP packet that it sends
 * @param source the address that this machine's packets carry
 * @param sourceMac its hardware address on this link; zero where the link has none
 * @param nextHop who gets the frame: a router, or the destination itself when it is on this link
 * @param nextHopMac the hardware address of the next hop; zero where the link has none
 */
public record FirstHop(
    String interfaceName,
    LinkType type,
    int mtu,
    InetAddress source,
    MacAddress sourceMac,
    InetAddress nextHop,
    MacAddress nextHopMac) {

  /** The same, with the next hop's hardware address. */
  public FirstHop to(MacAddress mac) {
    return new FirstHop(interfaceName, type, mtu, source, sourceMac, nextHop, mac);
  }

  /** The frame that carries a packet to the next hop. */
  public byte[] frame(IpPacket packet) {
    return frame(packet.version(), packet.emit());
  }

  /** The frame that carries a packet, given in its bytes, to the next hop. */
  public byte[] frame(int version, byte[] packet) {
    return switch (type) {
      case RAW_IP -> packet;
      case ETHERNET ->
          new Ethernet(
                  nextHopMac, sourceMac, version == 4 ? EtherType.IPV4 : EtherType.IPV6, packet)
              .emit();
    };
  }
}
