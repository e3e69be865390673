package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimedSizesTest {
  private final Evidence evidence = new Evidence();
  private final ClaimedSizes claimed = new ClaimedSizes(evidence);

  private Trial reported(int size, int claim) {
    Trial trial = new Trial(size, 0);
    trial.report(new Trial.TooBig(Addresses.literal("192.0.2.1"), 1, claim));
    evidence.add(trial);
    evidence.reported(trial);
    return trial;
  }

  private void passed(int size) {
    Trial trial = new Trial(size, 0);
    evidence.add(trial);
    evidence.passed(trial);
  }

  @Test
  void triesAClaimOnceAndOneByteMoreTwice() {
    assertEquals(List.of(1493, 1493, 1492), claimed.take(reported(1500, 1492), List.of()));
    assertEquals(1, claimed.followed());
  }

  @Test
  void claimOneBelowTheProbeIsTriedAlone() {
    assertEquals(List.of(1499), claimed.take(reported(1500, 1499), List.of()));
  }

  @Test
  void sizeThatWasTriedOrWaitsIsNotTriedAgain() {
    evidence.add(new Trial(1493, 0));
    assertEquals(List.of(1492), claimed.take(reported(1500, 1492), List.of()));
    assertEquals(List.of(), claimed.take(reported(1500, 1492), List.of(1492)));
    assertEquals(1, claimed.followed(), "the second brought nothing");
  }

  @Test
  void sizeThatIsKnownToPassIsNotTried() {
    passed(1492);
    assertEquals(List.of(1493, 1493), claimed.take(reported(1500, 1492), List.of()));
  }

  @Test
  void nextPlateauIsTriedWhenARouterNamesNoMtu() {
    assertEquals(List.of(1007, 1007, 1006), claimed.take(reported(1492, 0), List.of()));
  }

  @Test
  void reportThatIsNotBelievedIsNotFollowed() {
    passed(1495);
    assertEquals(List.of(), claimed.take(reported(1500, 1492), List.of()));
  }

  @Test
  void onlySixteenClaimsAreFollowed() {
    for (int i = 0; i < 100; i++) {
      claimed.take(reported(1500, 1400 - 2 * i), List.of());
    }
    assertEquals(ClaimedSizes.MAX_CLAIMS, claimed.followed());
  }
}
