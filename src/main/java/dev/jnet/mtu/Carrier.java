package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;

/** What probes of a given size are made of, and how it shows that one has arrived. */
interface Carrier {
  /** A probe in an IP packet of this many octets, that must not be split on the way. */
  Probe probe(int size, int hopLimit);

  /** How long the first two probes may be alone, in ns, before the rest of the burst follows. */
  default long headStart() {
    return Burst.HEAD_START;
  }

  /** Whether this says that the probe it is about arrived at the target in one piece. */
  boolean arrived(Reply reply);
}
