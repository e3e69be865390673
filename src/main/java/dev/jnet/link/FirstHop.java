package dev.jnet.link;

import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;

/**
 * How packets for one destination leave this machine, by its routing table and its neighbor table.
 *
 * @param interfaceName such as {@code eth0}
 * @param type which header comes before an IP packet there
 * @param mtu the interface's MTU: the length of the largest IP packet that it sends, in bytes
 * @param source the source address of this machine's packets
 * @param sourceMac its hardware address on this link; zero where the link has none
 * @param nextHop the host that gets the frame: a router, or the destination itself when it is on
 *     this link
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

  /** This hop with another hardware address of the next hop. */
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
