package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.PSH;
import static dev.jnet.wire.Tcp.RST;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection comes about: SYN, SYN-ACK, ACK, and what else a SYN may meet. */
class ConnectionOpeningTest extends OneConnection {
  @Test
  void opensWithThreeSegments() {
    Tcp syn = sent();
    assertEquals(SYN, syn.flags());
    assertEquals(ISS, syn.sequence());
    assertEquals(0, syn.acknowledgment());
    assertEquals(List.of(new TcpOption.MaximumSegmentSize(1460)), syn.options());
    assertEquals(65_535, syn.window());
    assertSilent();

    now += 10 * MS;
    arrives(SYN | ACK, 0, 1, 500, List.of(new TcpOption.MaximumSegmentSize(1400)), NONE);
    assertSent(ACK, 1, 1);
    assertEquals(List.of(TcpState.SYN_SENT, TcpState.ESTABLISHED), states());
    assertEquals(500, connection.sendWindow());
    assertEquals(1400, connection.effectiveMss());
    assertEquals(10 * MS, connection.smoothedRoundTrip());
    assertEquals(IRS, connection.irs());
  }

  @Test
  void offersAndUsesTheOptionsOfBothSides() {
    connection = connect(TcpSettings.linux(4, 1500));
    now = 7 * MS;
    Tcp syn = sent();
    assertEquals(40, syn.headerLength());
    assertEquals(
        List.of(
            new TcpOption.MaximumSegmentSize(1460),
            new TcpOption.SackPermitted(),
            new TcpOption.Timestamps(1_007, 0),
            new TcpOption.NoOperation(),
            new TcpOption.WindowScale(7)),
        syn.options());
    List<TcpOption> theirs =
        List.of(
            new TcpOption.SackPermitted(),
            new TcpOption.Timestamps(99, 1_007),
            new TcpOption.NoOperation(),
            new TcpOption.WindowScale(200));
    arrives(SYN | ACK, 0, 1, 1_000, theirs, NONE);

    Tcp ack = sent();
    assertEquals(new TcpOption.Timestamps(1_007, 99), ack.options().get(2));
    assertEquals(1_000, connection.sendWindow(), "the window of a SYN is never scaled");
    assertEquals(536 - 12, connection.effectiveMss(), "no MSS option means 536, stamps take 12");
    assertEquals(65_535 >> 7, ack.window());

    arrives(ACK, 1, 1, 2, List.of(new TcpOption.Timestamps(100, 1_007)), NONE);
    assertEquals(2 << 14, connection.sendWindow(), "a shift of more than 14 counts as 14");
    arrives(ACK | PSH, 11, 1, 2, List.of(new TcpOption.Timestamps(101, 1_007)), new byte[5]);
    Tcp gap = sent();
    assertEquals(Seq.plus(IRS, 1), gap.acknowledgment());
    assertEquals(
        new TcpOption.Sack(List.of(new TcpOption.Sack.Block(IRS + 11, IRS + 16))),
        gap.options().get(5));
    assertEquals(new TcpOption.Timestamps(1_007, 100), gap.options().get(2), "a gap moves no echo");
    arrives(ACK, 1, 1, 2, List.of(new TcpOption.Timestamps(50, 1_007)), new byte[10]);
    assertEquals(Seq.plus(IRS, 1), sent().acknowledgment(), "an old stamp: an old segment");
  }

  @Test
  void opensSimultaneously() {
    sent();
    arrives(SYN, 0, 0);
    assertSent(SYN | ACK, 0, 1);
    arrives(SYN | ACK, 0, 1);
    assertEquals(List.of(TcpState.SYN_SENT, TcpState.SYN_RECEIVED, TcpState.ESTABLISHED), states());
  }

  @Test
  void sendsItsSynThreeTimesAndGivesUp() {
    for (long second : new long[] {0, 1, 3}) {
      now = second * 1_000 * MS;
      assertSent(SYN, 0, -IRS);
      assertSilent();
    }
    now = 7_000 * MS - 1;
    assertSilent();
    now++;
    assertSilent();
    assertEquals(Ending.TIMED_OUT, connection.ending());
    assertEquals(7_000 * MS, connection.transitions().get(1).at());
  }

  @Test
  void resetRefusesTheSynOnlyIfItAcknowledgesIt() {
    sent();
    arrives(RST | ACK, 0, 7);
    arrives(RST, 0, 0);
    assertEquals(TcpState.SYN_SENT, connection.state());
    arrives(RST | ACK, 0, 1);
    assertEquals(Ending.REFUSED, connection.ending());
  }

  @Test
  void resetsAnOldConnectionThatTheOtherSideRemembers() {
    sent();
    arrives(ACK, 77, 12_345); // a challenge acknowledgment, RFC 9293 figure 9
    Tcp reset = sent();
    assertEquals(RST, reset.flags());
    assertEquals(Seq.plus(ISS, 12_345), reset.sequence());
    now += 1_000 * MS;
    assertSent(SYN, 0, -IRS);
  }

  @Test
  void listenerAcceptsOneConnection() {
    connection = Connection.listen(plain(), 80, new InitialNumbers(ISS, 0), now);
    connection.accept(new Tcp(50_000, 80, 7, 3, ACK, 0, List.of(), NONE), now);
    Tcp reset = sent();
    assertEquals(3, reset.sequence());
    assertEquals(50_000, reset.destinationPort());
    arrives(SYN, 0, 0);
    assertSent(SYN | ACK, 0, 1);
    now += 1_000 * MS;
    assertSent(SYN | ACK, 0, 1); // not acknowledged: again
    arrives(SYN, 0, 0); // so was ours not
    assertSent(SYN | ACK, 0, 1);
    arrives(ACK, 1, 1, 1_000, new byte[] {5});
    assertEquals(TcpState.ESTABLISHED, connection.state());
    assertArrayEquals(new byte[] {5}, connection.read(9));
  }

  /**
   * A server that answers repeated SYNs sends later timestamps before anything is acknowledged.
   * Newer Linux (seen with 6.18) drops an ACK that echoes one of them, and stays in SYN_RECEIVED.
   */
  @Test
  void firstAcknowledgmentEchoesTheSynAcksTimestamp() {
    connection = connect(TcpSettings.linux(4, 1500));
    sent();
    arrives(SYN | ACK, 0, 1, 1_000, List.of(new TcpOption.Timestamps(99, 1_007)), NONE);
    arrives(ACK, 1, 1, 1_000, List.of(new TcpOption.Timestamps(100, 1_007)), NONE);
    assertEquals(99, echoed(sent()));
    arrives(ACK | PSH, 1, 1, 1_000, List.of(new TcpOption.Timestamps(101, 1_007)), new byte[1]);
    assertEquals(101, echoed(sent()), "what follows is acknowledged by its own");
  }

  private static long echoed(Tcp segment) {
    return segment.options().stream()
        .filter(TcpOption.Timestamps.class::isInstance)
        .map(TcpOption.Timestamps.class::cast)
        .findAny()
        .orElseThrow()
        .echo();
  }
}
