package dev.jnet.report;

/** How the segment size and the path fit together. */
public enum SegmentFit {
  /** Nothing on the way is smaller than the segments. */
  FITS("the segments fit the path"),
  /** A router has made them fit. */
  CLAMPED("clamped as it should be"),
  /** They do not fit: they would vanish, or have to be reported. */
  TOO_LARGE("too large: black hole ahead unless ICMP gets through"),
  /** The path would carry more. */
  SMALL("needlessly small"),
  /** The path MTU is not known. */
  UNKNOWN("not known: the path MTU did not show");

  private final String words;

  SegmentFit(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }
}
