package dev.jnet.report.finding;

import dev.jnet.finding.SegmentFinding;
import dev.jnet.finding.SegmentFinding.DownloadArrived;
import dev.jnet.finding.SegmentFinding.DownloadStalled;
import dev.jnet.finding.SegmentFinding.DownloadUntested;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.SegmentFinding.SegmentsFit;
import dev.jnet.finding.SegmentFinding.SegmentsSmall;
import dev.jnet.finding.SegmentFinding.SegmentsTooLarge;
import dev.jnet.wire.Addresses;

/** Findings about the segments of a connection in words. */
final class SegmentFindingText {
  private SegmentFindingText() {}

  static String label(SegmentFinding finding) {
    return finding instanceof SegmentsFit
            || finding instanceof SegmentsSmall
            || finding instanceof SegmentsTooLarge
            || (finding instanceof LargeSegmentsLost lost && lost.there())
        ? "Path there"
        : "Return path";
  }

  static String of(SegmentFinding finding) {
    if (finding instanceof SegmentsFit fit) {
      return FindingText.worded(
          "an MSS of "
              + fit.mss()
              + " is what the path to the server carries"
              + (fit.lowered() ? ": a router or the server has lowered it" : ""),
          fit.grounds().certainty());
    }
    if (finding instanceof SegmentsSmall small) {
      return FindingText.worded(
          "the path to the server carries an MSS of "
              + small.room()
              + ", so that the agreed "
              + small.mss()
              + " is needlessly small",
          small.grounds().certainty());
    }
    if (finding instanceof SegmentsTooLarge large) {
      return "the path to the server carries an MSS of "
          + large.room()
          + ", less than the agreed "
          + large.mss()
          + ", and "
          + (large.reported()
              ? large.reporter().map(Addresses::text).orElse("a router")
                  + " says so: this machine then sends smaller segments by itself"
              : "no router says so");
    }
    if (finding instanceof LargeSegmentsLost lost) {
      return lost(lost);
    }
    if (finding instanceof DownloadUntested) {
      return "not tested, because no page was downloaded (--get)";
    }
    return finding instanceof DownloadArrived arrived
        ? arrived(arrived)
        : stalled((DownloadStalled) finding);
  }

  private static String arrived(DownloadArrived arrived) {
    String most = " of up to " + arrived.largest() + " bytes of data";
    return arrived.filling()
        ? "the server sent segments" + most + ", and all arrived"
        : "not tested: what the server sent arrived, in segments"
            + most
            + ", which are no large ones";
  }

  private static String lost(LargeSegmentsLost lost) {
    return FindingText.worded(
        "large packets are dropped silently on the path "
            + (lost.there() ? "to the server" : "to this machine")
            + " (a black hole): packets of up to "
            + lost.passed()
            + " bytes passed, those of up to "
            + lost.lost()
            + " did not",
        lost.grounds().certainty());
  }

  private static String stalled(DownloadStalled stalled) {
    return "the download stopped after "
        + stalled.bytes()
        + " bytes: "
        + (stalled.gap()
            ? "later segments arrived, and those before them did not"
            : "nothing more came, as where larger segments are dropped on their way here");
  }
}
