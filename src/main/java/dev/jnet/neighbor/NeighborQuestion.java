package dev.jnet.neighbor;

import dev.jnet.probe.Probe;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A question for the hardware address of a neighbor (RFC 826, RFC 4861 section 7.2).
 *
 * @param interfaceName the interface to ask on, such as {@code eth0}
 * @param source the address that asks, of the same IP version as the target
 * @param sourceMac the interface's hardware address, to which the answer comes
 * @param target the address whose hardware address is wanted
 */
public record NeighborQuestion(
    String interfaceName, InetAddress source, MacAddress sourceMac, InetAddress target) {
  /**
   * Checks that the addresses go together.
   *
   * @throws IllegalArgumentException when they are of different IP versions, or the target is a
   *     multicast address or unspecified
   */
  public NeighborQuestion {
    if (Addresses.version(source) != Addresses.version(target)) {
      throw new IllegalArgumentException(
          Addresses.text(source) + " cannot ask for " + Addresses.text(target));
    }
    if (target.isMulticastAddress() || target.isAnyLocalAddress()) {
      throw new IllegalArgumentException(
          Addresses.text(target) + " is not the address of one station");
    }
  }

  /** The question as a frame: a broadcast (ARP), or to the solicited-node group (IPv6). */
  public Probe toAll() {
    return target instanceof Inet6Address asked
        ? solicitation(asked)
        : Probe.broadcast(
            EtherType.ARP,
            new Arp(
                Arp.REQUEST,
                sourceMac,
                (Inet4Address) source,
                MacAddress.ZERO,
                (Inet4Address) target));
  }

  private Probe solicitation(Inet6Address asked) {
    Inet6Address group = Addresses.solicitedNode(asked);
    Optional<MacAddress> answerTo =
        source.isAnyLocalAddress() ? Optional.empty() : Optional.of(sourceMac);
    Ipv6 packet =
        new Ipv6(
            (Inet6Address) source,
            group,
            NeighborAdvertisement.HOP_LIMIT,
            IpProtocol.ICMPV6,
            new NeighborSolicitation(asked, answerTo).emit(source, group));
    return Probe.of(MacAddress.ofGroup(group), sourceMac, packet);
  }
}
