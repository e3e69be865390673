package dev.jnet.report.mss;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.eth0v6;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;
import static dev.jnet.report.Samples.received;
import static dev.jnet.report.Samples.sent;
import static dev.jnet.report.Samples.synOptions;

import dev.jnet.handshake.Download;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.probe.Tally;
import dev.jnet.report.Golden;
import dev.jnet.report.Style;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MssGoldenTest {
  private static final Hop HONEST = new Hop(1, ip("10.0.0.1"), OptionalInt.of(1460), true);
  private static final Hop CLAMPED = new Hop(3, ip("198.51.100.3"), OptionalInt.of(1412), true);
  private static final Hop SHORT = new Hop(2, ip("198.51.100.2"), OptionalInt.empty(), false);
  private static final Hop STRIPPED = new Hop(2, ip("198.51.100.2"), OptionalInt.empty(), true);

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("fits", new Sample());
    add("clamped", clamped());
    add("clamped-before-first-hop", clampedBeforeFirstHop());
    add("option-taken-out", optionTakenOut());
    add("too-large", withPath(1400));
    add("reported", reported());
    add("stalled", stalled());
    add("zero", zero());
    add("tunnel", tunnel());
    add("needlessly-small", needlesslySmall());
    add("quotes-too-short", quotesTooShort());
    add("no-routers", noRouters());
    add("path-not-found", pathNotFound());
    add("ended-before-path", endedBeforePath());
    add("no-options", noOptions());
    add("ipv6", ipv6());
    add("closed", refused(Status.CLOSED));
    add("silent", refused(Status.FILTERED));
    add("filtered", filtered());
    MssReportContent small = clamped().content();
    files.put("clamped.color.txt", MssReport.text(small, COLORED));
    files.put("clamped.ascii.txt", MssReport.text(small, ASCII));
    files.put("clamped.narrow.txt", MssReport.text(small, new Style(true, false, 40)));
    addJson(files, "error", List.of(MssDocument.error("nowhere.example", "name", "not known")));
    Golden.compareReport("mss", files);
  }

  private void add(String name, Sample sample) {
    MssReportContent content = sample.content();
    files.put(name + ".txt", MssReport.text(content, TERMINAL));
    files.put(name + ".brief.txt", MssReport.number(content));
    addJson(files, name, List.of(MssDocument.of(content)));
  }

  /** An open port to which full segments fit, unless it is told otherwise. */
  private static final class Sample {
    String target = "192.0.2.9";
    FirstHop hop = eth0(1500);
    Status status = Status.OPEN;
    Optional<MssResult.Failure> failure = Optional.empty();
    Optional<Tcp> syn = Optional.of(sent(Tcp.SYN, 1000, 0, synOptions(1460)));
    Optional<Tcp> synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(1460)));
    int effective = 1448;
    int routers = 3;
    List<Hop> hops = List.of(HONEST);
    Optional<Clamp> clamp = Optional.empty();
    long roundTrip = ms(12.34);
    Optional<MtuResult> path = Optional.of(path(1500));
    Optional<Download> download = Optional.empty();
    Tally tally = new Tally(7, 5, 0);

    MssReportContent content() {
      MssResult result =
          new MssResult(status, failure, syn, synAck, effective, routers, hops, clamp, roundTrip);
      TcpSettings settings = TcpSettings.linux(Addresses.version(ip(target)), hop.mtu());
      MssQuestion question =
          new MssQuestion(ip(target), new Port(443), hop, new Port(40000), settings, 1);
      return new MssReportContent(
          "server.example", question, result, path, download, tally, ms(78.9));
    }
  }

  private static MtuResult path(int mtu) {
    return new MtuResult(
        mtu > 0 ? MtuResult.Status.OK : MtuResult.Status.NO_REPLY,
        mtu,
        mtu + 1,
        MtuResult.Confidence.CONFIRMED,
        new MtuResult.Counts(1, 1, 1, 1),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        new MtuResult.WayBack(false, 0, 0),
        MtuResult.DontFragment.UNTESTED,
        Optional.empty(),
        0,
        1,
        4);
  }

  private static Sample withPath(int mtu) {
    Sample sample = new Sample();
    sample.path = Optional.of(path(mtu));
    return sample;
  }

  private static Sample clamped() {
    Sample sample = withPath(1452);
    sample.synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(1412)));
    sample.effective = 1400;
    sample.hops = List.of(HONEST, CLAMPED);
    sample.clamp = Optional.of(new Clamp(Optional.of(HONEST), CLAMPED, OptionalInt.of(1412)));
    sample.download = Optional.of(new Download(30_000, OptionalInt.of(1388), true, false));
    return sample;
  }

  private static Sample clampedBeforeFirstHop() {
    Sample sample = clamped();
    sample.hops = List.of(CLAMPED);
    sample.clamp = Optional.of(new Clamp(Optional.empty(), CLAMPED, OptionalInt.of(1412)));
    return sample;
  }

  private static Sample optionTakenOut() {
    Sample sample = new Sample();
    sample.hops = List.of(HONEST, STRIPPED);
    sample.clamp = Optional.of(new Clamp(Optional.of(HONEST), STRIPPED, OptionalInt.empty()));
    return sample;
  }

  private static Sample needlesslySmall() {
    Sample sample = new Sample();
    sample.synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(1360)));
    sample.effective = 1348;
    return sample;
  }

  private static Sample reported() {
    Sample sample = withPath(1400);
    MtuResult path = path(1400);
    Bottleneck at = new Bottleneck(2, Optional.of(ip("198.51.100.2")), true);
    sample.path =
        Optional.of(
            new MtuResult(
                path.status(),
                path.lower(),
                path.upper(),
                path.confidence(),
                path.counts(),
                false,
                Optional.of(at),
                path.reports(),
                path.ignored(),
                path.wayBack(),
                path.dontFragment(),
                path.failure(),
                0,
                1,
                4));
    return sample;
  }

  private static Sample stalled() {
    Sample sample = new Sample();
    sample.download = Optional.of(new Download(204, OptionalInt.of(204), false, false));
    return sample;
  }

  private static Sample zero() {
    Sample sample = new Sample();
    sample.synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(0)));
    sample.effective = 524;
    return sample;
  }

  private static Sample tunnel() {
    Sample sample = new Sample();
    FirstHop eth0 = sample.hop;
    sample.hop =
        new FirstHop(
            "tun0",
            LinkType.RAW_IP,
            eth0.mtu(),
            eth0.source(),
            eth0.sourceMac(),
            eth0.nextHop(),
            eth0.nextHopMac());
    return sample;
  }

  private static Sample quotesTooShort() {
    Sample sample = new Sample();
    sample.hops = List.of(SHORT);
    sample.tally = new Tally(7, 5, 0).without(3);
    return sample;
  }

  private static Sample noRouters() {
    Sample sample = new Sample();
    sample.routers = 0;
    sample.hops = List.of();
    return sample;
  }

  private static Sample pathNotFound() {
    Sample sample = withPath(0);
    sample.hops = List.of();
    return sample;
  }

  private static Sample endedBeforePath() {
    Sample sample = new Sample();
    sample.path = Optional.empty();
    return sample;
  }

  private static Sample noOptions() {
    Sample sample = new Sample();
    sample.syn = Optional.of(sent(Tcp.SYN, 1000, 0));
    sample.synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001));
    sample.effective = 536;
    return sample;
  }

  private static Sample ipv6() {
    Sample sample = new Sample();
    sample.target = "2001:db8:9::9";
    sample.hop = eth0v6(1500);
    sample.syn = Optional.of(sent(Tcp.SYN, 1000, 0, synOptions(1440)));
    sample.synAck = Optional.of(received(Tcp.SYN | Tcp.ACK, 5000, 1001, synOptions(1440)));
    sample.effective = 1428;
    sample.hops = List.of();
    return sample;
  }

  private static Sample refused(Status status) {
    Sample sample = new Sample();
    sample.status = status;
    sample.synAck = Optional.empty();
    sample.effective = 0;
    sample.routers = -1;
    sample.path = Optional.empty();
    sample.roundTrip = -1;
    return sample;
  }

  private static Sample filtered() {
    Sample sample = refused(Status.FILTERED);
    sample.failure =
        Optional.of(
            new MssResult.Failure(ip("10.0.0.1"), IcmpError.unreachable(4, 13, new byte[28])));
    return sample;
  }
}
