package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Listens which station claims which address, until it is stopped. It sends nothing. It sees only
 * broadcasts, multicasts and what is sent to this machine, because a switch forwards nothing else.
 */
public final class NeighborWatch implements Diagnosis<WatchResult> {
  /** A bound for memory: the oldest addresses are forgotten when there are more than this. */
  private static final int MAX = 1 << 16;

  private final Consumer<NeighborEvent> events;
  private final Map<InetAddress, MacAddress> pairs = new LinkedHashMap<>();
  private long messages;
  private long count;

  /**
   * A watch that has seen nothing yet.
   *
   * @param events is told of each event as it happens
   */
  public NeighborWatch(Consumer<NeighborEvent> events) {
    this.events = events;
  }

  @Override
  public void overhear(Frame frame) {
    Optional<Sighting> seen = Sighting.of(frame);
    if (seen.isEmpty()) {
      return;
    }
    messages++;
    Sighting sighting = seen.get();
    if (sighting.kind() == Sighting.Kind.PROBE) {
      happened(new NeighborEvent(NeighborEvent.What.PROBED, sighting, Optional.empty()));
      return;
    }
    MacAddress before = pairs.put(sighting.address(), sighting.mac());
    if (before == null) {
      forgetEldest();
      happened(new NeighborEvent(NeighborEvent.What.NEW, sighting, Optional.empty()));
    } else if (!before.equals(sighting.mac())) {
      happened(new NeighborEvent(NeighborEvent.What.CHANGED, sighting, Optional.of(before)));
    } else if (sighting.kind() == Sighting.Kind.ANNOUNCEMENT) {
      happened(new NeighborEvent(NeighborEvent.What.ANNOUNCED, sighting, Optional.empty()));
    }
  }

  private void happened(NeighborEvent event) {
    count++;
    events.accept(event);
  }

  private void forgetEldest() {
    if (pairs.size() > MAX) {
      var eldest = pairs.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  @Override
  public Optional<Probe> next(long now) {
    return Optional.empty();
  }

  /** Nothing was asked, so nothing is answered. */
  @Override
  public void accept(Reply reply) {}

  @Override
  public long wakeAt() {
    return NEVER;
  }

  @Override
  public boolean done() {
    return false;
  }

  @Override
  public WatchResult result() {
    return new WatchResult(
        messages, count, Collections.unmodifiableMap(new LinkedHashMap<>(pairs)));
  }
}
