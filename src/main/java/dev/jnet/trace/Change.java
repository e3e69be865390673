package dev.jnet.trace;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A difference between a probe that was sent and the quote of it in an ICMP error. The path made
 * the change before the router that answered.
 *
 * @param field what differs
 * @param sent its value when it left
 * @param quoted its value in the quote; −1 where the field is missing there
 * @param source the quoted source address; present only for {@link Field#SOURCE}, whose {@code
 *     sent} and {@code quoted} are 0
 */
public record Change(Field field, long sent, long quoted, Optional<InetAddress> source) {
  /** A number has become another one. */
  public Change(Field field, long sent, long quoted) {
    this(field, sent, quoted, Optional.empty());
  }

  /** A field that the path has no business to change, or only in known ways. */
  public enum Field {
    /**
     * The TTL, where it is not the 1 that is expected: labels or tunnels hid routers, or skipped.
     */
    TTL,
    /** The type of service or traffic class: DSCP and ECN. */
    TRAFFIC_CLASS,
    /** IPv4's identification. */
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
