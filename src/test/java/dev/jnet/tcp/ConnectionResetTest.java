package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.FIN;
import static dev.jnet.wire.Tcp.RST;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection is reset, or somebody would like it to be (RFC 5961). */
class ConnectionResetTest extends OneConnection {
  @Test
  void acceptsAResetOnlyAtTheExactNumber() {
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
}
