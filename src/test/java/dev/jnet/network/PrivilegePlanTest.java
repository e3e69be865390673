package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.host.privilege.Capabilities;
import org.junit.jupiter.api.Test;

/** Which capabilities stay while packets are read. */
class PrivilegePlanTest {
  private static final long RAW = Capabilities.set(Capabilities.NET_RAW);
  private static final long ADMIN = Capabilities.set(Capabilities.NET_ADMIN);

  private static void check(PrivilegePlan plan, long effective, long permitted) {
    assertEquals(effective, plan.effective());
    assertEquals(permitted, plan.permitted());
  }

  @Test
  void keepsTheRightToCaptureAsLongAsLinksWillBeOpened() {
    check(PrivilegePlan.MORE_LINKS, RAW, RAW | ADMIN);
  }

  @Test
  void keepsNothingAfterTheLastLink() {
    check(PrivilegePlan.MORE_LINKS.withoutMoreLinks(), 0, 0);
  }

  @Test
  void keepsWhatForgettingTakesAsleep() {
    check(PrivilegePlan.MORE_LINKS.withoutMoreLinks().forgettingPathMtu(), 0, ADMIN);
    check(PrivilegePlan.MORE_LINKS.forgettingPathMtu().withoutMoreLinks(), 0, ADMIN);
  }
}
