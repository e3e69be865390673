package dev.jnet.report.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.finding.Certainty;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;

/**
 * Causes that are about the size of packets, in words; it leaves others to {@link
 * ApplicationCauseText}.
 */
final class SizeCauseText {
  private SizeCauseText() {}

  /** What becomes of packets, with how sure that is. */
  private static String dropped(Cause cause) {
    return " are" + probably(cause) + " dropped silently" + CauseText.place(cause.where());
  }

  private static String probably(Cause cause) {
    return cause.certainty().degree() == Certainty.Degree.INFERRED ? " probably" : "";
  }

  /** That the other direction is broken as well; empty where nothing shows that. */
  private static String wayBack(Cause cause) {
    return cause.of().findings().stream()
        .filter(LargeSegmentsLost.class::isInstance)
        .map(lost -> "; large packets from there do not arrive here either")
        .findFirst()
        .orElse("");
  }

  /** The statement, without a full stop. */
  static String of(Cause cause, String target) {
    return switch (cause.code()) {
      case "ipv6-link-too-small" ->
          "a link on the path to "
              + target
              + " carries IPv6 packets of at most "
              + cause.finding(BelowIpv6Minimum.class).bytes()
              + " bytes, and IPv6 needs 1280";
      case "one-path-drops-large" -> {
        SomeFlowsDropLarge some = cause.finding(SomeFlowsDropLarge.class);
        yield "one of several equal paths to "
            + target
            + " probably drops packets over "
            + some.bytes()
            + " bytes: connections from "
            + some.dropping().size()
            + " of "
            + some.flows()
            + " ports of this machine open, and hang as soon as they send more";
      }
      case "black-hole" ->
          "packets over "
              + cause.finding(BlackHole.class).bytes()
              + " bytes to "
              + target
              + dropped(cause)
              + ": connections open, and hang as soon as they send more"
              + wayBack(cause);
      case "large-packets-vanish" ->
          "packets over "
              + cause.finding(BlackHole.class).bytes()
              + " bytes to "
              + target
              + ", or the replies to them, vanish"
              + CauseText.place(cause.where());
      case "large-replies-vanish" ->
          cause.findings().size() > 1
              ? "large packets from "
                  + target
                  + probably(cause)
                  + " do not arrive here: an answer stalls that comes whole in small segments, and"
                  + " echo replies over "
                  + cause.finding(LargeRepliesLost.class).bytes()
                  + " bytes do not come either"
              : "packets over "
                  + cause.finding(LargeRepliesLost.class).bytes()
                  + " bytes from "
                  + target
                  + probably(cause)
                  + " do not arrive here: what is fetched from there may hang";
      case "black-hole-clamped" ->
          "packets over "
              + cause.finding(BlackHole.class).bytes()
              + " bytes to "
              + target
              + dropped(cause)
              + ", which TCP does not feel: its segments fit";
      case "large-replies-clamped" ->
          "packets over "
              + cause.finding(LargeRepliesLost.class).bytes()
              + " bytes from "
              + target
              + probably(cause)
              + " do not arrive here, which TCP does not feel: its segments fit";
      case "clamped-too-low" -> {
        SegmentsClamped clamped = cause.finding(SegmentsClamped.class);
        yield "a router makes TCP segments of "
            + clamped.arrived()
            + " bytes where "
            + clamped.possible()
            + " fit: transfers need more packets than they could";
      }
      case "path-mtu-reduced" ->
          "packets over "
              + cause.finding(TooBigReported.class).bytes()
              + " bytes are too big for the path, and a router says so, as it should";
      default -> ApplicationCauseText.of(cause, target);
    };
  }
}
