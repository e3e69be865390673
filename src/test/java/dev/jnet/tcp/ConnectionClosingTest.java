package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.FIN;
import static dev.jnet.wire.Tcp.PSH;
import static dev.jnet.wire.Tcp.RST;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Tcp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection ends in order: whoever closes first, and both at once. */
class ConnectionClosingTest extends OneConnection {
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
  void closesSimultaneously() {
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
}
