package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeveralTest {
  private static final Packets PACKETS = new Packets(4, LinkType.RAW_IP);
  private static final Frame FRAME = new Frame(LinkType.RAW_IP, new byte[20], 20, 1, false);

  private final Probe[] probes = {PACKETS.probe(), PACKETS.probe(), PACKETS.probe()};
  private final RecordingDiagnosis first = new RecordingDiagnosis("first", probes[0], probes[1]);
  private final RecordingDiagnosis second = new RecordingDiagnosis("second", probes[2]);
  private final Several<String> both = new Several<>(List.of(first, second));

  private Probe send() {
    return both.next(0).orElseThrow();
  }

  @Test
  void takeTurnsAtSending() {
    assertEquals(List.of(probes[0], probes[2], probes[1]), List.of(send(), send(), send()));
    assertEquals(Optional.empty(), both.next(0));
  }

  @Test
  void oneThatIsDoneLosesItsTurn() {
    first.done = true;
    assertEquals(probes[2], send());
    assertEquals(Optional.empty(), both.next(0));
  }

  @Test
  void replyGoesOnlyToTheOneThatAsked() {
    send();
    both.accept(Packets.refusal(send()));
    both.left(probes[0], 5);

    assertEquals(List.of("accept"), second.told);
    assertEquals(List.of("left"), first.told);
  }

  @Test
  void replyToAnUnknownProbeGoesToNone() {
    both.accept(Packets.refusal(PACKETS.probe()));
    both.left(PACKETS.probe(), 5);

    assertEquals(List.of(), first.told);
    assertEquals(List.of(), second.told);
  }

  @Test
  void whatBelongsToNoProbeIsToldToAll() {
    both.arrives(FRAME);
    both.overhear(FRAME);
    both.filtered(FRAME);
    both.missedFrames();

    List<String> all = List.of("arrives", "overhear", "filtered", "missedFrames");
    assertEquals(all, first.told);
    assertEquals(all, second.told);
  }

  @Test
  void settledProbesAreForgotten() {
    send();
    send();
    first.settled.add(probes[0]);
    second.settled.add(probes[2]);

    assertEquals(List.of(probes[0], probes[2]), both.takeSettled());
    assertEquals(List.of(), both.takeSettled());
    both.accept(Packets.refusal(probes[0]));
    assertEquals(List.of(), first.told);
  }

  /** Otherwise a ping without an end would fill the memory. */
  @Test
  void oldestProbesAreForgottenWhenThereAreMoreThanTheProberRemembers() {
    Probe oldest = send();
    for (int i = 0; i < RememberedProbes.MAX_PROBES; i++) {
      second.toSend.add(PACKETS.probe());
      send();
    }
    both.accept(Packets.refusal(oldest));
    assertEquals(List.of(), first.told);
  }

  @Test
  void wakesForTheEarliestThatIsNotDone() {
    assertEquals(Diagnosis.NEVER, both.wakeAt());
    first.wakeAt = 10;
    second.wakeAt = 20;
    assertEquals(10, both.wakeAt());
    first.done = true;
    assertEquals(20, both.wakeAt());
  }

  @Test
  void isDoneWhenAllAreAndAnswersInTheirOrder() {
    second.done = true;
    assertFalse(both.done());
    first.done = true;
    assertTrue(both.done());
    assertEquals(List.of("first", "second"), both.result());
  }

  @Test
  void nothingToAskIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Several<String>(List.of()));
  }
}
