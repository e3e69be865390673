package dev.jnet.report;

import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.Step;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LadderDrawingTest {
  private static final long OUR_ISN = 0xffff_fff0L; // relative numbers cross 2^32
  private static final long THEIR_ISN = 5000;
  private static final Step SYN = sent(0, Samples.sent(Tcp.SYN, OUR_ISN, 0), TcpState.SYN_SENT);
  private static final Step SYN_ACK =
      received(10, Samples.received(Tcp.SYN | Tcp.ACK, THEIR_ISN, OUR_ISN + 1));

  private static Step sent(double millis, Tcp tcp, TcpState ours) {
    return new Step(
        ms(millis),
        true,
        true,
        ip("10.0.0.2"),
        64,
        Optional.of(tcp),
        Optional.empty(),
        ours,
        Optional.empty());
  }

  private static Step received(double millis, Tcp tcp) {
    return new Step(
        ms(millis),
        true,
        false,
        ip("192.0.2.9"),
        60,
        Optional.of(tcp),
        Optional.empty(),
        TcpState.ESTABLISHED,
        Optional.of(TcpState.SYN_RECEIVED));
  }

  private static String rung(List<Step> steps, Step step, boolean absolute) {
    return new LadderDrawing(steps, absolute, Style.PLAIN).rung(step);
  }

  private static String draw(List<Step> steps) {
    Sheet sheet = new Sheet(Style.PLAIN);
    new LadderDrawing(steps, false, Style.PLAIN).draw(sheet);
    return sheet.toString();
  }

  @Test
  void drawsEachSegmentWithStatesAndRelativeNumbers() {
    assertEquals(
        """
                 ms  this side                      other side
                     CLOSED                         LISTEN
              0.000  SYN_SENT     --SYN----------->              seq 0
               10.0  ESTABLISHED  <-------SYN ACK-- SYN_RECEIVED seq 0 ack 1
        """,
        draw(List.of(SYN, SYN_ACK)));
  }

  @Test
  void numbersStayRelativeBeyond2To32() {
    Step data = sent(20, Samples.sent(Tcp.ACK, 4, THEIR_ISN + 1), TcpState.ESTABLISHED);
    assertTrue(rung(List.of(SYN, SYN_ACK, data), data, false).endsWith("seq 20 ack 1"));
    assertTrue(rung(List.of(SYN, SYN_ACK, data), data, true).endsWith("seq 4 ack 5001"));
  }

  @Test
  void retransmittedSynDoesNotMoveTheBeginningOfTheNumbers() {
    Step again = sent(1000, Samples.sent(Tcp.SYN, OUR_ISN, 0), TcpState.SYN_SENT);
    assertTrue(rung(List.of(SYN, again), again, false).endsWith("seq 0"));
  }

  @Test
  void numbersOfASideWhoseSynWasNotSeenStayAbsolute() {
    Step data = received(5, Samples.received(Tcp.ACK, 777, OUR_ISN + 1));
    assertTrue(rung(List.of(SYN, data), data, false).endsWith("seq 777 ack 1"));
  }

  @Test
  void sackBlocksAreRelativeToTheSideThatSentTheData() {
    TcpOption sack =
        new TcpOption.Sack(List.of(new TcpOption.Sack.Block(THEIR_ISN + 11, THEIR_ISN + 21)));
    Step ack = sent(30, Samples.sent(Tcp.ACK, OUR_ISN + 1, THEIR_ISN + 1, sack), TcpState.SYN_SENT);
    assertTrue(rung(List.of(SYN, SYN_ACK, ack), ack, false).endsWith("ack 1 sack 11-21"));
  }

  @Test
  void icmpErrorIsDrawnWithItsNumbers() {
    Step error =
        new Step(
            ms(3),
            false,
            false,
            ip("10.0.0.1"),
            64,
            Optional.empty(),
            Optional.of(IcmpError.unreachable(4, 13, new byte[28])),
            TcpState.SYN_SENT,
            Optional.empty());
    String line = rung(List.of(SYN, error), error, false);
    assertTrue(line.contains("ICMP--") && line.endsWith("type 3, code 13"), line);
    assertTrue(line.contains("3.000 ~SYN_SENT"), "its time is not exact: " + line);
  }

  @Test
  void otherSideListensOnlyIfItSentASyn() {
    assertTrue(draw(List.of(SYN, SYN_ACK)).contains("LISTEN"));
    assertFalse(draw(List.of(SYN)).contains("LISTEN"));
  }

  @Test
  void connectionWithoutSegmentsHasOnlyTitles() {
    assertEquals(2, draw(List.of()).lines().count());
  }
}
