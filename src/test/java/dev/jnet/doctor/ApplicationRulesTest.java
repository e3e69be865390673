package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.doctor.Cause.Weight;
import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.FirstByteSlow;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TlsUnanswered;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.ConversationFinding.PacketTooBig;
import dev.jnet.finding.ConversationFinding.ResetByAnother;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.tls.TlsSession.Kind;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the doctor's table about applications, and about captured conversations. */
class ApplicationRulesTest {
  private static final InetAddress TARGET = Addresses.literal("2001:db8::9");
  private static final InetAddress ROUTER = Addresses.literal("2001:db8:1::1");
  private static final InetAddress SOURCE = Addresses.literal("2001:db8:1::2");
  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");
  private static final Grounds SEEN = Grounds.seen();
  private static final Grounds INFERRED = Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS);
  private static final Finding OPEN = new PortOpen(443, Nanos.MILLISECOND, SEEN);
  private static final Finding STALL = new TransferStalled(4_000, 0, OptionalInt.of(1300), SEEN);

  private static List<Cause> causes(Finding... findings) {
    FirstHop hop = new FirstHop("eth0", LinkType.ETHERNET, 1500, SOURCE, MAC, ROUTER, MAC);
    return Rules.causes(
        new Examination(
            "www.example.org",
            Optional.of(TARGET),
            OptionalInt.of(443),
            Optional.of(hop),
            List.of(StepResult.of(StepName.APPLICATION, List.of(findings), 0))));
  }

  private static Cause only(Finding... findings) {
    List<Cause> causes = causes(findings);
    assertEquals(1, causes.size(), causes::toString);
    return causes.get(0);
  }

  private static void assertCause(String code, Weight weight, Finding... findings) {
    Cause cause = only(findings);
    assertEquals(code, cause.code());
    assertEquals(weight, cause.weight());
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, certificate-expired",
    "NOT_YET_VALID, certificate-not-yet-valid",
    "NAME_MISMATCH, certificate-for-other-name",
    "UNKNOWN_AUTHORITY, certificate-untrusted",
    "INVALID_CHAIN, certificate-untrusted",
    "ALERT, tls-refused",
    "NOT_TLS, tls-refused",
    "CUT_OFF, tls-refused",
  })
  void eachKindOfFailedTlsHasOneCauseAtTheTarget(Kind kind, String code) {
    Cause cause = only(OPEN, new TlsFailed(kind, "words", "CN=x", SEEN));
    assertEquals(code, cause.code());
    assertEquals(Weight.BREAKS, cause.weight());
    assertEquals(Where.Kind.TARGET, cause.where().kind());
    String first = cause.remedies().get(0).commands().get(0);
    assertEquals(kind != Kind.NOT_YET_VALID, first.contains("-connect [2001:db8::9]:443 "), first);
  }

  @Test
  void unansweredTlsIsOneCauseWhoseServerMayBeAskedWithoutTls() {
    Cause cause = only(OPEN, new TlsUnanswered(SEEN));
    assertEquals("tls-unanswered", cause.code());
    assertEquals(Weight.BREAKS, cause.weight());
    assertEquals(
        List.of("jnet walk --brief -6 http://www.example.org:443/"),
        cause.remedies().get(0).commands());
    assertEquals(Remedy.Place.OPERATOR, cause.remedies().get(1).place());
  }

  @Test
  void resetAndBrokenAnswersBreak() {
    assertCause("connection-reset", Weight.BREAKS, OPEN, new ConnectionReset(10, SEEN));
    assertEquals(
        List.of(
            "jnet walk -q -6 --pcap reset.pcap https://www.example.org:443/",
            "jnet read --flow 1 reset.pcap"),
        only(new ConnectionReset(10, SEEN)).remedies().get(0).commands());
    assertCause("answer-broken", Weight.BREAKS, OPEN, new AnswerBroken("no status line", SEEN));
  }

  @Test
  void errorOfTheServerBreaksAndExplainsItsSlowness() {
    Finding failed = new HttpError(503, "HTTP/1.1 503", SEEN);
    Finding slow = new FirstByteSlow(2 * Nanos.SECOND, SEEN);
    assertCause("server-error", Weight.BREAKS, OPEN, failed);
    assertCause("server-error", Weight.BREAKS, OPEN, failed, slow);
    assertCause("first-byte-slow", Weight.DEGRADES, OPEN, slow);
  }

  @Test
  void refusedRequestIsARemarkAndLeavesSlownessACause() {
    Finding refused = new HttpError(404, "HTTP/1.1 404", SEEN);
    assertCause("request-refused", Weight.REMARK, OPEN, refused);
    assertEquals(
        List.of("first-byte-slow", "request-refused"),
        causes(refused, new FirstByteSlow(2 * Nanos.SECOND, SEEN)).stream()
            .map(Cause::code)
            .toList());
  }

  @Test
  void stallIsMendedBySmallerPacketsWhereThesePass() {
    Cause cause = only(OPEN, STALL);
    assertEquals("transfer-stalls", cause.code());
    assertEquals(
        List.of("ip -6 route replace 2001:db8::9 via 2001:db8:1::1 dev eth0 mtu 1300"),
        cause.remedies().get(0).commands());
    Cause blind = only(OPEN, new TransferStalled(4_000, 0, OptionalInt.empty(), SEEN));
    assertEquals(1, blind.remedies().size());
    assertEquals(Remedy.Place.OPERATOR, blind.remedies().get(0).place());
  }

  @Test
  void blackHoleOfEitherDirectionExplainsTheStall() {
    Finding hole = new BlackHole(1300, Optional.empty(), INFERRED);
    Finding back = new LargeRepliesLost(1300, 1500, INFERRED);
    assertCause("black-hole", Weight.BREAKS, OPEN, hole, STALL);
    assertCause("large-replies-vanish", Weight.BREAKS, OPEN, back, STALL);
    assertCause("large-replies-vanish", Weight.DEGRADES, OPEN, back);
  }

  @Test
  void stallIsTheCauseWhereTheSegmentsFitTheHole() {
    Finding hole = new BlackHole(1300, Optional.empty(), INFERRED);
    assertEquals(
        List.of("transfer-stalls", "black-hole-clamped"),
        causes(OPEN, hole, STALL, new AgreedSizeFits(1240, 1300, SEEN)).stream()
            .map(Cause::code)
            .toList());
  }

  @Test
  void segmentsThatAreSentAgainAreFeltAboveTwoPercent() {
    assertCause("segments-lost", Weight.DEGRADES, OPEN, new SegmentsRepeated(21, 1000, SEEN));
    assertCause("some-segments-lost", Weight.REMARK, OPEN, new SegmentsRepeated(20, 1000, SEEN));
  }

  @Test
  void repetitionsOfAStalledTransferAreNoLoss() {
    assertCause("transfer-stalls", Weight.BREAKS, STALL, new SegmentsRepeated(50, 1000, SEEN));
  }

  @Test
  void closedWindowDegradesAndForeignResetsAndReportsAreRemarks() {
    assertCause("receiver-full", Weight.DEGRADES, OPEN, new WindowClosed(TARGET, 3, SEEN));
    assertCause("packet-too-big", Weight.REMARK, OPEN, new PacketTooBig(ROUTER, 1400, SEEN));
    assertCause("reset-by-another", Weight.REMARK, OPEN, new ResetByAnother(INFERRED));
  }
}
