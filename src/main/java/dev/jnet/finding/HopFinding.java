package dev.jnet.finding;

import dev.jnet.trace.Change;
import java.net.InetAddress;

/** What follows about the hops of a path. */
public sealed interface HopFinding extends Finding {
  /** The hop that it is about: 1 is the first router. */
  int hop();

  /**
   * The target answered.
   *
   * @param hop the smallest hop limit with which a packet reaches it. Where a router on the path
   *     sets the hop limit to a number of its own, more routers follow than that.
   * @param exact whether it is known that the target is not nearer
   */
  record Reached(int hop, boolean exact, Grounds grounds) implements HopFinding {}

  /**
   * A router or host says that packets for the target go no further.
   *
   * @param hop seen where a trace asked it; otherwise inferred from the hop limit of its ICMP error
   */
  record Refused(int hop, InetAddress by, String reason, Grounds grounds) implements HopFinding {}

  /**
   * The target did not answer.
   *
   * @param hop the first hop of those at the end that did not answer; above {@code last} when a
   *     router answered at the last hop
   * @param last the largest hop that was asked
   */
  record NotReached(int hop, int last, Grounds grounds) implements HopFinding {}

  /** A router answers only some of the packets whose hop limit ends there. */
  record AnswersRationed(int hop, Grounds grounds) implements HopFinding {}

  /** Packets are lost at a hop or before it: later hops miss as many answers. */
  record PacketsLost(int hop, Grounds grounds) implements HopFinding {}

  /**
   * The path back from a hop has another length than the path there.
   *
   * @param hopsBack the length of the path back in hops
   */
  record ReturnPathDiffers(int hop, int hopsBack, Grounds grounds) implements HopFinding {}

  /**
   * A field of the packet was changed on the path.
   *
   * @param hop the first router that quotes the changed packet
   * @param change the field, and its values
   */
  record PacketRewritten(int hop, Change change, Grounds grounds) implements HopFinding {}
}
