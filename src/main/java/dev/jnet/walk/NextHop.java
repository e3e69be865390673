package dev.jnet.walk;

import dev.jnet.link.FirstHop;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How packets to a target leave this machine: the route, and the hardware address of the next hop.
 *
 * @param target the address that they are for
 * @param hop how they leave
 * @param means how the hardware address was found
 * @param gateway whether the next hop is a router; otherwise the target is on this link
 * @param questions the frames that asked for the hardware address
 * @param answer the frame that answered
 * @param known the hardware address in the kernel's own table
 * @param elapsed ns from the first question to the answer, or to the end of the wait for one; 0
 *     where nothing was asked
 */
public record NextHop(
    InetAddress target,
    FirstHop hop,
    Means means,
    boolean gateway,
    List<Passage> questions,
    Optional<Passage> answer,
    Optional<MacAddress> known,
    long elapsed) {
  /** How a hardware address is found. */
  public enum Means {
    /** ARP (RFC 826). */
    ARP,
    /** Neighbor discovery (RFC 4861). */
    NEIGHBOR_DISCOVERY,
    /** None is needed: the packets do not leave this machine. */
    LOOPBACK,
    /** None is needed: the link has only one other end. */
    POINT_TO_POINT,
    /** It was asked for a moment ago, for another packet of this walk. */
    ASKED_BEFORE
  }
}
