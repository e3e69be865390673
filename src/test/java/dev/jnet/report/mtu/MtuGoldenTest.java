package dev.jnet.report.mtu;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.eth0v6;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.tun0;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.Golden;
import dev.jnet.report.Style;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MtuGoldenTest {
  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("confirmed", new MtuSample());
    add("bracketed", bracketed());
    add("claimed", claimed());
    add("black-hole", blackHole());
    add("black-hole-before-first-router", blackHoleBeforeFirstRouter());
    add("no-answer", silent());
    add("unreachable", unreachable());
    add("link-mtu", linkMtu());
    add("limit-set", limitSet());
    add("largest-ipv4", largestIpv4());
    add("tunnel", tunnel());
    add("tiny", tiny());
    add("ipv6", ipv6());
    add("kernel-differs", kernelDiffers());
    add("narrower-way-back", narrowerWayBack());
    add("by-tcp", byTcp());
    add("ordinary-user", ordinaryUser());
    add("frames-not-captured", notCaptured());
    MtuReportContent hole = blackHole().content();
    files.put("black-hole.color.txt", MtuReport.text(hole, COLORED));
    files.put("black-hole.ascii.txt", MtuReport.text(hole, ASCII));
    files.put("black-hole.narrow.txt", MtuReport.text(hole, new Style(true, false, 40)));
    addJson(files, "error", List.of(MtuDocument.error("nowhere.example", "name", "not known")));
    Golden.compareReport("mtu", files);
  }

  private void add(String name, MtuSample sample) {
    MtuReportContent content = sample.content();
    files.put(name + ".txt", MtuReport.text(content, TERMINAL));
    files.put(name + ".brief.txt", MtuReport.number(content) + "\n");
    addJson(files, name, List.of(MtuDocument.of(content)));
  }

  private static MtuSample bracketed() {
    MtuSample sample = new MtuSample();
    sample.confidence = Confidence.BRACKETED;
    sample.lower = 1280;
    sample.upper = 1492;
    sample.bottleneck = Optional.empty();
    return sample;
  }

  private static MtuSample claimed() {
    MtuSample sample = silent();
    sample.lower = 1400;
    sample.upper = 1401;
    sample.confidence = Confidence.CLAIMED;
    sample.bottleneck = Optional.of(new Bottleneck(1, Optional.of(ip("10.0.0.1")), true));
    return sample;
  }

  private static MtuSample blackHole() {
    MtuSample sample = new MtuSample();
    sample.lower = 1400;
    sample.upper = 1401;
    sample.counts = new Counts(6, 6, 9, 0);
    sample.blackHole = true;
    sample.bottleneck = Optional.of(new Bottleneck(2, Optional.of(ip("198.51.100.1")), false));
    sample.wayBack = new WayBack(false, 0, 0, true, 62, ReplyOrigin.UNKNOWN);
    return sample;
  }

  private static MtuSample blackHoleBeforeFirstRouter() {
    MtuSample sample = blackHole();
    sample.bottleneck = Optional.of(new Bottleneck(0, Optional.empty(), false));
    sample.wayBack = new WayBack(true, 0, 1300);
    return sample;
  }

  private static MtuSample silent() {
    MtuSample sample = new MtuSample();
    sample.status = Status.NO_REPLY;
    sample.lower = 0;
    sample.upper = 1501;
    sample.confidence = Confidence.BRACKETED;
    sample.bottleneck = Optional.empty();
    sample.roundTrip = 0;
    sample.tally = new Tally(9, 0, 0);
    return sample;
  }

  private static MtuSample unreachable() {
    MtuSample sample = silent();
    sample.failure = Optional.of(new Failure(ip("10.0.0.1"), "host unreachable"));
    return sample;
  }

  private static MtuSample linkMtu() {
    MtuSample sample = new MtuSample();
    sample.name = sample.target;
    sample.lower = 1500;
    sample.upper = 1501;
    sample.bottleneck = Optional.empty();
    return sample;
  }

  private static MtuSample limitSet() {
    MtuSample sample = linkMtu();
    sample.limit = 1300;
    sample.lower = 1300;
    sample.upper = 1301;
    return sample;
  }

  private static MtuSample largestIpv4() {
    MtuSample sample = linkMtu();
    sample.hop = eth0(65536);
    sample.limit = 65535;
    sample.lower = 65535;
    sample.upper = 65536;
    return sample;
  }

  private static MtuSample tunnel() {
    MtuSample sample = linkMtu();
    sample.hop = tun0(1420, ip(sample.target));
    sample.limit = 1420;
    sample.lower = 1420;
    sample.upper = 1421;
    return sample;
  }

  private static MtuSample tiny() {
    MtuSample sample = new MtuSample();
    sample.lower = 40;
    sample.upper = 41;
    return sample;
  }

  private static MtuSample ipv6() {
    MtuSample sample = new MtuSample();
    sample.target = "2001:db8:9::9";
    sample.hop = eth0v6(9000);
    sample.limit = 9000;
    sample.lower = 1280;
    sample.upper = 1281;
    sample.counts = new Counts(6, 6, 9, 0);
    sample.blackHole = true;
    sample.bottleneck = Optional.of(new Bottleneck(0, Optional.of(ip("2001:db8:1::1")), false));
    return sample;
  }

  private static MtuSample kernelDiffers() {
    MtuSample sample = new MtuSample();
    sample.kernelMtu = 1400;
    sample.ignored.add(new Ignored(ip("198.51.100.1"), 60, 1500, Ignored.Why.BELOW_THE_MINIMUM));
    sample.ignored.add(
        new Ignored(ip("198.51.100.2"), 1500, 1500, Ignored.Why.NOT_BELOW_THE_PROBE));
    sample.ignored.add(new Ignored(ip("198.51.100.3"), 576, 1500, Ignored.Why.REFUTED));
    sample.tally = new Tally(9, 6, 2);
    return sample;
  }

  private static MtuSample narrowerWayBack() {
    MtuSample sample = new MtuSample();
    sample.wayBack = new WayBack(true, 1300, 0);
    return sample;
  }

  private static MtuSample byTcp() {
    MtuSample sample = new MtuSample();
    sample.via = Via.tcp(new Port(443));
    sample.unanswered = "ICMP echo requests, UDP datagrams";
    sample.lower = 1452;
    sample.upper = 1453;
    return sample;
  }

  private static MtuSample ordinaryUser() {
    MtuSample sample = new MtuSample();
    sample.access = Access.ICMP_SOCKETS;
    return sample;
  }

  private static MtuSample notCaptured() {
    MtuSample sample = silent();
    sample.via = Via.tcp(new Port(443));
    sample.tally = new Tally(9, 0, 0).without(12);
    return sample;
  }
}
