package dev.jnet.neighbor;

import dev.jnet.probe.Crowd;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hardware addresses of next hops on one link: each is asked for once, however many wait for
 * it, and as one question among those of the crowd that waits.
 */
public final class NextHops {
  /** The longest that finding one may take, in ns. */
  public static final long LONGEST = 3_000_000_000L;

  /**
   * How long an answer, or the lack of one, is taken to be true, in ns: as a kernel does it (RFC
   * 4861 section 10).
   */
  private static final long REACHABLE_TIME = 30_000_000_000L;

  /** Routers are few; neighbours that are targets themselves are asked for once anyway. */
  private static final int MAX_KNOWN = 1024;

  /** Who waits for an address. */
  public interface Waiting {
    /** It is known, or nobody has answered. */
    void found(Optional<MacAddress> mac);
  }

  private record Known(Optional<MacAddress> mac, long until) {}

  private final Map<InetAddress, List<Waiting>> asked = new HashMap<>();
  private final Map<InetAddress, Known> known = new LinkedHashMap<>();
  private int waiting;

  /**
   * Finds a next hop for somebody.
   *
   * @param now ns on the link's clock
   * @return what is to be asked for that; empty where it has been already
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

  /** How many have not been told yet. */
  public int waiting() {
    return waiting;
  }
}
