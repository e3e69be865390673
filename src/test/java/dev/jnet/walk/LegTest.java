package dev.jnet.walk;

import static dev.jnet.report.Samples.eth0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.report.walk.WalkSamples;
import dev.jnet.walk.conversation.ConversationResult.Course;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegTest {
  private static final Leg STALLED = WalkSamples.stalled().legs().get(0);

  private static Leg over(int mtu) {
    NextHop hop = STALLED.hop().orElseThrow();
    return STALLED.withHop(
        new NextHop(
            hop.target(),
            eth0(mtu),
            hop.means(),
            hop.gateway(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0));
  }

  @Test
  void stalledPageIsWorthAskingForWithSmallSegments() {
    assertTrue(STALLED.isWorthRetrial());
  }

  @Test
  void pageThatCameIsNotAskedForAgain() {
    assertFalse(WalkSamples.arrived().legs().get(0).isWorthRetrial());
    assertFalse(WalkSamples.portClosed().legs().get(0).isWorthRetrial());
  }

  @Test
  void legWithoutAConnectionIsNotTriedAgain() {
    assertFalse(WalkSamples.noSuchName().legs().get(0).isWorthRetrial());
  }

  @Test
  void mailServerIsNotAskedAgain() {
    Leg mail = WalkSamples.mail().legs().get(0);
    Leg stalled =
        mail.withConversation(
            STALLED.conversed().orElseThrow(),
            Optional.empty(),
            Optional.empty(),
            mail.transcript());
    assertFalse(stalled.isWorthRetrial());
  }

  @Test
  void retrialIsUselessOnALinkThatCarriesNoLargerPackets() {
    assertFalse(over(1280).isWorthRetrial());
    assertTrue(over(1281).isWorthRetrial());
  }

  @Test
  void retrialHasTheSegmentSizeAndTheBytesThatCame() {
    Leg.Retrial retrial = Leg.Retrial.of(WalkSamples.arrived().legs().get(0));
    assertEquals(new Leg.Retrial(1460, Course.CLOSED, 20, true), retrial);
    assertEquals(0, Leg.Retrial.of(WalkSamples.portClosed().legs().get(0)).body());
    assertEquals(Optional.of(retrial), STALLED.withRetrial(retrial).again());
  }
}
