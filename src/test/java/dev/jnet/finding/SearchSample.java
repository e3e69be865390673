package dev.jnet.finding;

import dev.jnet.finding.MtuConclusions.Answered;
import dev.jnet.finding.MtuConclusions.Setting;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A search over IPv4 or IPv6 from an interface with an MTU of 1500 bytes, made by hand. Unless it
 * is changed, packets of 1400 bytes were answered, and a router at hop 2 reported those of 1401.
 */
final class SearchSample {
  final int version;
  final InetAddress source;
  final InetAddress gateway;
  final InetAddress router;
  final InetAddress target;

  Status status = Status.OK;
  int lower = 1400;
  int upper = 1401;
  Confidence confidence = Confidence.CONFIRMED;
  Counts counts = new Counts(3, 3, 2, 2);
  boolean blackHole;
  Optional<Bottleneck> bottleneck;
  List<Report> reports;
  List<Ignored> ignored = List.of();
  WayBack wayBack = new WayBack(false, 0, 0);
  DontFragment dontFragment = DontFragment.UNTESTED;
  Optional<Failure> failure = Optional.empty();
  Via via = Via.ICMP;
  int limit = 1500;
  int kernelMtu;
  List<InetAddress> others = List.of();

  SearchSample(int version) {
    this.version = version;
    this.source = address(1);
    this.gateway = address(2);
    this.router = address(3);
    this.target = address(80);
    this.bottleneck = Optional.of(new Bottleneck(2, Optional.of(router), true));
    this.reports = List.of(new Report(2, router, 1400, 1401));
  }

  InetAddress address(int last) {
    return Addresses.literal(version == 4 ? "192.0.2." + last : "2001:db8::" + last);
  }

  /**
   * Packets over 1400 bytes vanish behind hop 2, and small answers show that it is not the way
   * back.
   */
  SearchSample withBlackHole() {
    blackHole = true;
    reports = List.of();
    bottleneck = Optional.of(new Bottleneck(2, Optional.of(router), false));
    counts = new Counts(9, 9, 9, 0);
    wayBack = new WayBack(false, 0, 0, true, 60, ReplyOrigin.UNKNOWN);
    return this;
  }

  /** All sizes up to the interface's MTU were answered. */
  SearchSample withWidePath() {
    lower = 1500;
    upper = 1501;
    bottleneck = Optional.empty();
    reports = List.of();
    counts = new Counts(1, 1, 0, 0);
    return this;
  }

  MtuEvidence evidence() {
    return new MtuEvidence(result(), setting());
  }

  List<Finding> conclusions() {
    return MtuConclusions.of(result(), setting());
  }

  Setting setting() {
    return setting(gateway);
  }

  /** The search, where the target is on this machine's link. */
  Setting onLink() {
    return setting(target);
  }

  private Setting setting(InetAddress nextHop) {
    FirstHop hop =
        new FirstHop(
            "eth0", LinkType.RAW_IP, 1500, source, MacAddress.ZERO, nextHop, MacAddress.ZERO);
    return new Setting(hop, new Mtu(limit), kernelMtu, via, new Answered(target, others));
  }

  MtuResult result() {
    return new MtuResult(
        status,
        lower,
        upper,
        confidence,
        counts,
        blackHole,
        bottleneck,
        reports,
        ignored,
        wayBack,
        dontFragment,
        failure,
        20_000_000,
        2,
        12);
  }
}
