package dev.jnet.walk;

import dev.jnet.link.FirstHop;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How packets to somebody leave this machine: the route, and the hardware address of the next hop.
 *
 * @param target whom they are for
 * @param hop how they leave
 * @param means how the hardware address was found
 * @param gateway whether a router gets them; else the target is on this link
 * @param questions each time that was asked for the address
 * @param answer the frame that answered
 * @param known what the kernel has in its own table
 * @param elapsed ns from the first question to the answer, or until nobody was waited for any more;
 *     0 where nobody was asked
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
    /** No need: the packets do not leave this machine. */
    LOOPBACK,
    /** No need: the link has but one other end. */
    POINT_TO_POINT,
    /** It was asked for a moment ago, for another packet of this walk. */
    ASKED_BEFORE
  }
}
