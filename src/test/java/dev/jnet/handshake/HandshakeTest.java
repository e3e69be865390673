package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.Seq;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule of {@link Handshake}, with segments made by hand. */
class HandshakeTest {
  private static final long MS = Nanos.MILLISECOND;
  private static final long IRS = 500;

  private Handshake handshake = new Handshake(OneQuestion.saying(""));
  private long now = Nanos.SECOND;
  private long iss;
  private Probe probe;

  private String allSent() throws MalformedPacketException {
    List<String> all = new ArrayList<>();
    for (Optional<Probe> next = handshake.next(now); next.isPresent(); next = handshake.next(now)) {
      probe = next.get();
      Tcp tcp = Tcp.parse(probe.packet());
      iss = tcp.has(Tcp.SYN) ? tcp.sequence() : iss;
      int length = tcp.payload().length;
      all.add(tcp.flagsInWords() + (length > 0 ? " " + length : ""));
    }
    return String.join(", ", all);
  }

  /** A byte comes each quarter of a second until it is over; what leaves then. */
  private String dripUntilOver(long latest, long ack) throws MalformedPacketException {
    String sent = allSent();
    String last = sent;
    for (int sequence = 1; !handshake.done(); sequence++) {
      assertTrue(now <= latest, "it goes on");
      now = Math.min(now + Nanos.SECOND / 4, handshake.wakeAt());
      if (now < latest) {
        arrives(Tcp.ACK, sequence, ack, 1);
      }
      sent = allSent();
      last = sent.isEmpty() ? last : sent;
    }
    return last;
  }

  @Test
  void closesAndResetsWhateverComesWhenItsTimeIsUp() throws MalformedPacketException {
    handshake = new Handshake(OneQuestion.asking("ask", 65_536));
    long start = now;
    allSent();
    arrives(Tcp.SYN | Tcp.ACK, 0, 1, 0);

    assertEquals("RST ACK", dripUntilOver(start + 4 * Nanos.SECOND, 4));
    assertTrue(now <= start + 4 * Nanos.SECOND, "three seconds of SYNs, and one to close");
    assertEquals(
        Set.of(Remark.REPLY_ENDLESS, Remark.SENT_AGAIN, Remark.STILL_SENDING),
        handshake.result().remarks());
  }

  @Test
  void dataAfterOurFinDoNotProlongClosing() throws MalformedPacketException {
    allSent();
    arrives(Tcp.SYN | Tcp.ACK, 0, 1, 0);
    allSent();
    long closed = now;
    dripUntilOver(closed + OneQuestion.PATIENCE, 2);

    assertEquals(closed + OneQuestion.PATIENCE, now);
    assertEquals(Set.of(Remark.STILL_SENDING), handshake.result().remarks());
  }

  private Reply.Timing timing() {
    return new Reply.Timing(now, 5 * MS, true, false);
  }

  /** Numbers are relative to both SYNs. */
  private void arrives(int flags, long sequence, long ack, int length) {
    long acknowledgment = (flags & Tcp.ACK) != 0 ? Seq.plus(iss, ack) : 0;
    Tcp tcp = OneQuestion.theirs(flags, IRS + sequence, acknowledgment, length);
    IpPacket packet = OneQuestion.packet(false, tcp, 60);
    handshake.accept(new Reply.Segment(probe, timing(), packet, tcp));
  }

  private void fails(IcmpError error) {
    IpPacket packet =
        IpPacket.unsplittable(
            OneQuestion.ROUTER, OneQuestion.HERE, 1, 64, new Payload(IpProtocol.ICMP, new byte[8]));
    handshake.accept(new Reply.Failed(probe, timing(), packet, probe.packet(), error));
  }

  private void open() throws MalformedPacketException {
    allSent();
    now += 5 * MS;
    arrives(Tcp.SYN | Tcp.ACK, 0, 1, 0);
  }

  private HandshakeResult result() {
    return handshake.result();
  }

  @Test
  void knowsNothingBeforeItHasBegun() {
    assertEquals(Status.UNKNOWN, result().status());
    assertEquals(Ending.NONE, result().ending());
    assertEquals(List.of(), result().steps());
  }

  @Test
  void opensAndClosesAtOnceWithoutData() throws MalformedPacketException {
    open();
    assertEquals("ACK, FIN ACK", allSent());
    arrives(Tcp.FIN | Tcp.ACK, 1, 2, 0);
    assertEquals("ACK", allSent());

    assertTrue(handshake.done());
    assertEquals(Status.OPEN, result().status());
    assertEquals(5 * MS, result().roundTrip());
    assertTrue(result().exact());
    assertEquals(Set.of(), result().remarks());
  }

  @Test
  void stopsAtSynAckWhenOnlyTheStatusIsAsked() throws MalformedPacketException {
    handshake = new Handshake(OneQuestion.question("", true));
    open();

    assertEquals("RST ACK", allSent());
    assertTrue(handshake.done());
    assertEquals(Status.OPEN, result().status());
  }

  @Test
  void waitsForAReplyToItsData() throws MalformedPacketException {
    handshake = new Handshake(OneQuestion.saying("hello"));
    open();
    assertEquals("ACK, PSH ACK 5", allSent());
    arrives(Tcp.ACK, 1, 6, 0);
    assertEquals("", allSent());
    arrives(Tcp.ACK, 1, 6, 10);
    assertEquals("ACK, FIN ACK", allSent());

    assertEquals(10, result().reply().length);
  }

  @Test
  void closesWhenNoAnswerComesWithinPatience() throws MalformedPacketException {
    handshake = new Handshake(OneQuestion.saying("hello"));
    open();
    allSent();
    arrives(Tcp.ACK, 1, 6, 0);
    allSent();
    assertEquals(now + OneQuestion.PATIENCE, handshake.wakeAt());
    now += OneQuestion.PATIENCE;

    assertEquals("FIN ACK", allSent());
  }

  @Test
  void cutsAnswerThatIsLongerThanAskedFor() throws MalformedPacketException {
    open();
    arrives(Tcp.ACK, 1, 1, 11);

    assertEquals("RST ACK", allSent());
    assertEquals(Set.of(Remark.REPLY_CUT), result().remarks());
    assertEquals(10, result().reply().length);
  }

  @Test
  void reportsClosedPort() throws MalformedPacketException {
    allSent();
    arrives(Tcp.RST | Tcp.ACK, 0, 1, 0);
    assertEquals("", allSent());

    assertTrue(handshake.done());
    assertEquals(Status.CLOSED, result().status());
  }

  @Test
  void reportsFilteredAfterSilence() throws MalformedPacketException {
    while (!handshake.done()) {
      allSent();
      now = Math.max(now, Math.min(handshake.wakeAt(), now + Nanos.SECOND));
    }
    assertEquals(Status.FILTERED, result().status());
    assertEquals(Set.of(Remark.SYN_SENT_AGAIN), result().remarks());
    assertEquals(-1, result().roundTrip());
  }

  @Test
  void reportsTheIcmpErrorAndItsSender() throws MalformedPacketException {
    allSent();
    fails(IcmpError.unreachable(4, 13, new byte[0]));
    allSent();

    assertTrue(handshake.done());
    assertEquals(Status.FILTERED, result().status());
    assertEquals(OneQuestion.ROUTER, result().error().orElseThrow().from());
  }

  @Test
  void tooBigIsNoRefusal() throws MalformedPacketException {
    allSent();
    fails(IcmpError.tooBig(4, 1_000, new byte[0]));
    allSent();

    assertFalse(handshake.done());
    assertEquals(Status.UNKNOWN, result().status());
  }

  @Test
  void noticesChallengeAcknowledgmentAndAnswersItWithReset() throws MalformedPacketException {
    allSent();
    arrives(Tcp.ACK, 400, 5_000, 0);

    assertEquals("RST", allSent());
    assertEquals(Set.of(Remark.CHALLENGE_ACK), result().remarks());
    assertFalse(handshake.done());
  }

  @Test
  void noticesThatTheOtherSideKeepsItsHalfOpen() throws MalformedPacketException {
    open();
    allSent();
    arrives(Tcp.ACK, 1, 2, 0);
    allSent();
    now += OneQuestion.PATIENCE;

    assertEquals("RST ACK", allSent());
    assertEquals(Set.of(Remark.KEEPS_ITS_HALF_OPEN), result().remarks());
  }

  @Test
  void distinguishesResetInsteadOfCloseFromResetWhileOpen() throws MalformedPacketException {
    open();
    allSent();
    arrives(Tcp.RST | Tcp.ACK, 1, 2, 0);
    assertEquals(Set.of(Remark.RESET_INSTEAD_OF_CLOSE), result().remarks());

    handshake = new Handshake(OneQuestion.saying("hello"));
    open();
    allSent();
    arrives(Tcp.RST | Tcp.ACK, 1, 6, 0);
    assertEquals(Set.of(Remark.RESET_WHILE_OPEN), result().remarks());
  }
}
