package dev.jnet.mtu;

import dev.jnet.probe.Hops;
import dev.jnet.probe.Reply;

/** What replies show of the path from the target to here. */
final class ReturnPath {
  private int routers;
  private int largestFragment;

  /**
   * How many routers are on it, by the TTL of the last reply from the target; 0 when none came, or
   * when there are none.
   */
  int routers() {
    return routers;
  }

  /** Bytes of the largest fragment in which a reply came; 0 when none did. */
  int largestFragment() {
    return largestFragment;
  }

  /** Notes the distance that a reply shows, where it is the target's. */
  void note(Reply reply, Carrier carrier) {
    int ttl = ttl(reply, carrier);
    if (ttl > 0) {
      routers = Hops.passed(ttl);
    }
  }

  /** The TTL of a reply that is certainly the target's; 0 for others. */
  private static int ttl(Reply reply, Carrier carrier) {
    if (reply instanceof Reply.Echoed echoed) {
      return echoed.packet().hopLimit();
    }
    if (reply instanceof Reply.Segment segment) {
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
