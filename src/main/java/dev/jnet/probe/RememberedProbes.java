package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Remembers the probes that were sent. Its size has bounds, whatever the network sends. */
final class RememberedProbes {
  /**
   * The largest number of probes. The flows that have been quiet for longest are forgotten first.
   * At 10,000 probes a second, an answer may come after 6.5 s.
   */
  static final int MAX_PROBES = 1 << 16;

  /**
   * The largest size of all remembered frames together in bytes, as long as there is more than one
   * flow.
   */
  static final int MAX_BYTES = 1 << 25;

  /**
   * The least number of probes of one flow that are remembered; at most they are twice as many. A
   * flow may be the segments in flight on a TCP connection. It may be all probes of a trace, which
   * are one flow so that they take the same path.
   */
  static final int MAX_OF_A_FLOW = 1 << 10;

  /** How many of the addresses that were asked are tried when an answer comes from another one. */
  private static final int MAX_ASKED = 64;

  /** The last probe of each flow. The flow that sent last comes last. */
  private final Map<Flow, RememberedProbe> newestByFlow = new LinkedHashMap<>();

  private final IdentityHashMap<byte[], RememberedProbe> unstamped = new IdentityHashMap<>();
  private final Set<InetAddress> ownAddresses = new HashSet<>();

  /** The addresses that probes went to lately, in the order in which they first did. */
  private final Set<InetAddress> asked = new LinkedHashSet<>();

  private boolean asksNeighbors;
  private int count;
  private long bytes;

  /** Remembers a probe that is sent at {@code now} ns. */
  void add(Probe probe, long now) {
    RememberedProbe sent = new RememberedProbe(probe, now, newestByFlow.remove(probe.flow()));
    newestByFlow.put(probe.flow(), sent);
    asksNeighbors |= probe.flow().asksNeighbor();
    ownAddresses.add(probe.flow().local());
    if (asked.add(probe.flow().remote()) && asked.size() > MAX_ASKED) {
      var eldest = asked.iterator();
      eldest.next();
      eldest.remove();
    }
    unstamped.put(probe.frame(), sent);
    count++;
    bytes += probe.frame().length;
    if (sent.number() % MAX_OF_A_FLOW == 0) {
      shorten(sent);
    }
    while (count > MAX_PROBES || (bytes > MAX_BYTES && newestByFlow.size() > 1)) {
      var eldest = newestByFlow.entrySet().iterator();
      forgetChain(eldest.next().getValue());
      eldest.remove();
    }
  }

  private void shorten(RememberedProbe newest) {
    RememberedProbe last = newest;
    for (int i = 1; i < MAX_OF_A_FLOW && last != null; i++) {
      last = last.earlier();
    }
    if (last != null) {
      forgetChain(last.earlier());
      last.endChain();
    }
  }

  /** Forgets a flow, because its replies no longer matter. */
  void forget(Flow flow) {
    forgetChain(newestByFlow.remove(flow));
  }

  private void forgetChain(RememberedProbe newest) {
    for (RememberedProbe sent = newest; sent != null; sent = sent.earlier()) {
      unstamped.remove(sent.probe().frame());
      count--;
      bytes -= sent.probe().frame().length;
    }
  }

  /** Whether a probe has asked about a neighbor. If none has, answers are for the kernel. */
  boolean asksNeighbors() {
    return asksNeighbors;
  }

  /** How many probes are remembered. */
  int count() {
    return count;
  }

  /**
   * Notes when a probe left, from the kernel's stamp of the captured frame.
   *
   * @return the probe; empty when the frame is not a probe's, or the probe has a stamp already
   */
  Optional<Probe> stamp(Frame frame) {
    RememberedProbe sent = unstamped.remove(frame.bytes());
    if (sent == null) {
      return Optional.empty();
    }
    sent.stamp(frame.at());
    return Optional.of(sent.probe());
  }

  /** The last probe of a flow. */
  Optional<RememberedProbe> newest(Flow flow) {
    return Optional.ofNullable(newestByFlow.get(flow));
  }

  /**
   * The last probe of a flow whose source address a NAT has changed. RFC 5508 section 4.2 asks the
   * NAT to undo that in a quoted packet. This method serves for NATs that do not.
   */
  Optional<RememberedProbe> newestBehindNat(Flow translated) {
    return ownAddresses.stream()
        .map(translated::withLocal)
        .map(newestByFlow::get)
        .filter(sent -> sent != null)
        .findFirst();
  }

  /**
   * The last probes of the flows that differ from this one only in the other host's address. A host
   * may answer from another of its addresses, and each station of a group answers from its own.
   */
  Stream<RememberedProbe> newestToOthers(Flow answered) {
    return asked.stream()
        .map(answered::withRemote)
        .map(newestByFlow::get)
        .filter(sent -> sent != null);
  }
}
