package dev.jnet.trace;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A difference between a probe that was sent and the quote of it in an ICMP error. The path made
 * the change before the router that answered.
 *
 * @param field what differs
 * @param sent its value when the probe left
 * @param quoted its value in the quote; −1 where the field is missing there
 * @param source the quoted source address; present only for {@link Field#SOURCE}, whose {@code
 *     sent} and {@code quoted} are 0
 */
public record Change(Field field, long sent, long quoted, Optional<InetAddress> source) {
  /** A change of a number. */
  public Change(Field field, long sent, long quoted) {
    this(field, sent, quoted, Optional.empty());
  }

  /** A field that routers should leave as it is, or change only in known ways. */
  public enum Field {
    /**
     * The TTL of a packet whose TTL ran out, where the quote shows more than 1: MPLS labels or a
     * tunnel hide routers.
     */
    TTL,
    /** The type of service or traffic class, 8 bits: DSCP and ECN. */
    TRAFFIC_CLASS,
    /** IPv4's identification field, 16 bits. */
    IDENTIFICATION,
    /** IPv4's DF bit: 1 or 0. */
    DONT_FRAGMENT,
    /** The checksum of UDP or ICMP: an address, a port or an identifier was translated (NAT). */
    CHECKSUM,
    /** The source address: translated (NAT), and not restored in the quote. */
    SOURCE,
    /** The MSS option of a TCP SYN. */
    MSS
  }
}
