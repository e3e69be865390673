package dev.jnet.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A Neighbor Advertisement (RFC 4861 section 4.4): "this address is at this hardware address".
 * Options other than the hardware address are not kept.
 *
 * @param target the address that it is about
 * @param isRouter whether who sends it passes packets on (flag R)
 * @param isSolicited whether it answers a solicitation of the packet's destination (flag S)
 * @param isOverride whether it shall replace a hardware address already known (flag O); proxies
 *     leave it out
 * @param targetMac the hardware address; may be left out in the answer to a unicast question
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

  /** Every neighbour discovery message carries it: what a router has passed on has less. */
  public static final int HOP_LIMIT = 255;

  private static final long ROUTER = 1L << 31;
  private static final long SOLICITED = 1L << 30;
  private static final long OVERRIDE = 1L << 29;

  /** An answer to send, with all its flags as a host sets them. */
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
   * Whether it is to be believed in this packet (RFC 4861 section 7.1.2): from this link, for no
   * router passes on a hop limit of 255, whole, undamaged, and not solicited by everybody.
   */
  public boolean isValidIn(IpPacket packet) {
    return fromThisLink(packet, checksum, target)
        && !(packet.destination().isMulticastAddress() && isSolicited);
  }

  /** What is asked of both messages; RFC 6980 forbids fragments. */
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
