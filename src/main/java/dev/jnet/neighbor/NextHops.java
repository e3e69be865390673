package dev.jnet.neighbor;

import dev.jnet.probe.Crowd;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hardware addresses of next hops on one link. Each next hop is asked for once, however many
 * targets wait for it. Its question is a member of the crowd, like those of the targets.
 */
public final class NextHops {
  /** How long one next hop is searched for at most, in ns. */
  public static final long LONGEST = 3 * Nanos.SECOND;

  /**
   * How long an answer, or the lack of one, stays valid, in ns: REACHABLE_TIME of RFC 4861 section
   * 10, which kernels use too.
   */
  private static final long REACHABLE_TIME = 30 * Nanos.SECOND;

  /**
   * A bound for memory. It is large enough, because routers are few, and a neighbor that is a
   * target itself is asked for once only.
   */
  private static final int MAX_KNOWN = 1024;

  /** A target that waits for the hardware address of its next hop. */
  public interface Waiting {
    /** Takes the hardware address; empty when no station answered. */
    void found(Optional<MacAddress> mac);
  }

  private record Known(Optional<MacAddress> mac, long until) {}

  private final Map<InetAddress, List<Waiting>> asked = new HashMap<>();
  private final Map<InetAddress, Known> known = new LinkedHashMap<>();
  private int waiting;

  /**
   * Finds the hardware address of a next hop.
   *
   * @param now ns on the link's clock
   * @param somebody receives the address when it is known; at once if it is known already
   * @return the question to ask; empty where it was asked already
   */
  public Optional<Crowd.Member<?>> find(NeighborQuestion question, long now, Waiting somebody) {
    InetAddress hop = question.target();
    Known before = known.get(hop);
    if (before != null && now < before.until()) {
      somebody.found(before.mac());
      return Optional.empty();
    }
    waiting++;
    List<Waiting> others = asked.get(hop);
    if (others != null) {
      others.add(somebody);
      return Optional.empty();
    }
    asked.put(hop, new ArrayList<>(List.of(somebody)));
    return Optional.of(
        new Crowd.Member<ResolutionResult>(
            hop,
            new Resolution(question),
            LONGEST,
            (resolved, tally, elapsed) -> tell(hop, resolved.mac(), now + elapsed)));
  }

  private void tell(InetAddress hop, Optional<MacAddress> mac, long now) {
    known.remove(hop);
    known.put(hop, new Known(mac, now + REACHABLE_TIME));
    if (known.size() > MAX_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
    List<Waiting> all = asked.remove(hop);
    waiting -= all.size();
    for (Waiting each : all) {
      each.found(mac);
    }
  }

  /** How many targets wait for a hardware address. */
  public int waiting() {
    return waiting;
  }
}
