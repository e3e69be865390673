package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.unit.Ttl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final Carrier carrier = new EchoCarrier(new ProbeFactory(replies.question));
  private final Evidence evidence = new Evidence();
  private final Outbox outbox = new Outbox(carrier, evidence);

  @Test
  void sizesLeaveInTheirOrderAsProbesThatReachTheTarget() {
    outbox.add(List.of(1500, 1400));
    outbox.add(List.of(576));
    assertEquals(List.of(1500, 1400, 576), List.copyOf(outbox.sizes()));
    for (int size : new int[] {1500, 1400, 576}) {
      Probe probe = outbox.next(7);
      assertEquals(size, probe.packet().totalLength());
      assertEquals(Carrier.TO_TARGET, new Ttl(probe.packet().hopLimit()));
    }
    assertTrue(outbox.isEmpty());
  }

  @Test
  void eachProbeIsATrialOfItsSizeAndTime() {
    outbox.add(List.of(1500, 1500));
    Probe first = outbox.next(7);
    Probe second = outbox.next(9);
    assertEquals(2, evidence.count());
    Trial trial = outbox.trialOf(second).orElseThrow();
    assertEquals(1500, trial.size());
    assertEquals(9, trial.sentAt());
    assertFalse(trial == outbox.trialOf(first).orElseThrow(), "equal sizes are two trials");
  }

  @Test
  void probeOfAnotherSearchIsNoTrial() {
    assertEquals(Optional.empty(), outbox.trialOf(carrier.probe(1500, Carrier.TO_TARGET)));
  }

  @Test
  void clearDropsWaitingSizesAndKeepsTheTrialsThatWereSent() {
    outbox.add(List.of(1500, 1400));
    Probe sent = outbox.next(7);
    outbox.clear();
    assertTrue(outbox.isEmpty());
    assertTrue(outbox.trialOf(sent).isPresent());
    assertEquals(1, evidence.count());
  }

  @Test
  void sizesCannotBeChangedFromOutside() {
    outbox.add(List.of(1500));
    assertThrows(UnsupportedOperationException.class, () -> outbox.sizes().clear());
  }
}
