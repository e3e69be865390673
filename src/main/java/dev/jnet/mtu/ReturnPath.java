package dev.jnet.mtu;

import dev.jnet.probe.Hops;
import dev.jnet.probe.Reply;

/** What replies show of the return path, from the target to this host. */
final class ReturnPath {
  private int routers;
  private int hopLimit;
  private int largestFragment;

  /**
   * How many routers are on the return path, inferred from the TTL of the target's last reply; 0
   * when no reply came, or when there are no routers.
   */
  int routers() {
    return routers;
  }

  /** The hop limit with which the target's last reply arrived; 0 when none came. */
  int hopLimit() {
    return hopLimit;
  }

  /** Bytes of the largest fragment of a reply; 0 when no reply was fragmented. */
  int largestFragment() {
    return largestFragment;
  }

  /** Whether a reply came in fragments. */
  boolean hasFragments() {
    return largestFragment > 0;
  }

  /** Notes the distance that a reply shows, if the reply came from the target. */
  void note(Reply reply, Carrier carrier) {
    int ttl = ttl(reply, carrier);
    if (ttl > 0) {
      routers = Hops.passed(ttl);
      hopLimit = ttl;
    }
  }

  /** The TTL of a reply that certainly came from the target; 0 for others. */
  private static int ttl(Reply reply, Carrier carrier) {
    if (reply instanceof Reply.Echoed echoed) {
      return echoed.packet().hopLimit();
    }
    if (reply instanceof Reply.Segment segment && carrier.arrived(reply)) {
      return segment.packet().hopLimit();
    }
    return reply instanceof Reply.Failed failed && carrier.arrived(reply)
        ? failed.packet().hopLimit()
        : 0;
  }

  /** Notes whether an answer to a probe came in fragments. */
  void noteFragment(Reply answer) {
    if (answer instanceof Reply.Echoed echoed && echoed.packet().isFragment()) {
      largestFragment = Math.max(largestFragment, echoed.packet().totalLength());
    }
  }
}
