package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.finding.SegmentFinding.DownloadArrived;
import dev.jnet.finding.SegmentFinding.DownloadStalled;
import dev.jnet.finding.SegmentFinding.DownloadUntested;
import dev.jnet.finding.SegmentFinding.SegmentsFit;
import dev.jnet.finding.SegmentFinding.SegmentsSmall;
import dev.jnet.finding.SegmentFinding.SegmentsTooLarge;
import dev.jnet.handshake.Download;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SegmentConclusionsTest {
  private static final InetAddress ROUTER = Addresses.literal("198.51.100.1");
  private static final int HEADERS = 40;

  private static SegmentConclusions.Sizes segments(int mss) {
    return new SegmentConclusions.Sizes(mss, 1460, HEADERS);
  }

  /** A path that carries so many bytes, as answers and silence show. */
  private static MtuResult path(int mtu, Optional<Bottleneck> bottleneck) {
    return new MtuResult(
        MtuResult.Status.OK,
        mtu,
        mtu + 1,
        MtuResult.Confidence.CONFIRMED,
        new MtuResult.Counts(3, 3, 9, 0),
        bottleneck.isEmpty(),
        bottleneck,
        List.of(),
        List.of(),
        new MtuResult.WayBack(false, 0, 0),
        MtuResult.DontFragment.UNTESTED,
        Optional.empty(),
        0,
        1,
        12);
  }

  private static Finding fit(int mss, MtuResult path) {
    return SegmentConclusions.fit(segments(mss), path).orElseThrow();
  }

  @Test
  void segmentsOfThePathsSizeFit() {
    SegmentsFit fit = assertInstanceOf(SegmentsFit.class, fit(1460, path(1500, Optional.empty())));
    assertEquals(1460, fit.mss());
    assertTrue(!fit.lowered(), "as large as this machine's link allows");
  }

  @Test
  void segmentsThatWereLoweredToAFittingSizeAreSaidToBe() {
    SegmentsFit fit = assertInstanceOf(SegmentsFit.class, fit(1360, path(1400, Optional.empty())));
    assertTrue(fit.lowered());
  }

  @Test
  void segmentsBelowThePathsSizeAreNeedlesslySmall() {
    SegmentsSmall small =
        assertInstanceOf(SegmentsSmall.class, fit(1000, path(1500, Optional.empty())));
    assertEquals(1460, small.room());
  }

  @Test
  void silenceMakesTooLargeSegmentsAnInference() {
    SegmentsTooLarge large =
        assertInstanceOf(SegmentsTooLarge.class, fit(1460, path(1400, Optional.empty())));
    assertEquals(1360, large.room());
    assertTrue(!large.reported());
    assertEquals(Degree.INFERRED, large.grounds().certainty().degree());
  }

  @Test
  void routersReportMakesTooLargeSegmentsSeen() {
    Bottleneck reported = new Bottleneck(2, Optional.of(ROUTER), true);
    SegmentsTooLarge large =
        assertInstanceOf(SegmentsTooLarge.class, fit(1460, path(1400, Optional.of(reported))));
    assertTrue(large.reported());
    assertEquals(Optional.of(ROUTER), large.reporter());
    assertEquals(Degree.SEEN, large.grounds().certainty().degree());
  }

  private static MssResult result(Status status, Optional<Clamp> clamp) {
    return new MssResult(
        status, Optional.empty(), Optional.empty(), Optional.empty(), 1448, 3, List.of(), clamp, 0);
  }

  private static List<Finding> of(MssResult result, Optional<Download> download) {
    Optional<MtuResult> path = Optional.of(path(1500, Optional.empty()));
    return SegmentConclusions.of(result, segments(1460), path, download);
  }

  private static List<Class<?>> kinds(List<Finding> findings) {
    return findings.stream().<Class<?>>map(Object::getClass).toList();
  }

  @Test
  void withoutDownloadThePathHereIsUntested() {
    List<Finding> findings = of(result(Status.OPEN, Optional.empty()), Optional.empty());
    assertEquals(List.of(SegmentsFit.class, DownloadUntested.class), kinds(findings));
  }

  @Test
  void stalledDownloadComesFirst() {
    Download stalled = new Download(2000, OptionalInt.of(1000), false, true);
    List<Finding> findings = of(result(Status.OPEN, Optional.empty()), Optional.of(stalled));
    assertEquals(List.of(DownloadStalled.class, SegmentsFit.class), kinds(findings));
    assertTrue(((DownloadStalled) findings.get(0)).gap());
  }

  @Test
  void completeDownloadComesAfterThePathThere() {
    Download arrived = new Download(9000, OptionalInt.of(1448), true, false);
    List<Finding> findings = of(result(Status.OPEN, Optional.empty()), Optional.of(arrived));
    assertEquals(List.of(SegmentsFit.class, DownloadArrived.class), kinds(findings));
    assertEquals(1448, ((DownloadArrived) findings.get(1)).largest());
    assertTrue(((DownloadArrived) findings.get(1)).filling());
  }

  @Test
  void smallPageFillsNoSegment() {
    Download small = new Download(109, OptionalInt.of(109), true, false);
    List<Finding> findings = of(result(Status.OPEN, Optional.empty()), Optional.of(small));
    assertFalse(((DownloadArrived) findings.get(1)).filling());
  }

  @Test
  void closedPortTellsNothingAboutSegments() {
    List<Finding> findings = of(result(Status.CLOSED, Optional.empty()), Optional.empty());
    assertEquals(List.of(Unanswered.class), kinds(findings));
    assertEquals("reset (RST)", ((Unanswered) findings.get(0)).reason());
  }

  @Test
  void clampIsAPacketRewrittenAtItsHop() {
    Hop hop = new Hop(3, ROUTER, OptionalInt.of(1412), true);
    Clamp clamp = new Clamp(Optional.empty(), hop, hop.mss());
    List<Finding> findings = of(result(Status.OPEN, Optional.of(clamp)), Optional.empty());
    PacketRewritten rewritten =
        assertInstanceOf(PacketRewritten.class, findings.get(findings.size() - 1));
    assertEquals(3, rewritten.hop());
  }
}
