package dev.jnet.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A Neighbor Solicitation (RFC 4861 section 4.3): IPv6's "who has this address?". Options other
 * than the hardware address are not kept.
 *
 * @param target the address that is asked for; never a multicast address in a valid message
 * @param sourceMac the hardware address of the station that asks; missing when the question comes
 *     from the unspecified address (duplicate address detection, RFC 4862)
 * @param checksum whether it was right when the message was parsed
 */
public record NeighborSolicitation(
    Inet6Address target, Optional<MacAddress> sourceMac, Checksum.State checksum) implements Icmp {
  /** Its ICMPv6 type. */
  public static final int TYPE = 135;

  /** A question to send. */
  public NeighborSolicitation(Inet6Address target, Optional<MacAddress> sourceMac) {
    this(target, sourceMac, Checksum.State.CORRECT);
  }

  static NeighborSolicitation parse(Checksum.State checksum, WireReader in)
      throws MalformedPacketException {
    Inet6Address target = Addresses.ipv6(in.bytes(16));
    return new NeighborSolicitation(
        target, LinkLayerOption.find(LinkLayerOption.SOURCE, in), checksum);
  }

  @Override
  public int version() {
    return 6;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public int code() {
    return 0;
  }

  /**
   * Whether the message is valid in this packet (RFC 4861 section 7.1.1). The packet must come from
   * this link: no router forwards a packet with hop limit 255. It must be whole and undamaged, and
   * ask about one station. A question from the unspecified address must not give a hardware
   * address.
   */
  public boolean isValidIn(IpPacket packet) {
    return NeighborAdvertisement.fromThisLink(packet, checksum, target)
        && !(packet.source().isAnyLocalAddress() && sourceMac.isPresent());
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    byte[] body = LinkLayerOption.body(target.getAddress(), LinkLayerOption.SOURCE, sourceMac);
    return Icmp.emit(this, 0, body, source, destination);
  }
}
