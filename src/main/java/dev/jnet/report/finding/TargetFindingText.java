package dev.jnet.report.finding;

import dev.jnet.finding.Certainty;
import dev.jnet.finding.TargetFinding;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;

/** Findings about a target in words. */
final class TargetFindingText {
  private TargetFindingText() {}

  static String of(TargetFinding finding) {
    if (finding instanceof EchoAnswered echo) {
      return "echo requests are answered, round trip " + Text.millis(echo.roundTrip()) + " ms";
    }
    if (finding instanceof EchoLost lost) {
      return lost.sent() - lost.received() + " of " + lost.sent() + " echo requests were lost";
    }
    if (finding instanceof EchoUnanswered silent) {
      return "no answer to "
          + Text.count(silent.grounds().evidence().get(0).times(), "echo request");
    }
    if (finding instanceof PortOpen open) {
      return "port " + open.port() + " is open: SYN-ACK after " + millis(open) + " ms";
    }
    if (finding instanceof SomeFlowsSilent some) {
      return "connections from "
          + some.silent().size()
          + " of "
          + some.flows()
          + " ports are never answered, and from the others they are";
    }
    if (finding instanceof SomeFlowsDropLarge some) {
      return "on connections from "
          + some.dropping().size()
          + " of "
          + some.flows()
          + " ports packets over "
          + some.bytes()
          + " bytes never arrive, and from others they do, each tried on two connections: one of"
          + " several equal paths probably drops them";
    }
    if (finding instanceof AgreedSizeFits fit) {
      return "both SYNs allow packets of up to " + fit.bytes() + " bytes, which fit the path there";
    }
    if (finding instanceof AgreedSizeTooLarge large) {
      return "the SYNs allow packets of "
          + large.bytes()
          + " bytes, more than the path was seen to carry ("
          + large.mtu()
          + ")";
    }
    if (finding instanceof SegmentsClamped clamped) {
      return "a router before hop "
          + clamped.hop()
          + " or in it rewrote the MSS of the SYN: "
          + clamped.sent()
          + " became "
          + clamped.arrived();
    }
    return finding instanceof PortClosed closed
        ? "port " + closed.port() + " is closed: a reset came"
        : filtered((PortFiltered) finding);
  }

  private static String millis(PortOpen open) {
    return Text.millis(Math.max(0, open.roundTrip()));
  }

  private static String lost(PortFiltered filtered) {
    boolean guess = filtered.grounds().certainty().degree() == Certainty.Degree.GUESSED;
    return guess ? " (a guess: they may have been lost)" : "";
  }

  private static String filtered(PortFiltered filtered) {
    return "port "
        + filtered.port()
        + " is filtered: "
        + filtered
            .by()
            .map(by -> Addresses.text(by) + " says: " + filtered.reason())
            .orElse(
                "no answer to "
                    + Text.count(filtered.grounds().evidence().get(0).times(), "SYN")
                    + lost(filtered));
  }
}
