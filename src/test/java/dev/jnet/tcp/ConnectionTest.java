package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.FIN;
import static dev.jnet.wire.Tcp.PSH;
import static dev.jnet.wire.Tcp.RST;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One connection, and the other side played by hand, segment by segment. */
class ConnectionTest {
  private static final long MS = TcpSettings.MILLISECOND;
  private static final long ISS = 0xffff_fff0L; // the numbers soon begin again at 0
  private static final long IRS = 5_000;
  private static final byte[] NONE = {};

  private long now;
  private Connection connection = connect(plain());

  /** No options but the MSS, so that the numbers are easy to follow. */
  private static TcpSettings plain() {
    return TcpSettings.linux(4, 1500).withOptions(-1, false, false);
  }

  private Connection connect(TcpSettings settings) {
    return Connection.connect(settings, 40_000, 80, ISS, 1_000, now);
  }

  private Tcp sent() {
    return connection.next(now).orElseThrow(() -> new AssertionError("nothing to send"));
  }

  private void assertSent(int flags, long sequence, long ack) {
    assertSent(flags, sequence, ack, 0);
  }

  private void assertSent(int flags, long sequence, long ack, int length) {
    Tcp tcp = sent();
    String text = tcp.flagsInWords() + " " + tcp;
    assertEquals(flags, tcp.flags(), text);
    assertEquals(Seq.plus(ISS, sequence), tcp.sequence(), text);
    assertEquals(Seq.plus(IRS, ack), tcp.acknowledgment(), text);
    assertEquals(length, tcp.payload().length, text);
  }

  private void assertSilent() {
    assertEquals(Optional.empty(), connection.next(now));
  }

  /** Numbers are relative to both initial ones. */
  private void arrives(int flags, long sequence, long ack) {
    arrives(flags, sequence, ack, 1_000, NONE);
  }

  private void arrives(int flags, long sequence, long ack, int window, byte[] data) {
    arrives(flags, sequence, ack, window, List.of(), data);
  }

  private void arrives(
      int flags, long sequence, long ack, int window, List<TcpOption> options, byte[] data) {
    connection.accept(
        new Tcp(
            80,
            40_000,
            Seq.plus(IRS, sequence),
            (flags & ACK) != 0 ? Seq.plus(ISS, ack) : 0,
            flags,
            window,
            options,
            data),
        now);
  }

  private void establish() {
    sent();
    arrives(SYN | ACK, 0, 1);
    assertSent(ACK, 1, 1);
    assertSilent();
    assertEquals(TcpState.ESTABLISHED, connection.state());
  }

  private List<TcpState> states() {
    List<TcpState> states = new ArrayList<>();
    for (Transition transition : connection.transitions()) {
      states.add(transition.to());
    }
    LegalStates.check(connection.transitions(), states.toString());
    return states;
  }

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
  void closesFirst() {
    establish();
    connection.close(now);
    assertSent(FIN | ACK, 1, 1);
    arrives(ACK, 1, 2);
    assertEquals(TcpState.FIN_WAIT_2, connection.state());
    arrives(FIN | ACK, 1, 2);
    assertSent(ACK, 2, 2);
    assertEquals(now + 60_000 * MS, connection.wakeAt());
    now += 30_000 * MS;
    arrives(FIN | ACK, 1, 2); // our last acknowledgment was lost
    assertSent(ACK, 2, 2);
    now += 59_999 * MS;
    assertSilent();
    assertEquals(TcpState.TIME_WAIT, connection.state());
    now += MS;
    assertSilent();
    assertEquals(
        List.of(
            TcpState.SYN_SENT,
            TcpState.ESTABLISHED,
            TcpState.FIN_WAIT_1,
            TcpState.FIN_WAIT_2,
            TcpState.TIME_WAIT,
            TcpState.CLOSED),
        states());
    assertEquals(Ending.CLOSED, connection.ending());
  }

  @Test
  void takesDataWhileHalfClosed() {
    establish();
    connection.close(now);
    assertSent(FIN | ACK, 1, 1);
    arrives(ACK | PSH, 1, 2, 1_000, new byte[] {1, 2, 3});
    assertSent(ACK, 2, 4);
    arrives(FIN | ACK | PSH, 4, 2, 1_000, new byte[] {4});
    assertSent(ACK, 2, 6);
    assertEquals(TcpState.TIME_WAIT, connection.state());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, connection.read(100));
    assertTrue(connection.remoteClosed());
    assertThrows(IllegalStateException.class, () -> connection.send(new byte[1], 0));
  }

  @Test
  void closesSecond() {
    establish();
    arrives(FIN | ACK, 1, 1);
    assertSent(ACK, 1, 2);
    connection.send(new byte[10], 0);
    assertSent(ACK | PSH, 1, 2, 10);
    connection.close(now);
    assertSent(FIN | ACK, 11, 2);
    arrives(ACK, 2, 12);
    assertEquals(
        List.of(
            TcpState.SYN_SENT,
            TcpState.ESTABLISHED,
            TcpState.CLOSE_WAIT,
            TcpState.LAST_ACK,
            TcpState.CLOSED),
        states());
    assertEquals(Ending.CLOSED, connection.ending());
  }

  @Test
  void closesAtOnceWithTheOther() {
    establish();
    connection.close(now);
    assertSent(FIN | ACK, 1, 1);
    arrives(FIN | ACK, 1, 1);
    assertSent(ACK, 2, 2);
    assertEquals(TcpState.CLOSING, connection.state());
    arrives(ACK, 2, 2);
    assertEquals(
        List.of(
            TcpState.SYN_SENT,
            TcpState.ESTABLISHED,
            TcpState.FIN_WAIT_1,
            TcpState.CLOSING,
            TcpState.TIME_WAIT),
        states());
  }

  @Test
  void opensAtOnceWithTheOther() {
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
  void isRefusedOnlyByWhoKnowsTheNumber() {
    sent();
    arrives(RST | ACK, 0, 7);
    arrives(RST, 0, 0);
    assertEquals(TcpState.SYN_SENT, connection.state());
    arrives(RST | ACK, 0, 1);
    assertEquals(Ending.REFUSED, connection.ending());
  }

  @Test
  void resetsAConnectionThatTheOtherRemembers() {
    sent();
    arrives(ACK, 77, 12_345); // a challenge acknowledgment, RFC 9293 figure 9
    Tcp reset = sent();
    assertEquals(RST, reset.flags());
    assertEquals(Seq.plus(ISS, 12_345), reset.sequence());
    now += 1_000 * MS;
    assertSent(SYN, 0, -IRS);
  }

  @Test
  void believesAResetOnlyAtTheExactNumber() {
    establish();
    arrives(RST, 2, 0); // in the window, but not the next number
    assertSent(ACK, 1, 1);
    arrives(RST, 100_000, 0);
    assertSilent();
    arrives(RST, 1, 0);
    assertEquals(Ending.RESET, connection.ending());
    assertSilent();
  }

  @Test
  void challengesASynAndDoesNotLoop() {
    establish();
    arrives(SYN, 3, 0);
    assertSent(ACK, 1, 1);
    arrives(SYN, 3, 0);
    assertSilent(); // at most one in 500 ms
    now += 500 * MS;
    arrives(ACK, 1, 99);
    assertSent(ACK, 1, 1); // it acknowledges what was never sent
  }

  @ParameterizedTest
  @EnumSource(
      value = TcpState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CLOSED", "LISTEN"})
  void anExactResetEndsEveryState(TcpState state) {
    Ending expected = bring(state);
    assertEquals(state, connection.state());
    boolean theirFinCame = connection.remoteClosed();
    if (state == TcpState.SYN_SENT) {
      arrives(RST | ACK, 0, 1);
    } else {
      arrives(RST, theirFinCame ? 2 : 1, 0);
    }
    assertEquals(expected, connection.ending());
    assertEquals(TcpState.CLOSED, connection.state());
    assertEquals(Long.MAX_VALUE, connection.wakeAt());
    states();
  }

  /** Brings the connection into a state; tells what a reset makes of it there. */
  private Ending bring(TcpState state) {
    if (state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED) {
      sent();
      if (state == TcpState.SYN_RECEIVED) {
        arrives(SYN, 0, 0);
        assertSent(SYN | ACK, 0, 1);
      }
      return Ending.REFUSED;
    }
    establish();
    if (state == TcpState.CLOSE_WAIT || state == TcpState.LAST_ACK) {
      arrives(FIN | ACK, 1, 1);
      sent();
    }
    if (state != TcpState.ESTABLISHED && state != TcpState.CLOSE_WAIT) {
      connection.close(now);
      sent();
    }
    if (state == TcpState.FIN_WAIT_2 || state == TcpState.TIME_WAIT) {
      arrives(ACK, 1, 2);
    }
    if (state == TcpState.CLOSING || state == TcpState.TIME_WAIT) {
      arrives(FIN | ACK, 1, state == TcpState.CLOSING ? 1 : 2);
      sent();
    }
    boolean over =
        state == TcpState.CLOSING || state == TcpState.TIME_WAIT || state == TcpState.LAST_ACK;
    return over ? Ending.CLOSED : Ending.RESET;
  }

  @Test
  void sendsAgainLaterAndLater() {
    establish();
    connection.send(new byte[100], 0);
    long wait = 200 * MS; // the round trip was 0, so the least wait counts
    assertSent(ACK | PSH, 1, 1, 100);
    for (int i = 1; i < 8; i++) {
      now += wait - 1;
      assertSilent();
      now++;
      assertSent(ACK | PSH, 1, 1, 100);
      wait *= 2;
    }
    now += wait;
    assertSilent();
    assertEquals(Ending.TIMED_OUT, connection.ending());
  }

  @Test
  void sendsAgainAtOnceAfterThreeDuplicates() {
    establish();
    arrives(ACK, 1, 1, 20_000, NONE);
    connection.send(new byte[536 * 4], 0);
    for (int i = 0; i < 4; i++) {
      assertSent(i == 3 ? ACK | PSH : ACK, 1 + 536 * i, 1, 536);
    }
    for (int i = 0; i < 3; i++) {
      assertSilent();
      arrives(ACK, 1, 1, 20_000, NONE);
    }
    assertSent(ACK, 1, 1, 536);
    assertSilent();
    arrives(ACK, 1, 1 + 536 * 2, 20_000, NONE); // the third is missing too
    assertSent(ACK, 1 + 536 * 2, 1, 536);
    arrives(ACK, 1, 1 + 536 * 4, 20_000, NONE);
    assertSilent();
    assertEquals(0, connection.unacknowledged());
  }

  @Test
  void asksNowAndThenWhetherTheWindowIsOpen() {
    establish();
    arrives(ACK, 1, 1, 0, NONE);
    connection.send(new byte[] {1, 2, 3}, 0);
    assertSilent();
    long wait = 200 * MS;
    for (int i = 0; i < 20; i++) { // for as long as somebody answers
      now += wait;
      assertSent(ACK, 1, 1, 1);
      arrives(ACK, 1, 1, 0, NONE);
      assertSilent();
      wait = Math.min(2 * wait, 60_000 * MS);
    }
    arrives(ACK, 1, 1, 100, NONE);
    assertSent(ACK | PSH, 1, 1, 3);
  }

  @Test
  void closesAndOpensItsOwnWindow() {
    connection = connect(plain().withBuffers(1_000, 1_000));
    establish();
    arrives(ACK, 1, 1, 1_000, new byte[1_000]);
    Tcp full = sent();
    assertEquals(0, full.window());
    arrives(ACK, 1_001, 1, 1_000, new byte[1]); // a probe of the closed window
    Tcp still = sent();
    assertEquals(Seq.plus(IRS, 1_001), still.acknowledgment());
    assertEquals(0, still.window());
    assertEquals(100, connection.read(100).length);
    assertSilent(); // 100 octets are not worth a segment: silly window
    assertEquals(900, connection.read(1_000).length);
    assertEquals(1_000, sent().window());
  }

  @Test
  void delaysAcknowledgmentsWhenTold() {
    connection = connect(plain().withDelays(40 * MS, 0));
    establish();
    arrives(ACK, 1, 1, 1_000, new byte[10]);
    assertSilent();
    assertEquals(now + 40 * MS, connection.wakeAt());
    arrives(ACK, 11, 1, 1_000, new byte[10]);
    assertSent(ACK, 1, 21); // the second at once
    arrives(ACK, 21, 1, 1_000, new byte[10]);
    now += 40 * MS;
    assertSent(ACK, 1, 31);
    arrives(ACK, 41, 1, 1_000, new byte[10]);
    assertSent(ACK, 1, 31); // a gap at once
  }

  @Test
  void ignoresWhatIsDamaged() {
    sent();
    Tcp damaged =
        new Tcp(
            80,
            40_000,
            IRS,
            Seq.plus(ISS, 1),
            SYN | ACK,
            1_000,
            Checksum.State.WRONG,
            0,
            List.of(),
            NONE);
    connection.accept(damaged, now);
    assertEquals(TcpState.SYN_SENT, connection.state());
  }

  @Test
  void abortsWithAReset() {
    establish();
    connection.send(new byte[10], 0);
    sent();
    connection.abort(now);
    assertSent(RST | ACK, 11, 1);
    assertEquals(Ending.ABORTED, connection.ending());
    arrives(ACK | PSH, 1, 11, 1_000, new byte[3]);
    Tcp reset = sent(); // RFC 9293 section 3.5.2: no such connection
    assertEquals(RST, reset.flags());
    assertEquals(Seq.plus(ISS, 11), reset.sequence());
  }

  @Test
  void namesOctetsThatCameTwice() {
    connection = connect(plain().withOptions(-1, true, false));
    sent();
    arrives(SYN | ACK, 0, 1, 1_000, List.of(new TcpOption.SackPermitted()), NONE);
    sent();
    arrives(ACK | PSH, 1, 1, 1_000, new byte[10]);
    assertEquals(List.of(), sent().options());
    arrives(ACK | PSH, -3, 1, 1_000, new byte[5]);
    assertEquals(
        new TcpOption.Sack(List.of(new TcpOption.Sack.Block(IRS - 3, IRS + 2))),
        sent().options().get(2));
    arrives(ACK, 11, 1);
    assertSilent();
  }

  @Test
  void listensForOne() {
    connection = Connection.listen(plain(), 80, ISS, 0, now);
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
}
