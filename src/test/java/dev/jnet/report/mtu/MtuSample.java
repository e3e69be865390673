package dev.jnet.report.mtu;

import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Nat64Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A result of {@code mtu} made by hand: a confirmed 1492 bytes, unless it is told otherwise. */
final class MtuSample {
  String name = "server.example";
  String target = "192.0.2.9";
  FirstHop hop = eth0(1500);
  int limit = 1500;
  int kernelMtu;
  Access access = Access.CAPTURE;
  Via via = Via.ICMP;
  String unanswered = "";
  Tally tally = new Tally(9, 6, 0);
  Status status = Status.OK;
  int lower = 1492;
  int upper = 1493;
  Confidence confidence = Confidence.CONFIRMED;
  Counts counts = new Counts(3, 3, 2, 2);
  boolean blackHole;
  Optional<Bottleneck> bottleneck =
      Optional.of(new Bottleneck(2, Optional.of(ip("198.51.100.1")), true));
  Optional<Nat64Prefix> translation = Optional.empty();
  final List<MtuResult.Ignored> ignored = new ArrayList<>();
  MtuResult.WayBack wayBack = new MtuResult.WayBack(false, 0, 0);
  MtuResult.DontFragment dontFragment = MtuResult.DontFragment.UNTESTED;
  Optional<MtuResult.Failure> failure = Optional.empty();
  long roundTrip = ms(12.34);

  MtuReportContent content() {
    MtuResult result =
        new MtuResult(
            status,
            lower,
            upper,
            confidence,
            counts,
            blackHole,
            bottleneck,
            List.of(),
            ignored,
            wayBack,
            dontFragment,
            failure,
            roundTrip,
            3,
            9);
    return new MtuReportContent(
        name,
        ip(target),
        hop,
        new Mtu(limit),
        kernelMtu,
        translation,
        access,
        via,
        unanswered,
        result,
        List.of(new MtuReportContent.FlowMtu(0, result)),
        tally,
        ms(56.7));
  }
}
