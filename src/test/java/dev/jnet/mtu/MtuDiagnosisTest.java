package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The phases of a search, with replies that no network has to send. */
class MtuDiagnosisTest {
  private HandMadeReplies replies;
  private MtuDiagnosis diagnosis;
  private long now;

  private void begin(int version) {
    replies = new HandMadeReplies(version);
    diagnosis = new MtuDiagnosis(replies.question);
    now = 0;
  }

  /** Answers each probe as it is sent, and lets time pass when nothing is due, to the end. */
  private void run(Function<Probe, Optional<Reply>> network) {
    for (int i = 0; i < 10_000 && !diagnosis.done(); i++) {
      Optional<Probe> probe = diagnosis.next(now);
      if (probe.isPresent()) {
        network.apply(probe.get()).ifPresent(diagnosis::accept);
      } else if (!diagnosis.done()) {
        now = Math.max(now + 1, diagnosis.wakeAt());
      }
    }
    assertTrue(diagnosis.done());
  }

  /** From three routers away, so that replies show what no machine in between could send. */
  private Optional<Reply> echo(Probe probe) {
    return Optional.of(replies.echoed(probe, HandMadeReplies.RTT, false, 61));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void largestSizeThatIsAnsweredEndsTheSearchAtOnce(int version) {
    begin(version);
    run(this::echo);
    assertEquals(1500, diagnosis.result().lower());
    assertEquals(Confidence.CONFIRMED, diagnosis.result().confidence());
    assertTrue(diagnosis.result().probes() <= 3, () -> diagnosis.result().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void claimOfARouterIsConfirmedByTheTarget(int version) {
    begin(version);
    run(
        probe ->
            probe.packet().totalLength() <= 1400
                ? echo(probe)
                : Optional.of(replies.tooBig(probe, replies.router(2), 1400, 63)));
    MtuResult result = diagnosis.result();
    assertEquals(1400, result.lower());
    assertEquals(1401, result.upper());
    assertEquals(Confidence.CONFIRMED, result.confidence());
    assertFalse(result.blackHole());
    assertEquals(Optional.of(replies.router(2)), result.bottleneck().orElseThrow().address());
  }

  /** Answers small packets only, and says that frames were not captured while others wait. */
  private Optional<Reply> captureLosesLarge(Probe probe, long until) {
    if (probe.packet().totalLength() <= 1400 || now >= until) {
      return probe.packet().hopLimit() < 64 ? Optional.empty() : echo(probe);
    }
    diagnosis.missedFrames();
    return Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void asksAgainWhatWasAskedWhileFramesWereNotCaptured(int version) {
    begin(version);
    run(probe -> captureLosesLarge(probe, 2 * Nanos.SECOND));
    assertEquals(1500, diagnosis.result().lower(), () -> diagnosis.result().toString());
    assertEquals(Confidence.CONFIRMED, diagnosis.result().confidence());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportsNoBlackHoleWhereTheCaptureLosesFramesAllTheTime(int version) {
    begin(version);
    run(probe -> captureLosesLarge(probe, Long.MAX_VALUE));
    MtuResult result = diagnosis.result();
    assertFalse(result.blackHole(), result::toString);
    assertEquals(Confidence.BRACKETED, result.confidence());
  }

  /** Frames missed long before a probe do not explain its silence. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportsBlackHoleAfterFramesWereNotCaptured(int version) {
    begin(version);
    run(
        probe -> {
          if (now < Nanos.SECOND) {
            diagnosis.missedFrames();
            return Optional.empty();
          }
          return probe.packet().totalLength() <= 1400 ? echo(probe) : Optional.empty();
        });
    MtuResult result = diagnosis.result();
    assertTrue(result.blackHole(), result::toString);
    assertEquals(1400, result.lower());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void falseClaimIsRefutedByWhatArrives(int version) {
    begin(version);
    run(
        probe ->
            probe.packet().totalLength() <= 1450
                ? echo(probe)
                : Optional.of(replies.tooBig(probe, replies.router(2), 1300, 63)));
    MtuResult result = diagnosis.result();
    assertEquals(1450, result.lower());
    assertTrue(
        result.ignored().stream().anyMatch(claim -> claim.claim() == 1300), result::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silenceBesideAnswersIsABlackHole(int version) {
    begin(version);
    run(probe -> probe.packet().totalLength() <= 1400 ? echo(probe) : Optional.empty());
    MtuResult result = diagnosis.result();
    assertEquals(1400, result.lower());
    assertEquals(1401, result.upper());
    assertEquals(Confidence.CONFIRMED, result.confidence());
    assertTrue(result.blackHole());
    assertTrue(result.counts().upperSent() >= 3, "one silence may be a loss");
  }

  /** The router names no MTU, or a wrong one, so that one report does not tell the rest. */
  @ParameterizedTest
  @CsvSource({"4, 0", "4, 600", "6, 1280"})
  void reportThatARouterRationsIsAskedForAgainSlowly(int version, int claim) {
    begin(version);
    long[] next = {0};
    run(
        probe -> {
          if (probe.packet().totalLength() <= 1400) {
            return echo(probe);
          }
          if (now < next[0]) {
            return Optional.empty();
          }
          next[0] = now + Nanos.SECOND;
          return Optional.of(replies.tooBig(probe, replies.router(2), claim, 63));
        });
    MtuResult result = diagnosis.result();
    assertEquals(1400, result.lower());
    assertFalse(result.blackHole(), result::toString);
    assertTrue(result.bottleneck().orElseThrow().reported(), result::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silentTargetIsGivenUpAfterThreeSeconds(int version) {
    begin(version);
    run(probe -> Optional.empty());
    assertEquals(Status.NO_REPLY, diagnosis.result().status());
    assertFalse(diagnosis.answered());
    assertTrue(now >= 3 * Nanos.SECOND && now < 4 * Nanos.SECOND, () -> "after " + now + " ns");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void patienceWithASilentTargetCanBeShorter(int version) {
    begin(version);
    diagnosis.givingUpAfter(Nanos.SECOND);
    run(probe -> Optional.empty());
    assertTrue(now >= Nanos.SECOND && now < 2 * Nanos.SECOND, () -> "after " + now + " ns");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void scoutThatArrivesIsTheOnlyProbe(int version) {
    begin(version);
    diagnosis.withScout();
    run(this::echo);
    assertEquals(1500, diagnosis.result().lower());
    assertEquals(1, diagnosis.result().probes());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void abandonedSearchSendsNothingAndTakesNothing(int version) {
    begin(version);
    Probe first = diagnosis.next(now).orElseThrow();
    diagnosis.abandon(now);
    assertTrue(diagnosis.done());
    assertEquals(Optional.empty(), diagnosis.next(now));
    diagnosis.accept(replies.echoed(first));
    assertFalse(diagnosis.answered());
  }
}
