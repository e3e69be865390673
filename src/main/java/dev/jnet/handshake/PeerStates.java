package dev.jnet.handshake;

import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The other side's states, told from the segments alone: a segment that it sent shows its state
 * then; one that we sent is taken to have arrived, unless it had to be sent again.
 */
public final class PeerStates {
  private TcpState state = TcpState.LISTEN;
  private boolean ourFinSent;
  private long ourFin;
  private boolean theirFinSent;
  private long theirFin;

  private PeerStates() {}

  /** The steps with the other side's state after each. */
  public static List<Step> infer(List<Step> steps) {
    boolean listens = false;
    boolean speaks = false;
    for (Step step : steps) {
      if (!step.outgoing() && step.tcp().isPresent()) {
        speaks = true;
        listens |= step.tcp().get().has(Tcp.SYN);
      }
    }
    PeerStates peer = new PeerStates();
    List<Step> inferred = new ArrayList<>();
    for (Step step : steps) {
      if (listens && step.tcp().isPresent()) {
        peer.see(step.outgoing(), step.tcp().get());
      }
      Optional<TcpState> theirs =
          listens
              ? Optional.of(peer.state)
              : speaks ? Optional.of(TcpState.CLOSED) : Optional.empty();
      inferred.add(step.with(theirs));
    }
    return inferred;
  }

  private void see(boolean outgoing, Tcp tcp) {
    if (tcp.has(Tcp.RST)) {
      state = TcpState.CLOSED;
    } else if (outgoing) {
      receives(tcp);
    } else {
      sends(tcp);
    }
  }

  private void receives(Tcp tcp) {
    if (tcp.has(Tcp.SYN) && state == TcpState.LISTEN) {
      state = TcpState.SYN_RECEIVED;
      return;
    }
    if (tcp.has(Tcp.ACK) && !tcp.has(Tcp.SYN) && state == TcpState.SYN_RECEIVED) {
      state = TcpState.ESTABLISHED;
    }
    if (tcp.has(Tcp.ACK) && theirFinSent && Seq.less(theirFin, tcp.acknowledgment())) {
      state =
          switch (state) {
            case FIN_WAIT_1 -> TcpState.FIN_WAIT_2;
            case CLOSING -> TcpState.TIME_WAIT;
            case LAST_ACK -> TcpState.CLOSED;
            default -> state;
          };
    }
    if (tcp.has(Tcp.FIN)) {
      ourFinSent = true;
      ourFin = Seq.plus(tcp.sequence(), tcp.payload().length);
      state =
          switch (state) {
            case ESTABLISHED -> TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> TcpState.CLOSING;
            case FIN_WAIT_2 -> TcpState.TIME_WAIT;
            default -> state;
          };
    }
  }

  private void sends(Tcp tcp) {
    if (!tcp.has(Tcp.FIN) || theirFinSent) {
      return;
    }
    theirFinSent = true;
    theirFin = Seq.plus(tcp.sequence(), tcp.payload().length);
    boolean hasOurs = ourFinSent && Seq.less(ourFin, tcp.acknowledgment());
    if (state == TcpState.CLOSE_WAIT) {
      // a FIN that does not acknowledge ours has crossed it
      state = hasOurs ? TcpState.LAST_ACK : TcpState.CLOSING;
    } else if (state == TcpState.ESTABLISHED || state == TcpState.SYN_RECEIVED) {
      state = TcpState.FIN_WAIT_1;
    }
  }
}
