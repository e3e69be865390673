package dev.jnet.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A Neighbor Advertisement (RFC 4861 section 4.4): "this address is at this hardware address".
 * Options other than the hardware address are not kept.
 *
 * @param target the address that the message is about
 * @param isRouter whether the sender is a router (flag R)
 * @param isSolicited whether this answers a solicitation from the packet's destination (flag S)
 * @param isOverride whether the receiver shall replace a hardware address that it already knows
 *     (flag O); proxies do not set it
 * @param targetMac the hardware address; may be missing in the answer to a unicast question
 * @param checksum whether it was right when the message was parsed
 */
public record NeighborAdvertisement(
    Inet6Address target,
    boolean isRouter,
    boolean isSolicited,
    boolean isOverride,
    Optional<MacAddress> targetMac,
    Checksum.State checksum)
    implements Icmp {
  /** Its ICMPv6 type. */
  public static final int TYPE = 136;

  /**
   * The hop limit of every neighbor discovery message. A message that a router forwarded has less,
   * so it is not from this link.
   */
  public static final int HOP_LIMIT = 255;

  private static final long ROUTER = 1L << 31;
  private static final long SOLICITED = 1L << 30;
  private static final long OVERRIDE = 1L << 29;

  /** An answer to send, with the flags that a host sets. */
  public static NeighborAdvertisement answer(Inet6Address target, MacAddress mac) {
    return new NeighborAdvertisement(
        target, false, true, true, Optional.of(mac), Checksum.State.CORRECT);
  }

  static NeighborAdvertisement parse(long second, Checksum.State checksum, WireReader in)
      throws MalformedPacketException {
    Inet6Address target = Addresses.ipv6(in.bytes(16));
    return new NeighborAdvertisement(
        target,
        (second & ROUTER) != 0,
        (second & SOLICITED) != 0,
        (second & OVERRIDE) != 0,
        LinkLayerOption.find(LinkLayerOption.TARGET, in),
        checksum);
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
   * Whether the message is valid in this packet (RFC 4861 section 7.1.2). The packet must come from
   * this link: no router forwards a packet with hop limit 255. It must be whole and undamaged. A
   * message to a group must not claim to answer a solicitation.
   */
  public boolean isValidIn(IpPacket packet) {
    return fromThisLink(packet, checksum, target)
        && !(packet.destination().isMulticastAddress() && isSolicited);
  }

  /** The conditions that solicitations and advertisements share. RFC 6980 forbids fragments. */
  static boolean fromThisLink(IpPacket packet, Checksum.State checksum, Inet6Address target) {
    return packet.hopLimit() == HOP_LIMIT
        && checksum == Checksum.State.CORRECT
        && !packet.isFragment()
        && !target.isMulticastAddress();
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    long flags =
        (isRouter ? ROUTER : 0) | (isSolicited ? SOLICITED : 0) | (isOverride ? OVERRIDE : 0);
    byte[] body = LinkLayerOption.body(target.getAddress(), LinkLayerOption.TARGET, targetMac);
    return Icmp.emit(this, flags, body, source, destination);
  }
}
