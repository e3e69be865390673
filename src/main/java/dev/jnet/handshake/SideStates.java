package dev.jnet.handshake;

import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;

/**
 * Infers one side's states from the segments alone. A segment that the side sends shows its state
 * at that moment. A segment for the side is taken to have arrived.
 */
final class SideStates {
  private TcpState state;
  private boolean otherFinSeen;
  private long otherFin;
  private boolean ownFinSeen;
  private long ownFin;

  /**
   * A side before its first segment.
   *
   * @param start LISTEN for a server, CLOSED for a client
   */
  SideStates(TcpState start) {
    state = start;
  }

  TcpState state() {
    return state;
  }

  /** The side receives a segment. */
  void receives(Tcp tcp) {
    if (tcp.has(Tcp.RST)) {
      state = TcpState.CLOSED;
      return;
    }
    if (tcp.has(Tcp.SYN)) {
      synchronize(tcp.has(Tcp.ACK));
      return;
    }
    if (tcp.has(Tcp.ACK) && state == TcpState.SYN_RECEIVED) {
      state = TcpState.ESTABLISHED;
    }
    if (tcp.has(Tcp.ACK) && ownFinSeen && Seq.less(ownFin, tcp.acknowledgment())) {
      state =
          switch (state) {
            case FIN_WAIT_1 -> TcpState.FIN_WAIT_2;
            case CLOSING -> TcpState.TIME_WAIT;
            case LAST_ACK -> TcpState.CLOSED;
            default -> state;
          };
    }
    if (tcp.has(Tcp.FIN)) {
      otherFinSeen = true;
      otherFin = Seq.plus(tcp.sequence(), tcp.payload().length);
      state =
          switch (state) {
            case ESTABLISHED -> TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> TcpState.CLOSING;
            case FIN_WAIT_2 -> TcpState.TIME_WAIT;
            default -> state;
          };
    }
  }

  private void synchronize(boolean withAck) {
    if (state == TcpState.LISTEN) {
      state = TcpState.SYN_RECEIVED;
    } else if (state == TcpState.SYN_SENT) {
      state = withAck ? TcpState.ESTABLISHED : TcpState.SYN_RECEIVED;
    }
  }

  /** The side sends a segment. */
  void sends(Tcp tcp) {
    if (tcp.has(Tcp.RST)) {
      // a reset in SYN_SENT ends the older connection that the other side remembers, not the new
      // one
      state = state == TcpState.SYN_SENT ? state : TcpState.CLOSED;
    } else if (tcp.has(Tcp.SYN) && state == TcpState.CLOSED) {
      state = TcpState.SYN_SENT;
    } else if (tcp.has(Tcp.FIN) && !ownFinSeen) {
      ownFinSeen = true;
      ownFin = Seq.plus(tcp.sequence(), tcp.payload().length);
      boolean hasOther = otherFinSeen && Seq.less(otherFin, tcp.acknowledgment());
      if (state == TcpState.CLOSE_WAIT) {
        // a FIN that does not acknowledge the other one has crossed it
        state = hasOther ? TcpState.LAST_ACK : TcpState.CLOSING;
      } else if (state == TcpState.ESTABLISHED || state == TcpState.SYN_RECEIVED) {
        state = TcpState.FIN_WAIT_1;
      }
    }
  }
}
