package dev.jnet.report;

/** Whether segments of the agreed size fit the path. */
public enum SegmentFit {
  /** All links carry the segments. */
  FITS("the segments fit the path"),
  /** A router has lowered the MSS so that they fit. */
  CLAMPED("clamped as it should be"),
  /** They do not fit: routers drop them and may report it. */
  TOO_LARGE("too large: black hole ahead unless ICMP gets through"),
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
}
