package dev.jnet.report.finding;

import dev.jnet.finding.Finding;
import dev.jnet.finding.SegmentFinding.SegmentsFit;
import dev.jnet.finding.SegmentFinding.SegmentsSmall;
import dev.jnet.finding.SegmentFinding.SegmentsTooLarge;
import java.util.List;

/** Whether segments of the agreed size fit the path to the other side. */
public enum SegmentFit {
  /** All links carry the segments. */
  FITS("segments fit the path there"),
  /** The MSS is as low as the path needs. */
  CLAMPED("lowered to what the path carries"),
  /** They do not fit, and a router reports it: the sender has to lower them. */
  REPORTED("fine: a router reports larger ones, and this machine sends them again in smaller ones"),
  /** They do not fit, and no router reports it. */
  TOO_LARGE("too large: black hole ahead"),
  /** The path would carry larger segments. */
  SMALL("needlessly small"),
  /** The path MTU is not known. */
  UNKNOWN("not known: the path MTU did not show");

  private final String words;

  SegmentFit(String words) {
    this.words = words;
  }

  /** The words for it in reports. */
  public String words() {
    return words;
  }

  /** What the findings about a connection say. */
  public static SegmentFit of(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding instanceof SegmentsFit fit) {
        return fit.lowered() ? CLAMPED : FITS;
      }
      if (finding instanceof SegmentsSmall) {
        return SMALL;
      }
      if (finding instanceof SegmentsTooLarge large) {
        return large.reported() ? REPORTED : TOO_LARGE;
      }
    }
    return UNKNOWN;
  }
}
