package dev.jnet.report.trace;

import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.InterfaceInformation.Role;
import dev.jnet.wire.IcmpExtension.LabelStack;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Traces made by hand. */
final class TraceSamples {
  private static final InetAddress SERVER = ip("192.0.2.9");
  private static final InetAddress FIRST = ip("10.0.0.1");
  private static final InetAddress SECOND = ip("198.51.100.1");
  private static final InetAddress OTHER = ip("198.51.100.2");

  private TraceSamples() {}

  /** A trace in the making: to server.example over two routers, unless it is told otherwise. */
  private static final class Sample {
    FirstHop hop = eth0(1500);
    Access access = Access.CAPTURE;
    Status status = Status.REACHED;
    Via via = Via.ICMP;
    int most = 30;
    List<Hop> hops = List.of(router(1, FIRST), router(2, SECOND), target(3));
    OptionalInt silentFrom = OptionalInt.empty();
    List<Branch> branches = List.of();
    List<MtuResult> mtus = List.of();
    HopNames names = new HopNames(Map.of(SECOND, "core1.example"), 0);
    Tally tally = new Tally(9, 9, 0);

    TraceReportContent content() {
      TraceResult result =
          new TraceResult(status, via, 60, hops, silentFrom, branches, tally.sent());
      return new TraceReportContent(
          "server.example",
          SERVER,
          hop,
          access,
          most,
          result,
          mtus,
          Optional.empty(),
          names,
          tally,
          ms(123.4));
    }
  }

  private static HopAnswer answer(InetAddress from, HopAnswer.Kind kind, double millis, int ttl) {
    return new HopAnswer(from, kind, "time exceeded", ms(millis), ttl, List.of(), List.of());
  }

  private static HopAnswer told(
      InetAddress from, List<Change> changes, IcmpExtension... extensions) {
    return new HopAnswer(
        from, HopAnswer.Kind.ROUTER, "time exceeded", ms(5.5), 62, changes, List.of(extensions));
  }

  private static Hop router(int ttl, InetAddress from) {
    List<HopAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(answer(from, HopAnswer.Kind.ROUTER, 1.5 * ttl + i, 65 - ttl));
    }
    return new Hop(ttl, 3, answers, Hop.Loss.NONE);
  }

  private static Hop target(int ttl) {
    List<HopAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(answer(SERVER, HopAnswer.Kind.TARGET, 12.3 + i, 65 - ttl));
    }
    return new Hop(ttl, 3, answers, Hop.Loss.NONE);
  }

  private static Hop silent(int ttl, Hop.Loss loss) {
    return new Hop(ttl, 3, List.of(), loss);
  }

  private static MtuResult mtu(
      int mtu, Confidence confidence, boolean blackHole, List<Report> reports) {
    return new MtuResult(
        MtuResult.Status.OK,
        mtu,
        confidence == Confidence.BRACKETED ? 1500 : mtu + 1,
        confidence,
        new MtuResult.Counts(1, 1, 1, 1),
        blackHole,
        mtu < 1500
            ? Optional.of(new Bottleneck(1, Optional.of(FIRST), !blackHole))
            : Optional.empty(),
        reports,
        List.of(),
        new MtuResult.WayBack(false, 0, 0),
        MtuResult.DontFragment.UNTESTED,
        Optional.empty(),
        ms(12),
        1,
        5);
  }

  static TraceReportContent plain() {
    return new Sample().content();
  }

  static TraceReportContent directly() {
    Sample sample = new Sample();
    sample.hops = List.of(target(1));
    FirstHop router = sample.hop;
    sample.hop =
        new FirstHop(
            router.interfaceName(),
            router.type(),
            router.mtu(),
            router.source(),
            router.sourceMac(),
            SERVER,
            router.nextHopMac());
    return sample.content();
  }

  static TraceReportContent withPathMtu() {
    Sample sample = new Sample();
    sample.mtus =
        List.of(
            mtu(
                1400,
                Confidence.CONFIRMED,
                false,
                List.of(new Report(1, FIRST, 1492, 1500), new Report(2, SECOND, 1400, 1492))));
    return sample.content();
  }

  static TraceReportContent blackHole() {
    Sample sample = new Sample();
    sample.mtus = List.of(mtu(1400, Confidence.CONFIRMED, true, List.of()));
    return sample.content();
  }

  static TraceReportContent silentHops() {
    Sample sample = new Sample();
    sample.status = Status.SILENT;
    sample.hops = List.of(router(1, FIRST), silent(2, Hop.Loss.OWN), router(3, SECOND));
    sample.silentFrom = OptionalInt.of(4);
    sample.mtus = List.of(mtu(1300, Confidence.BRACKETED, false, List.of()));
    return sample.content();
  }

  /** By its hop limit, the answer comes from a target that may be two hops away. */
  static TraceReportContent silentTarget() {
    Sample sample = new Sample();
    Hop last = new Hop(4, 3, target(2).answers(), Hop.Loss.NONE);
    sample.hops = List.of(router(1, FIRST), silent(2, Hop.Loss.OWN), silent(3, Hop.Loss.OWN), last);
    return sample.content();
  }

  static TraceReportContent hopLimitTooSmall() {
    Sample sample = new Sample();
    sample.status = Status.SILENT;
    sample.most = 2;
    sample.hops = List.of(router(1, FIRST), router(2, SECOND));
    sample.silentFrom = OptionalInt.of(3);
    return sample.content();
  }

  static TraceReportContent refused() {
    Sample sample = new Sample();
    sample.status = Status.REFUSED;
    HopAnswer refusal =
        new HopAnswer(
            SECOND, HopAnswer.Kind.REFUSAL, "host unreachable", ms(3), 63, List.of(), List.of());
    sample.hops = List.of(router(1, FIRST), new Hop(2, 3, List.of(refusal), Hop.Loss.UNKNOWN));
    return sample.content();
  }

  static TraceReportContent mpls() {
    Sample sample = new Sample();
    LabelStack labels =
        new LabelStack(
            List.of(
                new LabelStack.Label(16001, 0, false, 1), new LabelStack.Label(24005, 5, true, 1)));
    InterfaceInformation arrival =
        new InterfaceInformation(
            Role.INCOMING,
            OptionalLong.of(7),
            Optional.of(ip("198.51.100.5")),
            Optional.of("xe-0/0/1"),
            OptionalLong.of(9000));
    InterfaceInformation next =
        new InterfaceInformation(
            Role.NEXT_HOP,
            OptionalLong.empty(),
            Optional.of(ip("198.51.100.6")),
            Optional.empty(),
            OptionalLong.empty());
    IcmpExtension other = new IcmpExtension.Other(4, 1, new byte[4]);
    sample.hops =
        List.of(
            router(1, FIRST),
            new Hop(
                2,
                1,
                List.of(told(SECOND, List.of(), labels, arrival, next, other)),
                Hop.Loss.NONE),
            target(3));
    return sample.content();
  }

  static TraceReportContent changes() {
    Sample sample = new Sample();
    List<Change> changes =
        List.of(
            new Change(Change.Field.TTL, 1, 3),
            new Change(Change.Field.TRAFFIC_CLASS, 184, 0),
            new Change(Change.Field.IDENTIFICATION, 1, 2),
            new Change(Change.Field.DONT_FRAGMENT, 1, 0),
            new Change(Change.Field.CHECKSUM, 1, 2),
            new Change(Change.Field.SOURCE, 0, 0, Optional.of(ip("203.0.113.5"))),
            new Change(Change.Field.MSS, 1460, 1412),
            new Change(Change.Field.MSS, 1460, -1));
    sample.hops =
        List.of(
            new Hop(1, 1, List.of(told(FIRST, changes.subList(1, 3))), Hop.Loss.NONE),
            new Hop(2, 1, List.of(told(SECOND, changes)), Hop.Loss.NONE),
            target(3));
    return sample.content();
  }

  static TraceReportContent lossy() {
    Sample sample = new Sample();
    sample.hops =
        List.of(
            new Hop(1, 3, router(1, FIRST).answers().subList(0, 1), Hop.Loss.OWN),
            new Hop(2, 3, router(2, SECOND).answers().subList(0, 2), Hop.Loss.PERSISTS),
            new Hop(
                3,
                3,
                List.of(
                    answer(OTHER, HopAnswer.Kind.ROUTER, 9, 50),
                    answer(SECOND, HopAnswer.Kind.ROUTER, 8, 61)),
                Hop.Loss.PERSISTS),
            new Hop(4, 3, target(4).answers().subList(0, 2), Hop.Loss.PERSISTS));
    return sample.content();
  }

  static TraceReportContent rationedTarget() {
    Sample sample = new Sample();
    sample.via = Via.parse("udp:33434");
    sample.hops =
        List.of(
            router(1, FIRST), new Hop(2, 3, target(2).answers().subList(0, 1), Hop.Loss.PERSISTS));
    return sample.content();
  }

  private static Sample branching() {
    Sample sample = new Sample();
    List<Hop> upper = List.of(router(1, FIRST), router(2, SECOND), target(3));
    List<Hop> lower = List.of(router(1, FIRST), router(2, OTHER), target(3));
    List<Hop> hidden = List.of(router(1, FIRST), silent(2, Hop.Loss.OWN), target(3));
    sample.branches =
        List.of(
            new Branch(0, upper),
            new Branch(1, lower),
            new Branch(2, upper),
            new Branch(3, hidden));
    sample.hops = upper;
    return sample;
  }

  static TraceReportContent branches() {
    return branching().content();
  }

  static TraceReportContent branchesWithPathMtu() {
    Sample sample = branching();
    MtuResult wide = mtu(1500, Confidence.CONFIRMED, false, List.of());
    MtuResult narrow =
        mtu(1400, Confidence.CONFIRMED, false, List.of(new Report(1, FIRST, 1400, 1500)));
    MtuResult unknown = mtu(0, Confidence.BRACKETED, false, List.of());
    sample.mtus = List.of(wide, narrow, wide, unknown);
    return sample.content();
  }

  static TraceReportContent ordinaryUser() {
    Sample sample = new Sample();
    sample.access = Access.UDP_SOCKETS;
    return sample.content();
  }

  static TraceReportContent notCaptured() {
    Sample sample = new Sample();
    sample.hops = List.of(router(1, FIRST), silent(2, Hop.Loss.PERSISTS), target(3));
    sample.tally = new Tally(9, 6, 0).without(4);
    return sample.content();
  }

  static TraceReportContent longNames() {
    Sample sample = new Sample();
    sample.names =
        new HopNames(
            Map.of(
                SECOND,
                "ae-12.r01.a-router-with-a-very-long-name-that-needs-room.frankfurt.carrier.example",
                FIRST,
                "a<b>&c"),
            0);
    return sample.content();
  }

  static TraceReportContent slowNameServer() {
    Sample sample = new Sample();
    sample.names = new HopNames(Map.of(), 2);
    return sample.content();
  }
}
