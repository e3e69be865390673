package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Tells all stations on the link which hardware address an address belongs to, so that they correct
 * stale tables. The announcement is sent twice, two seconds apart (RFC 5227 section 2.3). Stations
 * that object are noted. For IPv6 an announcement is an unsolicited Neighbor Advertisement with the
 * override flag (RFC 4861 section 7.2.6).
 *
 * <p>Use it only for an address of this machine: announcing another machine's address takes away
 * its traffic.
 */
public final class Announcement implements Diagnosis<AnnouncementResult> {
  /** ANNOUNCE_NUM. */
  static final int TIMES = 2;

  /** ANNOUNCE_INTERVAL. */
  private static final long INTERVAL = 2 * Nanos.SECOND;

  /** How long to listen for objections after the last announcement, in ns. */
  private static final long LAST_WAIT = Nanos.SECOND;

  private static final Inet6Address ALL_NODES = (Inet6Address) Addresses.literal("ff02::1");

  private final NeighborQuestion question;
  private final boolean isRouter;
  private final AddressClaims claims;
  private int sent;
  private long wakeAt = Long.MIN_VALUE;
  private boolean over;

  /**
   * An announcement that has not been made yet.
   *
   * @param interfaceName the interface on whose link it is made
   * @param mac its hardware address
   * @param address an address of this interface
   * @param isRouter whether this machine forwards IPv6. An advertisement without the router flag
   *     makes neighbors stop using their router (RFC 4861 section 7.2.5)
   */
  public Announcement(String interfaceName, MacAddress mac, InetAddress address, boolean isRouter) {
    this.question = new NeighborQuestion(interfaceName, address, mac, address);
    this.isRouter = isRouter;
    this.claims = new AddressClaims(question);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (now < wakeAt) {
      return Optional.empty();
    }
    if (sent == TIMES) {
      over = true;
      return Optional.empty();
    }
    sent++;
    wakeAt = now + (sent < TIMES ? INTERVAL : LAST_WAIT);
    return Optional.of(
        question.target() instanceof Inet6Address address
            ? advertisement(address)
            : gratuitous((Inet4Address) question.target()));
  }

  private Probe gratuitous(Inet4Address address) {
    return Probe.broadcast(
        EtherType.ARP,
        new Arp(Arp.REQUEST, question.sourceMac(), address, MacAddress.ZERO, address));
  }

  private Probe advertisement(Inet6Address address) {
    NeighborAdvertisement message =
        new NeighborAdvertisement(
            address,
            isRouter,
            false,
            true,
            Optional.of(question.sourceMac()),
            Checksum.State.CORRECT);
    Ipv6 packet =
        new Ipv6(
            address,
            ALL_NODES,
            NeighborAdvertisement.HOP_LIMIT,
            IpProtocol.ICMPV6,
            message.emit(address, ALL_NODES));
    return Probe.of(MacAddress.ofGroup(ALL_NODES), question.sourceMac(), packet);
  }

  @Override
  public void accept(Reply reply) {
    claims.accept(reply);
  }

  @Override
  public void overhear(Frame frame) {
    claims.overhear(frame);
  }

  @Override
  public long wakeAt() {
    return wakeAt;
  }

  @Override
  public boolean done() {
    return over;
  }

  @Override
  public AnnouncementResult result() {
    return new AnnouncementResult(question, sent, TIMES, claims.all());
  }
}
