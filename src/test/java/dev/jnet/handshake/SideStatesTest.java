package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import org.junit.jupiter.api.Test;

/** One side's states, told from segments made by hand. */
class SideStatesTest {
  private static final int FIN_ACK = Tcp.FIN | Tcp.ACK;

  private SideStates side = new SideStates(TcpState.CLOSED);

  private void sends(int flags, long sequence, long ack) {
    side.sends(OneQuestion.ours(flags, sequence, ack, 0));
  }

  private void receives(int flags, long sequence, long ack) {
    side.receives(OneQuestion.theirs(flags, sequence, ack, 0));
  }

  private void is(TcpState state) {
    assertEquals(state, side.state());
  }

  private void open() {
    sends(Tcp.SYN, 100, 0);
    receives(Tcp.SYN | Tcp.ACK, 500, 101);
    sends(Tcp.ACK, 101, 501);
    is(TcpState.ESTABLISHED);
  }

  @Test
  void clientOpens() {
    is(TcpState.CLOSED);
    sends(Tcp.SYN, 100, 0);
    is(TcpState.SYN_SENT);
    receives(Tcp.SYN | Tcp.ACK, 500, 101);
    is(TcpState.ESTABLISHED);
  }

  @Test
  void serverOpens() {
    side = new SideStates(TcpState.LISTEN);
    receives(Tcp.SYN, 100, 0);
    is(TcpState.SYN_RECEIVED);
    sends(Tcp.SYN | Tcp.ACK, 500, 101);
    receives(Tcp.ACK, 101, 501);
    is(TcpState.ESTABLISHED);
  }

  @Test
  void bothSidesOpenAtOnce() {
    sends(Tcp.SYN, 100, 0);
    receives(Tcp.SYN, 500, 0);
    is(TcpState.SYN_RECEIVED);
  }

  @Test
  void closesFirst() {
    open();
    sends(FIN_ACK, 101, 501);
    is(TcpState.FIN_WAIT_1);
    receives(Tcp.ACK, 501, 102);
    is(TcpState.FIN_WAIT_2);
    receives(FIN_ACK, 501, 102);
    is(TcpState.TIME_WAIT);
  }

  @Test
  void finThatAcknowledgesOursEndsInTimeWaitAtOnce() {
    open();
    sends(FIN_ACK, 101, 501);
    receives(FIN_ACK, 501, 102);
    is(TcpState.TIME_WAIT);
  }

  @Test
  void closesAfterTheOther() {
    open();
    receives(FIN_ACK, 501, 101);
    is(TcpState.CLOSE_WAIT);
    sends(FIN_ACK, 101, 502);
    is(TcpState.LAST_ACK);
    receives(Tcp.ACK, 502, 102);
    is(TcpState.CLOSED);
  }

  @Test
  void bothSidesCloseAtOnce() {
    open();
    sends(FIN_ACK, 101, 501);
    receives(FIN_ACK, 501, 101);
    is(TcpState.CLOSING);
    receives(Tcp.ACK, 502, 102);
    is(TcpState.TIME_WAIT);
  }

  @Test
  void finThatDoesNotAcknowledgeTheOtherHasCrossedIt() {
    open();
    receives(FIN_ACK, 501, 101);
    sends(FIN_ACK, 101, 501);
    is(TcpState.CLOSING);
  }

  @Test
  void resetEndsConnectionBothWays() {
    open();
    receives(Tcp.RST, 501, 0);
    is(TcpState.CLOSED);

    side = new SideStates(TcpState.CLOSED);
    open();
    sends(Tcp.RST, 101, 0);
    is(TcpState.CLOSED);
  }

  @Test
  void resetOfOlderConnectionDoesNotEndTheNewOne() {
    sends(Tcp.SYN, 100, 0);
    sends(Tcp.RST, 7, 0);
    is(TcpState.SYN_SENT);
  }

  @Test
  void repeatedFinChangesNothing() {
    open();
    sends(FIN_ACK, 101, 501);
    sends(FIN_ACK, 101, 501);
    is(TcpState.FIN_WAIT_1);
  }
}
