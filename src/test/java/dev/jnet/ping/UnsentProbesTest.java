package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsentProbesTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");

  private static UnsentProbes unsent(long count, long deadline) {
    PingQuestion.Schedule schedule =
        new PingQuestion.Schedule(
            count, Nanos.SECOND, false, deadline, 10 * Nanos.SECOND, Nanos.SECOND);
    return new UnsentProbes(schedule, 4);
  }

  @Test
  void countsTheProbesThatWereDue() {
    UnsentProbes unsent = unsent(0, 0);
    List<PingEvent> events = unsent.pass(3 * Nanos.SECOND, HERE);
    assertEquals(3, unsent.count());
    assertEquals(6, events.size(), "each is sent, and fails");
    assertEquals(new PingEvent.Sent(1), events.get(0));
    PingEvent.Failed failed = assertInstanceOf(PingEvent.Failed.class, events.get(5));
    assertEquals(3, failed.sequence());
    assertFalse(unsent.isOver(), "there is no end to it");
  }

  @Test
  void countsAtLeastOneProbe() {
    UnsentProbes unsent = unsent(0, 0);
    assertFalse(unsent.isOver());
    unsent.pass(1, HERE);
    assertEquals(1, unsent.count());
  }

  @Test
  void endsWithAsManyProbesAsWereWanted() {
    UnsentProbes unsent = unsent(2, 0);
    unsent.pass(Nanos.SECOND, HERE);
    assertFalse(unsent.isOver());
    unsent.pass(10 * Nanos.SECOND, HERE);
    assertEquals(2, unsent.count());
    assertTrue(unsent.isOver());
  }

  @Test
  void goesOnUntilItsDeadline() {
    UnsentProbes unsent = unsent(2, 7 * Nanos.SECOND);
    unsent.pass(3 * Nanos.SECOND, HERE);
    assertFalse(unsent.isOver(), "the count is one of answers");
    unsent.pass(3 * Nanos.SECOND, HERE);
    assertEquals(6, unsent.count());
    assertFalse(unsent.isOver());
    unsent.pass(Nanos.SECOND, HERE);
    assertTrue(unsent.isOver());
    assertEquals(7 * Nanos.SECOND, unsent.waited());
  }
}
