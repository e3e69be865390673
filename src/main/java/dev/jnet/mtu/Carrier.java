package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;

/** Makes probes of a given size, and recognizes the replies that say that one arrived. */
public interface Carrier {
  /** The TTL of probes that must reach the target. */
  Ttl TO_TARGET = Ttl.DEFAULT;

  /**
   * A probe that must not be split on the way.
   *
   * @param size bytes of the whole IP packet
   */
  Probe probe(int size, Ttl ttl);

  /** How long the first two probes may be alone, in ns, before the rest of the burst follows. */
  default long headStart() {
    return Burst.HEAD_START;
  }

  /**
   * Whether the answers to larger probes are as short as the answer to this one. Then the return
   * path does not distinguish them.
   *
   * @param size bytes of the smaller probe's packet
   */
  boolean answersAlike(int size);

  /** Whether a reply says that its probe arrived at the target in one piece. */
  boolean arrived(Reply reply);
}
