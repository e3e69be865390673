package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.TcpSummary;
import dev.jnet.capture.TcpSummary.Opening;
import dev.jnet.capture.TcpSummary.Reset;
import dev.jnet.capture.TcpSummary.Side;
import dev.jnet.capture.TcpSummary.SideTraffic;
import dev.jnet.capture.TlsRefusal;
import dev.jnet.capture.TooBig;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.ConversationFinding.PacketTooBig;
import dev.jnet.finding.ConversationFinding.ResetByAnother;
import dev.jnet.finding.ConversationFinding.ResetByClient;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What follows from the conversations and lookups of a capture file. */
class CaptureConclusionsTest {
  private static final InetAddress CLIENT = Addresses.literal("192.0.2.1");
  private static final InetAddress SERVER = Addresses.literal("192.0.2.80");
  private static final InetAddress ROUTER = Addresses.literal("192.0.2.254");
  private static final long RTT = 20 * Nanos.MILLISECOND;

  private Opening opening = new Opening(1, 1, true, RTT);
  private boolean whole = true;
  private boolean closed;
  private Optional<Reset> reset = Optional.empty();
  private Optional<TooBig> tooBig = Optional.empty();
  private Optional<TlsRefusal> tls = Optional.empty();
  private OptionalInt clientHole = OptionalInt.empty();
  private OptionalInt serverHole = OptionalInt.empty();
  private long retransmissions;
  private long needless;
  private long serverZeroWindows;

  /** Ten segments with 600 bytes of data of the client, twenty with 9,000 of the server. */
  private List<Finding> conclusions() {
    SideTraffic asked = new SideTraffic(10, 600, 1460, 500, retransmissions, needless, 0, 0, 0);
    SideTraffic answered = new SideTraffic(20, 9_000, 1460, 1500, 0, 0, 0, serverZeroWindows, 0);
    return CaptureConclusions.of(
        new TcpSummary(
            1,
            new Side(CLIENT, 50_000, asked, clientHole),
            new Side(SERVER, 443, answered, serverHole),
            30,
            10_800,
            Nanos.SECOND,
            opening,
            closed,
            reset,
            tooBig,
            tls,
            List.of()),
        whole);
  }

  private <F extends Finding> F only(Class<F> kind) {
    List<F> found = conclusions().stream().filter(kind::isInstance).map(kind::cast).toList();
    assertEquals(1, found.size(), () -> conclusions().toString());
    return found.get(0);
  }

  private boolean has(Class<? extends Finding> kind) {
    return conclusions().stream().anyMatch(kind::isInstance);
  }

  @Test
  void anAnsweredSynIsAnOpenPortAndNothingElse() {
    assertEquals(1, conclusions().size());
    PortOpen open = only(PortOpen.class);
    assertEquals(443, open.port());
    assertEquals(RTT, open.roundTrip());
    assertEquals(Came.ANSWER, open.grounds().evidence().get(0).came());
  }

  @Test
  void aCaptureThatBeginsLaterSaysNothingAboutThePort() {
    opening = new Opening(0, 0, false, -1);
    assertEquals(List.of(), conclusions());
  }

  @Test
  void aSynWithoutAnswerIsAFilteredPortAndOneThatIsResetAClosedOne() {
    opening = new Opening(3, 3, false, -1);
    PortFiltered filtered = only(PortFiltered.class);
    assertEquals(443, filtered.port());
    assertEquals(3, filtered.grounds().evidence().get(0).times());
    reset = Optional.of(new Reset(false, 64, 0, 2));
    PortClosed refused = only(PortClosed.class);
    assertEquals(443, refused.port());
    assertEquals(Came.RESET, refused.grounds().evidence().get(0).came());
    assertFalse(has(ConnectionReset.class));
  }

  @Test
  void resetOfAConversationTellsHowMuchDataHadPassed() {
    reset = Optional.of(new Reset(false, 57, 57, 30));
    assertEquals(9_600, only(ConnectionReset.class).bytes());
    assertFalse(has(ResetByAnother.class));
  }

  /** The other side did nothing wrong: scans, health checks and browsers end connections so. */
  @Test
  void resetOfTheClientItselfIsNoFault() {
    reset = Optional.of(new Reset(true, 64, 64, 30));
    assertEquals(9_600, only(ResetByClient.class).bytes());
    assertFalse(has(ConnectionReset.class));
    reset = Optional.of(new Reset(true, 60, 64, 30));
    only(ConnectionReset.class);
    only(ResetByAnother.class);
    opening = new Opening(1, 1, false, -1);
    only(PortFiltered.class);
    assertFalse(has(PortClosed.class));
  }

  /** They may have been too large for the path, as jnet's own tests are. */
  @Test
  void synsThatAllCarryDataTellNothingAboutThePort() {
    opening = new Opening(3, 0, false, -1);
    assertEquals(List.of(), conclusions());
    opening = new Opening(3, 1, false, -1);
    assertEquals(1, only(PortFiltered.class).grounds().evidence().get(0).times());
  }

  @Test
  void retransmissionsOfWhatHadBeenAcknowledgedAreNoLoss() {
    retransmissions = 5;
    needless = 5;
    assertFalse(has(SegmentsRepeated.class));
    needless = 3;
    assertEquals(2, only(SegmentsRepeated.class).repeated());
  }

  @Test
  void resetWithAnotherHopLimitIsInferredToBeAnothers() {
    reset = Optional.of(new Reset(false, 61, 57, 30));
    assertEquals(
        Certainty.inferred(Certainty.Basis.REPLY_HOP_LIMIT),
        only(ResetByAnother.class).grounds().certainty());
  }

  @Test
  void resetAfterAFinIsHowSomeProgramsClose() {
    closed = true;
    reset = Optional.of(new Reset(true, 64, 64, 30));
    assertFalse(has(ConnectionReset.class));
    assertFalse(has(ResetByAnother.class));
  }

  @Test
  void sizesOfTheClientThatVanishAreABlackHole() {
    clientHole = OptionalInt.of(1400);
    BlackHole hole = only(BlackHole.class);
    assertEquals(1400, hole.bytes());
    assertEquals(
        Certainty.inferred(Certainty.Basis.SILENCE_BESIDE_ANSWERS), hole.grounds().certainty());
    assertFalse(has(LargeRepliesLost.class));
  }

  @Test
  void sizesOfTheServerThatVanishAreTheWayBackAndAStall() {
    serverHole = OptionalInt.of(1300);
    assertEquals(1300, only(LargeRepliesLost.class).bytes());
    assertEquals(9_600, only(TransferStalled.class).bytes());
    assertFalse(has(BlackHole.class));
  }

  @Test
  void retransmissionsAreCountedAmongAllSegments() {
    assertFalse(has(SegmentsRepeated.class));
    retransmissions = 2;
    SegmentsRepeated repeated = only(SegmentsRepeated.class);
    assertEquals(2, repeated.repeated());
    assertEquals(30, repeated.segments());
  }

  @Test
  void closedWindowIsTheSidesThatClosedIt() {
    serverZeroWindows = 4;
    WindowClosed window = only(WindowClosed.class);
    assertEquals(SERVER, window.receiver());
    assertEquals(4, window.times());
  }

  @Test
  void reportOfARouterIsNamedWithItsClaim() {
    tooBig = Optional.of(new TooBig(7, ROUTER, 1400, SERVER, CLIENT));
    PacketTooBig report = only(PacketTooBig.class);
    assertEquals(ROUTER, report.router());
    assertEquals(1400, report.mtu());
  }

  @Test
  void silenceIsAGuessWhereFramesWereNotCaptured() {
    whole = false;
    clientHole = OptionalInt.of(1400);
    serverHole = OptionalInt.of(1400);
    for (Finding each :
        List.of(only(BlackHole.class), only(LargeRepliesLost.class), only(TransferStalled.class))) {
      assertEquals(Certainty.GUESSED, each.grounds().certainty(), each::toString);
    }
    assertEquals(Certainty.SEEN, only(PortOpen.class).grounds().certainty());
    opening = new Opening(3, 3, false, -1);
    assertEquals(Certainty.GUESSED, only(PortFiltered.class).grounds().certainty());
    assertEquals(Certainty.GUESSED, lookup(-1, -1).grounds().certainty());
    assertEquals(Certainty.SEEN, lookup(5, RTT).grounds().certainty());
  }

  private Finding lookup(int responseCode, long elapsed) {
    return CaptureConclusions.of(
        new CapturedLookup("www.example.org", SERVER, responseCode, elapsed), whole);
  }

  @Test
  void lookupIsUnansweredSlowUnknownOrRefused() {
    NameUnanswered silent = (NameUnanswered) lookup(-1, -1);
    assertEquals("no answer came to the question for www.example.org", silent.words());
    NameSlow slow = (NameSlow) lookup(0, 3 * Nanos.SECOND);
    assertEquals(3 * Nanos.SECOND, slow.nanos());
    assertEquals("www.example.org", ((NameUnknown) lookup(3, RTT)).name());
    NameUnanswered refused = (NameUnanswered) lookup(5, RTT);
    assertTrue(refused.words().endsWith("with the error 5"), refused.words());
  }

  private TlsFailed refused(TlsRefusal.Kind kind, boolean byClient, int alert) {
    tls = Optional.of(new TlsRefusal(kind, byClient, alert, Optional.of("www.example.org")));
    return only(TlsFailed.class);
  }

  @Test
  void anAlertOfTheServerRefusesTls() {
    TlsFailed failed = refused(TlsRefusal.Kind.ALERT, false, 48);
    assertEquals(TlsSession.Kind.ALERT, failed.kind());
    assertEquals(
        "the server sends the alert unknown_ca (48); the client asked for www.example.org",
        failed.words());
  }

  @Test
  void alertsOfTheClientAboutACertificateAreAboutThatOfTheServer() {
    assertEquals(TlsSession.Kind.EXPIRED, refused(TlsRefusal.Kind.ALERT, true, 45).kind());
    assertEquals(
        TlsSession.Kind.UNKNOWN_AUTHORITY, refused(TlsRefusal.Kind.ALERT, true, 48).kind());
    assertEquals(TlsSession.Kind.INVALID_CHAIN, refused(TlsRefusal.Kind.ALERT, true, 42).kind());
    assertEquals(TlsSession.Kind.ALERT, refused(TlsRefusal.Kind.ALERT, true, 40).kind());
  }

  @Test
  void otherAnswersThanTlsAndNoneAreToldApart() {
    assertEquals(TlsSession.Kind.NOT_TLS, refused(TlsRefusal.Kind.NOT_TLS, false, -1).kind());
    assertEquals(TlsSession.Kind.CUT_OFF, refused(TlsRefusal.Kind.CUT_OFF, false, -1).kind());
  }
}
