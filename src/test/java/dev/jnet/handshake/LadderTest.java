package dev.jnet.handshake;

import static dev.jnet.handshake.OneQuestion.ours;
import static dev.jnet.handshake.OneQuestion.theirs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written down of a connection, and what its segments alone tell. */
class LadderTest {
  private static final Tcp SYN = ours(Tcp.SYN, 100, 0, 0);
  private static final Tcp SYN_ACK = theirs(Tcp.SYN | Tcp.ACK, 500, 101, 0);

  private final HandshakeQuestion question = OneQuestion.saying("");
  private final Ladder ladder = new Ladder(question);

  private void out(Tcp tcp) {
    ladder.seen(true, OneQuestion.packet(true, tcp, 64), tcp, 1, TcpState.SYN_SENT);
  }

  private void in(Tcp tcp) {
    in(tcp, 60);
  }

  private void in(Tcp tcp, int hopLimit) {
    ladder.received(OneQuestion.packet(false, tcp, hopLimit), tcp, 2, TcpState.ESTABLISHED);
  }

  private Set<Remark> remarks() {
    return result(1_460).remarks();
  }

  private HandshakeResult result(int effectiveMss) {
    Ladder.Terms terms =
        new Ladder.Terms(OptionsInForce.none(question.settings()), effectiveMss, Ending.NONE);
    return ladder.result(
        PortAnswer.none(false), terms, new byte[0], EnumSet.noneOf(Remark.class), Optional.empty());
  }

  @Test
  void makesNoRemarksOnAnOrdinaryHandshake() {
    out(SYN);
    in(SYN_ACK);
    out(ours(Tcp.ACK, 101, 501, 0));

    assertEquals(Set.of(), remarks());
    assertEquals(3, result(1_460).steps().size());
  }

  @Test
  void findsBothSyns() {
    assertEquals(Optional.empty(), ladder.syn());
    out(SYN);
    in(theirs(Tcp.ACK, 1, 1, 0));
    in(SYN_ACK);

    assertEquals(Optional.of(SYN), ladder.syn());
    assertEquals(Optional.of(SYN_ACK), ladder.synAck());
  }

  @Test
  void kernelStampReplacesOurOwnClock() {
    Probe probe = Probe.of(OneQuestion.HOP, OneQuestion.THERE, 1, Ttl.DEFAULT, SYN);
    ladder.sent(probe, SYN, 5, TcpState.SYN_SENT);
    assertFalse(result(0).steps().get(0).exact());
    ladder.left(probe, 8);

    assertTrue(result(0).steps().get(0).exact());
    assertEquals(8, result(0).steps().get(0).at());
  }

  @Test
  void noticesRetransmissionsOfThisHost() {
    out(SYN);
    out(SYN);
    assertEquals(Set.of(Remark.SYN_SENT_AGAIN), remarks());
    out(ours(Tcp.ACK, 101, 501, 10));
    out(ours(Tcp.ACK, 101, 501, 10));
    assertEquals(Set.of(Remark.SYN_SENT_AGAIN, Remark.SENT_AGAIN), remarks());
  }

  @Test
  void repeatedAcknowledgmentsAreNoRetransmissions() {
    out(ours(Tcp.ACK, 101, 501, 0));
    out(ours(Tcp.ACK, 101, 501, 0));
    assertEquals(Set.of(), remarks());
  }

  @Test
  void noticesRepeatedSynAck() {
    in(SYN_ACK);
    in(SYN_ACK);
    assertEquals(Set.of(Remark.SYN_ACK_AGAIN), remarks());
  }

  @Test
  void synAcksWithDifferentNumbersContradictEachOther() {
    in(SYN_ACK);
    in(theirs(Tcp.SYN | Tcp.ACK, 900, 101, 0));
    assertEquals(Set.of(Remark.CONTRADICTION), remarks());
  }

  @Test
  void synAckAndRefusalContradictEachOther() {
    in(SYN_ACK);
    in(theirs(Tcp.RST | Tcp.ACK, 0, 101, 0));
    assertEquals(Set.of(Remark.CONTRADICTION), remarks());
  }

  @Test
  void noticesDifferentHopLimits() {
    in(SYN_ACK, 60);
    in(theirs(Tcp.ACK, 501, 101, 0), 120);
    assertEquals(Set.of(Remark.DIFFERENT_HOP_LIMITS), remarks());
  }

  @Test
  void noticesOptionsThatTheSynAckLacks() {
    out(
        new Tcp(
            OneQuestion.LOCAL_PORT,
            OneQuestion.PORT,
            100,
            0,
            Tcp.SYN,
            1_000,
            List.of(new TcpOption.MaximumSegmentSize(1_460), new TcpOption.NoOperation()),
            new byte[0]));
    in(SYN_ACK);
    assertEquals(Set.of(Remark.OPTIONS_MISSING), remarks());
  }

  @Test
  void noticesFramesThatHoldSeveralSegments() {
    out(SYN); // announces nothing: 536 bytes are the most
    in(theirs(Tcp.ACK, 501, 101, 537));
    assertEquals(Set.of(Remark.SEGMENTS_JOINED), remarks());
  }

  @Test
  void sentFramesAreComparedWithTheEffectiveMss() {
    out(ours(Tcp.ACK, 101, 501, 1_000));
    assertEquals(Set.of(), result(1_000).remarks());
    assertEquals(Set.of(Remark.SEGMENTS_JOINED), result(999).remarks());
  }
}
