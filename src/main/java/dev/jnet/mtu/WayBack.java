package dev.jnet.mtu;

import dev.jnet.probe.Reply;
import java.util.OptionalInt;

/** How far it is from the target back to here. */
final class WayBack {
  private WayBack() {}

  /** How many routers a reply of the target passed, by its TTL, which began at a usual value. */
  static OptionalInt routers(Reply reply, Carrier carrier) {
    int ttl =
        reply instanceof Reply.Echoed echoed
            ? echoed.packet().hopLimit()
            : reply instanceof Reply.Segment segment
                ? segment.packet().hopLimit()
                : carrier.arrived(reply) && reply instanceof Reply.Failed failed
                    ? failed.packet().hopLimit()
                    : 0;
    return ttl > 0
        ? OptionalInt.of((ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255) - ttl)
        : OptionalInt.empty();
  }
}
