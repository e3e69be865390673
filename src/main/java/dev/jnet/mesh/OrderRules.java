package dev.jnet.mesh;

import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which orders a member obeys, whatever they say: none twice, none too late, none towards others
 * than members that its own rules allow, and none too soon after the last one for the same pair.
 */
public final class OrderRules {
  /** The least time between two measurements of the same pair, in ns. */
  public static final long MIN_INTERVAL = 2 * Nanos.SECOND;

  /** How far ahead a deadline may be, in ms: an order with a later one is not from a controller. */
  public static final long MAX_AHEAD = 300_000;

  private static final int MAX_REMEMBERED = 4096;

  private final String self;
  private final Predicate<InetAddress> allowed;
  private final Set<String> seen = Collections.newSetFromMap(bounded());
  private final Map<String, Long> lastAt = bounded();

  /**
   * The rules of a member that has obeyed none.
   *
   * @param self the member's name
   * @param allowed towards which addresses it measures
   */
  public OrderRules(String self, Predicate<InetAddress> allowed) {
    this.self = self;
    this.allowed = allowed;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }

  /** Whether an order was taken before. It is remembered now. */
  public boolean isDuplicate(Order order) {
    return !seen.add(order.id());
  }

  /**
   * Why an order is not obeyed; empty where it is.
   *
   * @param to the member that receives, if there is one of that name
   * @param wallClock ms since 1970
   * @param now ns, on any clock that never goes back
   */
  public Optional<String> refusal(Order order, Optional<Member> to, long wallClock, long now) {
    if (order.deadline() < wallClock) {
      long late = wallClock - order.deadline();
      return Optional.of(
          "the order came " + late + " ms after its deadline, by the clock of " + self);
    }
    if (order.deadline() - wallClock > MAX_AHEAD) {
      return Optional.of("the order's deadline is too far ahead, by the clock of " + self);
    }
    if (to.isEmpty() || order.to().equals(self)) {
      return Optional.of(order.to() + " is no other member");
    }
    Optional<InetAddress> address = to.get().address(order.family());
    if (address.isEmpty()) {
      return Optional.of(order.to() + " has no IPv" + order.family() + " address");
    }
    if (!allowed.test(address.get())) {
      return Optional.of(self + " does not allow packets to " + order.to() + " (--allow)");
    }
    String pair = order.to() + " " + order.family();
    Long last = lastAt.get(pair);
    if (last != null && now - last < MIN_INTERVAL) {
      return Optional.of(
          self + " measures a pair at most every " + MIN_INTERVAL / Nanos.SECOND + " s");
    }
    lastAt.put(pair, now);
    return Optional.empty();
  }
}
