package dev.jnet.ping;

import dev.jnet.link.FirstHop;
import dev.jnet.probe.Via;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A question to a host: which probes to send, and when.
 *
 * @param target the address that the probes are sent to: a host's, or that of a group of stations
 * @param hop how they leave this machine
 * @param via the protocol of the probes
 * @param shape what they look like
 * @param schedule when the probes leave, and when the ping ends
 * @param seed of the probes' random identifiers and data: the same seed, the same probes
 */
public record PingQuestion(
    InetAddress target, FirstHop hop, Via via, Shape shape, Schedule schedule, long seed) {
  /** Bytes of the one option that a SYN has here. */
  private static final int MSS_OPTION = 4;

  private static final int MAX_MSS = 65_535;

  /**
   * The form of a probe.
   *
   * @param size bytes of data behind the headers, from 0 on
   * @param ttl TTL, 1 to 255; empty for the usual one: 64, or 1 to a multicast group, which is to
   *     stay on the link (RFC 1112 section 6.1)
   * @param trafficClass the type of service byte, 0 to 255
   * @param splitting who may split a probe that is too long for a link
   * @param pattern fills the data, repeatedly, after the 8 bytes that identify the probe. Where it
   *     is empty the data are random bytes, which no link can compress
   */
  public record Shape(
      int size, Optional<Ttl> ttl, int trafficClass, Splitting splitting, byte[] pattern) {
    /** 56 bytes of random data, the usual TTL. Routers may not split it. */
    public static final Shape DEFAULT =
        new Shape(56, Optional.empty(), 0, Splitting.WANT, new byte[0]);

    /** Whether a packet is no larger than usual, and has the usual TTL and class. */
    public boolean isUsual() {
      return size <= DEFAULT.size && ttl.isEmpty() && trafficClass == 0;
    }
  }

  /** Who may split a packet that is too long for a link: ping's {@code -M}. */
  public enum Splitting {
    /** Nobody: DF is set. A probe that does not fit this machine's link is not sent. */
    DO,
    /** This machine, where a probe does not fit its link. Routers may not: DF is set. */
    WANT,
    /** This machine and routers: DF is not set. In IPv6 routers never split a packet. */
    DONT
  }

  /**
   * When probes leave, and when the ping ends. Times are in ns.
   *
   * @param count how many probes to send; 0 for no end. With a deadline: how many answers to wait
   *     for
   * @param interval from one probe to the next, above 0; where {@code eager}, the longest time
   *     between them
   * @param eager whether the next probe leaves as soon as the last one is answered
   * @param deadline after how long the ping ends in any case; 0 for never
   * @param patience how long to wait for a first answer after the last probe
   * @param lateAfter after how long an answer counts as late
   */
  public record Schedule(
      long count, long interval, boolean eager, long deadline, long patience, long lateAfter) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when the interval is not positive, or another component is
     *     negative
     */
    public Schedule {
      if (count < 0 || deadline < 0 || patience < 0 || lateAfter < 0) {
        throw new IllegalArgumentException("a negative count or time");
      }
      if (interval <= 0) {
        throw new IllegalArgumentException("an interval of " + interval + " ns");
      }
    }

    /** This schedule with a deadline that is {@code nanos} ns earlier; at the earliest at once. */
    public Schedule endingEarlier(long nanos) {
      return new Schedule(
          count, interval, eager, Math.max(1, deadline - nanos), patience, lateAfter);
    }
  }

  /** The IP version: 4 or 6. */
  public int version() {
    return Addresses.version(target);
  }

  /**
   * Whether a group of stations is asked: the packet is a multicast, or its frame goes to a group
   * address.
   */
  public boolean isToGroup() {
    return target.isMulticastAddress() || hop.nextHopMac().isGroup();
  }

  /** The TTL of the probes, 1 to 255. */
  int hopLimit() {
    if (shape.ttl().isPresent()) {
      return shape.ttl().get().value();
    }
    return target.isMulticastAddress() ? 1 : Ttl.DEFAULT.value();
  }

  private int ipHeader() {
    return version() == 4 ? Ipv4.HEADER : Ipv6.HEADER;
  }

  /** The MSS that a SYN announces: the largest segment that fits the interface (RFC 6691). */
  int maximumSegmentSize() {
    return Math.max(0, Math.min(MAX_MSS, hop.mtu() - ipHeader() - Tcp.HEADER));
  }

  /** Bytes of the headers in front of the data: IP's, and ICMP's, UDP's or TCP's. */
  public int headers() {
    return ipHeader()
        + switch (via.kind()) {
          case ICMP -> Icmp.HEADER;
          case UDP -> Udp.HEADER;
          case TCP -> Tcp.HEADER + MSS_OPTION;
        };
  }

  /** Bytes of the IP packet. */
  public int packetLength() {
    return headers() + shape.size();
  }

  /** Whether a probe that arrives has arrived in one piece. */
  public boolean isUnsplit() {
    return shape.splitting() != Splitting.DONT && packetLength() <= hop.mtu();
  }
}
