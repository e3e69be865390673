package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.PSH;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data on an open connection: sent again, held up, damaged, and doubled. */
class ConnectionTransferTest extends OneConnection {
  @Test
  void doublesTheTimeoutWithEachRetransmission() {
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
  void probesAClosedWindowAgainAndAgain() {
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
    assertSilent(); // 100 bytes are not worth a segment: silly window
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
  void ignoresDamagedSegments() {
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
  void namesBytesThatCameTwice() {
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
}
