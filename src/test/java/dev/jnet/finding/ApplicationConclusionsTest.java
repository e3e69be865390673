package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ApplicationAnswered;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.report.walk.WalkSamples;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application's answer shows, or that none came. */
class ApplicationConclusionsTest {
  private static final long ALL = Long.MAX_VALUE;
  private static final Stall UNANSWERED = new Stall(0, 78, 0, 0, 0, 1448);

  private static Leg leg(Walk walk) {
    return walk.last().orElseThrow();
  }

  private static List<Finding> of(Leg leg) {
    return ApplicationConclusions.of(leg, ALL);
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  /** The arrived page, with the first byte so long after the request, or with a fault. */
  private static Leg page(long firstByte, Optional<Page.Fault> fault, Course course) {
    Leg leg = WalkSamples.withCourse(leg(WalkSamples.arrived()), course);
    Page was = leg.page().orElseThrow();
    Page page =
        new Page(
            was.request(),
            was.statusLine(),
            was.status(),
            was.fields(),
            was.headBytes(),
            was.framing(),
            was.announced(),
            was.body(),
            was.framingBytes(),
            was.chunks(),
            was.preview(),
            was.isComplete() && fault.isEmpty(),
            fault,
            was.requestedAt(),
            was.requestedAt() + firstByte,
            was.lastAt());
    return leg.withConversation(
        leg.conversed().orElseThrow(), leg.tls(), Optional.of(page), leg.transcript());
  }

  private static TransferStalled stalled(Stall stall, Optional<Leg.Retrial> again) {
    return assertInstanceOf(
        TransferStalled.class, of(leg(WalkSamples.stalled(stall, again))).get(0));
  }

  private static Optional<Leg.Retrial> retrial(long body, boolean complete) {
    return Optional.of(new Leg.Retrial(536, Course.CLOSED, body, complete));
  }

  @Test
  void answerTellsItsStatusItsSizeAndItsDelay() {
    ApplicationAnswered answered =
        assertInstanceOf(ApplicationAnswered.class, of(leg(WalkSamples.arrived())).get(0));
    assertEquals(OptionalInt.of(200), answered.status());
    assertEquals(20, answered.bytes());
    assertEquals(12 * Nanos.MILLISECOND, answered.firstByte());
  }

  @Test
  void greetingHasNoStatus() {
    ApplicationAnswered answered =
        assertInstanceOf(ApplicationAnswered.class, of(leg(WalkSamples.mail())).get(0));
    assertEquals(OptionalInt.empty(), answered.status());
  }

  @Test
  void errorOfHttpIsAnAnswerToo() {
    List<Finding> findings = of(leg(WalkSamples.refused()));
    assertEquals(List.of("http-error", "application-answered"), codes(findings));
    assertEquals(404, ((HttpError) findings.get(0)).status());
  }

  @Test
  void firstByteIsSlowAfterMoreThanASecond() {
    assertEquals(
        List.of("application-answered"),
        codes(of(page(Nanos.SECOND, Optional.empty(), Course.CLOSED))));
    assertEquals(
        List.of("first-byte-slow", "application-answered"),
        codes(of(page(Nanos.SECOND + 1, Optional.empty(), Course.CLOSED))));
  }

  @Test
  void certificateFaultNamesTheIssuer() {
    TlsFailed failed =
        assertInstanceOf(TlsFailed.class, of(leg(WalkSamples.expiredCertificate())).get(0));
    assertEquals(TlsSession.Kind.EXPIRED, failed.kind());
    assertEquals("CN=Example Authority", failed.issuer());
  }

  @Test
  void resetBeforeTheEndIsAFinding() {
    Leg leg = WalkSamples.withCourse(leg(WalkSamples.stalled()), Course.RESET);
    assertEquals(List.of("connection-reset"), codes(of(leg)));
  }

  @ParameterizedTest
  @CsvSource({
    "SHORT_BODY, the body is shorter than announced",
    "ENDLESS_HEAD, its header fields do not end",
    "NO_ANSWER, the server closed the connection without an answer",
    "NOT_HTTP, what came is not what is spoken at http URLs"
  })
  void brokenAnswerSaysWhatIsWrong(Page.Fault fault, String words) {
    AnswerBroken broken =
        assertInstanceOf(AnswerBroken.class, of(page(0, Optional.of(fault), Course.CLOSED)).get(0));
    assertEquals(words, broken.words());
  }

  @Test
  void walkThatWasStoppedShowsNothing() {
    Leg leg = WalkSamples.withCourse(leg(WalkSamples.stalled()), Course.STOPPED);
    assertEquals(List.of(), of(leg));
  }

  /** A page that is given up on purpose, because enough of it came, has answered. */
  @Test
  void enoughOfABodyIsAnAnswer() {
    Leg leg = page(0, Optional.of(Page.Fault.TOO_LARGE), Course.GIVEN_UP);
    assertEquals(List.of(), codes(ApplicationConclusions.of(leg, 21)));
    assertEquals(List.of("application-answered"), codes(ApplicationConclusions.of(leg, 20)));
  }

  /** 536 bytes of data and 40 of headers. */
  @Test
  void stallTellsWhichPacketsPassedWhereSmallOnesDid() {
    assertEquals(OptionalInt.empty(), stalled(UNANSWERED, Optional.empty()).passing());
    assertEquals(OptionalInt.of(576), stalled(UNANSWERED, retrial(5000, true)).passing());
    assertEquals(OptionalInt.empty(), stalled(UNANSWERED, retrial(0, false)).passing());
  }

  @Test
  void secondRequestNeedNotBeCompleteIfEnoughCame() {
    Leg leg = leg(WalkSamples.stalled(UNANSWERED, retrial(5000, false)));
    TransferStalled stalled =
        assertInstanceOf(TransferStalled.class, ApplicationConclusions.of(leg, 5000).get(0));
    assertEquals(OptionalInt.of(576), stalled.passing());
  }

  @Test
  void onlyDataInLargeSegmentsOfOursCountAsUnacknowledged() {
    assertEquals(
        1448, stalled(new Stall(1448, 100, 1448, 0, 0, 1448), Optional.empty()).unacknowledged());
    assertEquals(
        0, stalled(new Stall(100, 100, 100, 0, 0, 1448), Optional.empty()).unacknowledged());
  }

  private static Leg overTls(Optional<Leg.Retrial> again) {
    Leg plain = leg(WalkSamples.stalled(UNANSWERED, again));
    return plain.withConversation(
        plain.conversed().orElseThrow(),
        leg(WalkSamples.secure()).tls(),
        Optional.empty(),
        Optional.empty());
  }

  /** Nothing came, neither in large segments nor in small ones: perhaps no TLS is spoken. */
  @Test
  void silenceAtTheStartOfTlsIsNoStallOfATransfer() {
    assertEquals(List.of("tls-unanswered"), codes(of(overTls(retrial(0, false)))));
    assertEquals(List.of("transfer-stalled"), codes(of(overTls(Optional.empty()))));
    Leg plain = leg(WalkSamples.stalled(UNANSWERED, retrial(0, false)));
    assertEquals(List.of("transfer-stalled"), codes(of(plain)));
  }
}
