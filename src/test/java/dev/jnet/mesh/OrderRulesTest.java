package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderRulesTest {
  private static final Map<String, Member> MEMBERS =
      Map.of(
          "paris",
          new Member("paris", List.of(new Member.Address("192.0.2.2", 33333)), "0.1.0", 1500, 0, 0),
          "rome",
          new Member(
              "rome", List.of(new Member.Address("198.51.100.2", 33333)), "0.1.0", 1500, 0, 0));

  private final OrderRules rules =
      new OrderRules("berlin", address -> Addresses.text(address).startsWith("192."));

  private static Order order(String id, String to) {
    return new Order(id, 1000, to, 4, 1);
  }

  private Optional<String> refusal(Order order, long wallClock, long now) {
    return rules.refusal(order, Optional.ofNullable(MEMBERS.get(order.to())), wallClock, now);
  }

  @Test
  void obeysAnOrderInTime() {
    assertEquals(Optional.empty(), refusal(order("1", "paris"), 999, 0));
  }

  @Test
  void knowsAnOrderThatComesTwice() {
    assertFalse(rules.isDuplicate(order("1", "paris")));
    assertTrue(rules.isDuplicate(order("1", "paris")));
    assertFalse(rules.isDuplicate(order("2", "paris")));
  }

  @Test
  void refusesALateOrder() {
    assertTrue(refusal(order("1", "paris"), 1001, 0).orElseThrow().contains("1 ms after"));
  }

  @Test
  void refusesAnOrderWhoseDeadlineIsFarAhead() {
    assertEquals(Optional.empty(), refusal(order("1", "paris"), 1000 - OrderRules.MAX_AHEAD, 0));
    assertTrue(
        refusal(order("2", "paris"), 999 - OrderRules.MAX_AHEAD, OrderRules.MIN_INTERVAL)
            .orElseThrow()
            .contains("too far ahead"));
  }

  @Test
  void refusesWhatIsNoMemberAndItself() {
    assertTrue(refusal(order("1", "oslo"), 0, 0).isPresent());
    assertTrue(refusal(order("1", "berlin"), 0, 0).isPresent());
  }

  @Test
  void refusesAMemberWhoseAddressIsNotAllowed() {
    assertTrue(refusal(order("1", "rome"), 0, 0).orElseThrow().contains("--allow"));
  }

  @Test
  void refusesThePairAgainTooSoonButNotLater() {
    assertEquals(Optional.empty(), refusal(order("1", "paris"), 0, 0));
    long soon = OrderRules.MIN_INTERVAL - 1;
    assertTrue(refusal(order("2", "paris"), 0, soon).isPresent());
    assertEquals(Optional.empty(), refusal(order("3", "paris"), 0, soon + 1));
  }
}
