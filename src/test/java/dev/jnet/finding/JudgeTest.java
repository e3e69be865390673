package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.handshake.Handshake;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.lab.RandomPath;
import dev.jnet.lab.RandomPaths;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.FlowSearches;
import dev.jnet.mtu.plan.FlowSearches.Plan.Flow;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
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

  /** How many flows are asked where several are, and of how many paths one is asked so. */
  private static final int FLOWS = 4;

  private static final int ONE_OF = 4;

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

  /** A question whose link does not break. */
  private interface Question {
    Answer ask(JudgedPath place) throws LinkException;
  }

  /** What was concluded, and what is true of one of the paths that packets took. */
  private record Answer(List<Finding> findings, Function<RandomPath, Truth> truth) {}

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
  void noSureFindingAboutTheMtusOfSeveralFlowsIsFalse() {
    judge("mtu of flows", PATHS / ONE_OF, JudgeTest::flows);
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

  /** By TCP a whole connection is made instead. */
  private static Answer ping(JudgedPath at) throws LinkException {
    Via via = via(at.seed());
    return new Answer(
        via.kind() == Via.Kind.TCP ? handshake(at) : ping(at, via),
        path -> new PingTruth(path, at.version(), via.kind()));
  }

  private static List<Finding> handshake(JudgedPath at) throws LinkException {
    return TargetConclusions.of(
        at.ask(
            new Handshake(
                new HandshakeQuestion(
                    at.target(),
                    new Port(RandomPaths.PORT),
                    at.hop(),
                    new Port(LOCAL_PORT),
                    at.settings(),
                    false,
                    new byte[0],
                    0,
                    2 * Nanos.SECOND,
                    at.seed()))));
  }

  private static List<Finding> ping(JudgedPath at, Via via) throws LinkException {
    Via asked = via.equals(Via.ANY_UDP) ? Via.udp(new Port(33_434)) : via;
    long interval = 100 * Nanos.MILLISECOND;
    PingQuestion question =
        new PingQuestion(
            at.target(),
            at.hop(),
            asked,
            PingQuestion.Shape.DEFAULT,
            new PingQuestion.Schedule(20, interval, false, 0, Nanos.SECOND, Nanos.SECOND),
            at.seed());
    return PingConclusions.of(question, at.ask(new PingDiagnosis(question)), true);
  }

  private static Answer mss(JudgedPath at) throws LinkException {
    MssQuestion question =
        new MssQuestion(
            at.target(),
            new Port(RandomPaths.PORT),
            at.hop(),
            new Port(LOCAL_PORT),
            at.settings(),
            at.seed());
    MssResult result = at.ask(new MssDiagnosis(question));
    Optional<MtuResult> mtu = Optional.empty();
    if (result.status() == MssResult.Status.OPEN) {
      mtu =
          Optional.of(
              at.ask(
                  new SegmentMtuDiagnosis(
                      at.mtuQuestion(), question.port(), question.localPort(), 2 * Nanos.SECOND)));
    }
    Tally tally = new Tally(0, 0, 0, 0, List.of(), List.of());
    MssReportContent content =
        new MssReportContent("target", question, result, mtu, Optional.empty(), tally, 0);
    return new Answer(content.conclusions(), path -> new SegmentTruth(path, at.version()));
  }

  private static Answer mtu(JudgedPath at) throws LinkException {
    MtuSearchPlan plan = new MtuSearchPlan(at.mtuQuestion(), kinds(at.seed()), LOCAL_PORT, false);
    FirstAnswered.Result answered = at.ask(plan.firstAnswered(), 10 * Nanos.SECOND);
    return mtu(at, answered);
  }

  private static Answer mtu(JudgedPath at, FirstAnswered.Result answered) {
    MtuResult result = answered.result();
    Via via = kinds(at.seed()).get(answered.kind());
    List<Finding> findings = MtuConclusions.of(result, setting(at, answered.kind()));
    return new Answer(
        findings, path -> new MtuTruth(path, at.version(), via.kind(), MtuTruth.Search.of(result)));
  }

  private static MtuConclusions.Setting setting(JudgedPath at, int kind) {
    return new MtuConclusions.Setting(
        at.hop(),
        at.mtuQuestion().limit(),
        0,
        kinds(at.seed()).get(kind),
        new MtuConclusions.Answered(at.target(), at.prober().tally().others()));
  }

  private static Answer flows(JudgedPath at) throws LinkException {
    FlowLabel first = FlowLabel.random(new SplittableRandom(at.seed()));
    List<Flow> flows =
        IntStream.range(0, FLOWS).mapToObj(i -> new Flow(first.other(i), true)).toList();
    FlowSearches.Plan plan = new FlowSearches.Plan(at.mtuQuestion(), kinds(at.seed()), flows);
    FirstAnswered.Result answered = at.ask(plan.firstAnswered(), 30 * Nanos.SECOND);
    Answer ofLeast = mtu(at, answered);
    List<Finding> findings = new ArrayList<>(ofLeast.findings());
    findings.addAll(FlowConclusions.of(answered.flows(), setting(at, answered.kind())));
    // a target that limits its answers answers too little of several flows to refute false alarms
    findings.removeIf(finding -> at.taken().paths().get(0).hasLiar());
    return new Answer(findings, ofLeast.truth());
  }

  private static Answer trace(JudgedPath at) throws LinkException {
    TraceQuestion.Scope scope = new TraceQuestion.Scope(new Ttl(1), new Ttl(MAX_TTL), 3, 1);
    Via via = via(at.seed());
    Via traced = via.equals(Via.ANY_UDP) ? Via.udp(TraceQuestion.CLOSED_PORT) : via;
    TraceQuestion question =
        new TraceQuestion(at.target(), at.hop(), traced, scope, 3 * Nanos.SECOND, at.seed());
    TraceResult result = at.ask(new TraceDiagnosis(question));
    List<Finding> findings = TraceConclusions.of(result, at.hop(), at.target(), MAX_TTL, true);
    return new Answer(findings, path -> new TraceTruth(path, via.kind()));
  }

  private static void judge(String command, Question question) {
    judge(command, PATHS, question);
  }

  private static void judge(String command, int paths, Question question) {
    List<Case> cases =
        LongStream.range(0, paths).parallel().mapToObj(seed -> judge(seed, question)).toList();
    Map<String, Count> counts = new TreeMap<>();
    List<String> lies = new ArrayList<>();
    for (Case each : cases) {
      lies.addAll(each.lies);
      each.counts.forEach((code, count) -> counts.merge(code, count, Count::plus));
    }
    StringBuilder table = new StringBuilder(command + ", " + paths + " paths\n");
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

  private static Case judge(long seed, Question question) {
    try {
      JudgedPath at = JudgedPath.of(seed);
      Answer answer = question.ask(at);
      List<Truth> truths = at.taken().paths().stream().map(answer.truth).toList();
      return verdict(seed, answer.findings, truths);
    } catch (LinkException | RuntimeException e) {
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

  private static Case verdict(long seed, List<Finding> findings, List<Truth> truths) {
    List<String> lies = new ArrayList<>();
    Map<String, Count> counts = new TreeMap<>();
    List<String> missed = new ArrayList<>(truths.get(0).expected());
    String kind = (kinds(seed).size() > 1 ? "auto" : via(seed).word()) + " ";
    for (Finding finding : findings) {
      boolean guess = finding.grounds().certainty().degree() == Degree.GUESSED;
      boolean right = isTrue(finding, truths);
      if (!guess && !right) {
        lies.add("seed " + seed + ": " + finding + ", but " + truths);
      }
      missed.remove(finding.code());
      Count count = guess ? new Count(0, right ? 1 : 0, right ? 0 : 1, 0) : new Count(1, 0, 0, 0);
      counts.merge(kind + finding.code(), count, Count::plus);
    }
    missed.forEach(code -> counts.merge(kind + code, new Count(0, 0, 0, 1), Count::plus));
    return new Case(lies, counts);
  }

  /**
   * Whether a finding is true of one of the equal paths that packets took; where it is about all of
   * them, whether it is true of all together.
   */
  private static boolean isTrue(Finding finding, List<Truth> truths) {
    if (finding instanceof PathsAgree agree) {
      return truths.stream().anyMatch(truth -> ((MtuTruth) truth).mtu() == agree.bytes());
    }
    if (finding instanceof PathsDiffer differ) {
      List<Integer> mtus = truths.stream().map(truth -> ((MtuTruth) truth).mtu()).toList();
      return mtus.contains(differ.least()) && mtus.contains(differ.most());
    }
    if (finding instanceof LargeRepliesLost lost && isOnAnotherPath(lost, truths)) {
      return true;
    }
    return truths.stream().anyMatch(truth -> truth.isTrue(finding));
  }

  /** Whether echo requests took a narrower path than the packets whose answers are small. */
  private static boolean isOnAnotherPath(LargeRepliesLost lost, List<Truth> truths) {
    List<Integer> mtus = truths.stream().map(truth -> ((MtuTruth) truth).mtu()).toList();
    return mtus.contains(lost.bytes()) && mtus.stream().anyMatch(mtu -> mtu >= lost.arrived());
  }
}
