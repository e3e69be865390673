package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption.MaximumSegmentSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MssConclusionsTest {
  private static final int FOUR = 4;
  private static final int SIX = 6;

  private static Optional<Tcp> segment(int flags, int mss) {
    return Optional.of(
        new Tcp(40000, 443, 1, 0, flags, 64240, List.of(new MaximumSegmentSize(mss)), new byte[0]));
  }

  private static MssResult result(int ours, int theirs, Optional<Clamp> clamp) {
    Optional<Tcp> syn = segment(Tcp.SYN, ours);
    Optional<Tcp> synAck = segment(Tcp.SYN | Tcp.ACK, theirs);
    return new MssResult(
        Status.OPEN, Optional.empty(), syn, synAck, theirs, 3, List.of(), clamp, 0);
  }

  private static Optional<Clamp> clampedTo(int mss) {
    Hop hop = new Hop(3, Addresses.literal("198.51.100.1"), OptionalInt.of(mss), true);
    return Optional.of(new Clamp(Optional.empty(), hop, hop.mss()));
  }

  @Test
  void sizeThatBothSynsAllowFitsAPathOfThatSize() {
    AgreedSizeFits four =
        (AgreedSizeFits) MssConclusions.of(result(1460, 1460, Optional.empty()), FOUR, 1500).get(0);
    assertEquals(1500, four.bytes());
    AgreedSizeFits six =
        (AgreedSizeFits) MssConclusions.of(result(1440, 1440, Optional.empty()), SIX, 1500).get(0);
    assertEquals(1500, six.bytes());
  }

  @Test
  void sizeIsTooLargeForANarrowerPath() {
    AgreedSizeTooLarge large =
        (AgreedSizeTooLarge)
            MssConclusions.of(result(1460, 1460, Optional.empty()), FOUR, 1400).get(0);
    assertEquals(1500, large.bytes());
    assertEquals(1400, large.mtu());
  }

  @Test
  void otherSideMaySendAsMuchAsWeAnnounceHoweverLittleItTakes() {
    assertTrue(
        MssConclusions.of(result(1460, 536, Optional.empty()), FOUR, 1400).get(0)
            instanceof AgreedSizeTooLarge);
  }

  @Test
  void clampThatBothDirectionsNeedMakesSegmentsFit() {
    List<Finding> findings = MssConclusions.of(result(1460, 1360, clampedTo(1360)), FOUR, 1400);
    assertEquals(1400, ((AgreedSizeFits) findings.get(0)).bytes());
    SegmentsClamped clamped = (SegmentsClamped) findings.get(1);
    assertEquals(1460, clamped.sent());
    assertEquals(1360, clamped.arrived());
    assertFalse(clamped.tooLow());
  }

  @Test
  void clampToMuchLessThanThePathCarriesIsTooLow() {
    List<Finding> findings = MssConclusions.of(result(1460, 536, clampedTo(536)), FOUR, 1500);
    assertTrue(((SegmentsClamped) findings.get(1)).tooLow());
  }

  @Test
  void nothingFollowsWithoutAConnection() {
    MssResult silent =
        new MssResult(
            Status.FILTERED,
            Optional.empty(),
            segment(Tcp.SYN, 1460),
            Optional.empty(),
            536,
            -1,
            List.of(),
            Optional.empty(),
            -1);
    assertEquals(List.of(), MssConclusions.of(silent, FOUR, 1500));
  }
}
