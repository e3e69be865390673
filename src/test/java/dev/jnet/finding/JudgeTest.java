package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.handshake.Handshake;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.lab.RandomPath;
import dev.jnet.lab.RandomPaths;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The practice network knows the truth about its paths, and judges what is concluded about them.
 * What is seen or inferred must be true on every path; what is guessed may be wrong.
 */
class JudgeTest {
  /** {@code scripts/test --quick} asks for fewer. */
  private static final int PATHS = Integer.getInteger("jnet.judged", 10_000);

  private static final int MAX_TTL = 30;
  private static final int LOCAL_PORT = 50_000;

  private static final Via SEGMENTS = Via.tcp(new Port(RandomPaths.PORT));

  /**
   * Every path is judged by probes of one kind. A quarter of the searches for a path MTU go on with
   * other kinds, where echo requests do not tell it.
   */
  private static final List<List<Via>> KINDS =
      List.of(
          List.of(Via.ICMP),
          List.of(Via.ICMP, Via.tcp(new Port(443)), SEGMENTS, Via.ANY_UDP),
          List.of(SEGMENTS),
          List.of(Via.ANY_UDP));

  /**
   * How often a kind of finding was drawn.
   *
   * @param sure above a guess
   * @param guesses that are true
   * @param wrong guesses
   * @param missed how often it is true of a path and was not found
   */
  private record Count(int sure, int guesses, int wrong, int missed) {
    Count plus(Count other) {
      return new Count(
          sure + other.sure, guesses + other.guesses, wrong + other.wrong, missed + other.missed);
    }
  }

  /**
   * What was found on one path.
   *
   * @param counts by the kind of probes and the code of the finding
   */
  private record Case(List<String> lies, Map<String, Count> counts) {}

  private static List<Via> kinds(long seed) {
    return KINDS.get((int) (seed / 3 % KINDS.size()));
  }

  private static Via via(long seed) {
    return kinds(seed).get(0);
  }

  @Test
  void noSureFindingAboutTheMtuIsFalse() {
    judge("mtu", JudgeTest::mtu);
  }

  @Test
  void noSureFindingAboutTheHopsIsFalse() {
    judge("trace", JudgeTest::trace);
  }

  @Test
  void noSureFindingAboutSmallPacketsIsFalse() {
    judge("ping and handshake", JudgeTest::ping);
  }

  @Test
  void noSureFindingAboutSegmentsIsFalse() {
    judge("mss", JudgeTest::mss);
  }

  private static Case ping(long seed) {
    return on(seed, JudgeTest::ping);
  }

  private static Case mss(long seed) {
    return on(seed, JudgeTest::mss);
  }

  /** A practice network with the end of its path. */
  private record Place(long seed, RandomPath path, int version, Practice practice, FirstHop hop) {
    InetAddress target() {
      return practice.address(RandomPaths.TARGET, version);
    }

    <R> R ask(Diagnosis<R> diagnosis) throws LinkException {
      Prober prober = new Prober(practice.link, Pace.unlimited(), () -> false);
      return prober.run(diagnosis, practice.link.now() + 60 * Nanos.SECOND);
    }

    TcpSettings settings() {
      return TcpSettings.linux(version, Math.min(hop.mtu(), 65_535));
    }
  }

  /** A question whose link does not break. */
  private interface Question {
    Case ask(Place place) throws LinkException;
  }

  private static Case on(long seed, Question question) {
    RandomPath path = RandomPaths.odd(seed);
    int version = seed % 3 == 0 ? 6 : 4;
    try {
      Lab lab = path.open();
      Practice practice = new Practice(lab);
      FirstHop hop = lab.firstHop(practice.address(RandomPaths.TARGET, version));
      return question.ask(new Place(seed, path, version, practice, hop));
    } catch (LinkException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** By TCP a whole connection is made instead. */
  private static Case ping(Place at) throws LinkException {
    Via via = via(at.seed);
    List<Finding> findings;
    if (via.kind() == Via.Kind.TCP) {
      findings =
          TargetConclusions.of(
              at.ask(
                  new Handshake(
                      new HandshakeQuestion(
                          at.target(),
                          new Port(RandomPaths.PORT),
                          at.hop,
                          new Port(LOCAL_PORT),
                          at.settings(),
                          false,
                          new byte[0],
                          0,
                          2 * Nanos.SECOND,
                          at.seed))));
    } else {
      Via asked = via.equals(Via.ANY_UDP) ? Via.udp(new Port(33_434)) : via;
      long interval = 100 * Nanos.MILLISECOND;
      PingQuestion question =
          new PingQuestion(
              at.target(),
              at.hop,
              asked,
              PingQuestion.Shape.USUAL,
              new PingQuestion.Schedule(20, interval, false, 0, Nanos.SECOND, Nanos.SECOND),
              at.seed);
      findings = PingConclusions.of(question, at.ask(new PingDiagnosis(question)), true);
    }
    return verdict(at.seed, findings, new PingTruth(at.path, at.version, via.kind()));
  }

  private static Case mss(Place at) throws LinkException {
    MssQuestion question =
        new MssQuestion(
            at.target(),
            new Port(RandomPaths.PORT),
            at.hop,
            new Port(LOCAL_PORT),
            at.settings(),
            at.seed);
    MssResult result = at.ask(new MssDiagnosis(question));
    Optional<MtuResult> mtu = Optional.empty();
    if (result.status() == MssResult.Status.OPEN) {
      MtuQuestion size =
          new MtuQuestion(at.target(), at.hop, MtuQuestion.most(at.hop, at.version), at.seed);
      mtu =
          Optional.of(
              at.ask(
                  new SegmentMtuDiagnosis(
                      size, question.port(), question.localPort(), 2 * Nanos.SECOND)));
    }
    Tally tally = new Tally(0, 0, 0, 0, List.of(), List.of());
    MssReportContent content =
        new MssReportContent("target", question, result, mtu, Optional.empty(), tally, 0);
    return verdict(at.seed, content.conclusions(), new SegmentTruth(at.path, at.version));
  }

  private static void judge(String command, LongFunction<Case> ask) {
    List<Case> cases = LongStream.range(0, PATHS).parallel().mapToObj(ask).toList();
    Map<String, Count> counts = new TreeMap<>();
    List<String> lies = new ArrayList<>();
    for (Case each : cases) {
      lies.addAll(each.lies);
      each.counts.forEach((code, count) -> counts.merge(code, count, Count::plus));
    }
    StringBuilder table = new StringBuilder(command + ", " + PATHS + " paths\n");
    counts.forEach(
        (code, count) ->
            table.append(
                String.format(
                    "%-28s sure %6d  true guesses %6d  wrong guesses %5d  missed %5d%n",
                    code, count.sure, count.guesses, count.wrong, count.missed)));
    System.out.println(table);
    assertTrue(counts.size() > 3);
    assertEquals(List.of(), lies.subList(0, Math.min(20, lies.size())));
  }

  private static Case mtu(long seed) {
    RandomPath path = RandomPaths.odd(seed);
    int version = seed % 3 == 0 ? 6 : 4;
    try {
      Lab lab = path.open();
      Practice practice = new Practice(lab);
      InetAddress target = practice.address(RandomPaths.TARGET, version);
      FirstHop hop = lab.firstHop(target);
      Mtu most = MtuQuestion.most(hop, version);
      Prober prober = new Prober(practice.link, Pace.unlimited(), () -> false);
      MtuQuestion question = new MtuQuestion(target, hop, most, seed);
      MtuSearchPlan plan = new MtuSearchPlan(question, kinds(seed), LOCAL_PORT, false);
      long deadline = practice.link.now() + 10 * Nanos.SECOND;
      FirstAnswered.Result answered = prober.run(plan.firstAnswered(), deadline);
      MtuResult result = answered.result();
      Via via = kinds(seed).get(answered.kind());
      List<Finding> findings =
          MtuConclusions.of(
              result,
              new MtuConclusions.Setting(
                  hop, most, 0, via, new MtuConclusions.Answered(target, prober.tally().others())));
      return verdict(seed, findings, new MtuTruth(path, version, via.kind(), result));
    } catch (LinkException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static Case trace(long seed) {
    RandomPath path = RandomPaths.odd(seed);
    int version = seed % 3 == 0 ? 6 : 4;
    try {
      Lab lab = path.open();
      Practice practice = new Practice(lab);
      InetAddress target = practice.address(RandomPaths.TARGET, version);
      TraceQuestion.Scope scope = new TraceQuestion.Scope(new Ttl(1), new Ttl(MAX_TTL), 3, 1);
      Via via = via(seed);
      Via traced = via.equals(Via.ANY_UDP) ? Via.udp(TraceQuestion.CLOSED_PORT) : via;
      TraceQuestion question =
          new TraceQuestion(target, lab.firstHop(target), traced, scope, 3 * Nanos.SECOND, seed);
      Prober prober = new Prober(practice.link, Pace.unlimited(), () -> false);
      TraceResult result =
          prober.run(new TraceDiagnosis(question), practice.link.now() + 60 * Nanos.SECOND);
      List<Finding> findings =
          TraceConclusions.of(result, lab.firstHop(target), target, MAX_TTL, true);
      return verdict(seed, findings, new TraceTruth(path, via.kind()));
    } catch (LinkException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** What is true of a path. */
  interface Truth {
    /** Whether a finding is true. */
    boolean isTrue(Finding finding);

    /** The codes of what should be found. */
    List<String> expected();
  }

  private static Case verdict(long seed, List<Finding> findings, Truth truth) {
    List<String> lies = new ArrayList<>();
    Map<String, Count> counts = new TreeMap<>();
    List<String> missed = new ArrayList<>(truth.expected());
    String kind = (kinds(seed).size() > 1 ? "auto" : via(seed).word()) + " ";
    for (Finding finding : findings) {
      boolean guess = finding.grounds().certainty().degree() == Degree.GUESSED;
      boolean right = truth.isTrue(finding);
      if (!guess && !right) {
        lies.add("seed " + seed + ": " + finding + ", but " + truth);
      }
      missed.remove(finding.code());
      Count count = guess ? new Count(0, right ? 1 : 0, right ? 0 : 1, 0) : new Count(1, 0, 0, 0);
      counts.merge(kind + finding.code(), count, Count::plus);
    }
    missed.forEach(code -> counts.merge(kind + code, new Count(0, 0, 0, 1), Count::plus));
    return new Case(lies, counts);
  }
}
