package dev.jnet.tcp;

import static dev.jnet.tcp.TcpState.CLOSED;
import static dev.jnet.tcp.TcpState.CLOSE_WAIT;
import static dev.jnet.tcp.TcpState.CLOSING;
import static dev.jnet.tcp.TcpState.ESTABLISHED;
import static dev.jnet.tcp.TcpState.FIN_WAIT_1;
import static dev.jnet.tcp.TcpState.FIN_WAIT_2;
import static dev.jnet.tcp.TcpState.LAST_ACK;
import static dev.jnet.tcp.TcpState.LISTEN;
import static dev.jnet.tcp.TcpState.SYN_RECEIVED;
import static dev.jnet.tcp.TcpState.SYN_SENT;
import static dev.jnet.tcp.TcpState.TIME_WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arrows of RFC 9293 figure 5, copied from the figure and not from the code. From every state a
 * reset, an abort and the user timeout lead to CLOSED (sections 3.5.2, 3.10.5, 3.10.8).
 */
final class LegalStates {
  private static final Map<TcpState, Set<TcpState>> ARROWS = new EnumMap<>(TcpState.class);

  static {
    ARROWS.put(CLOSED, EnumSet.of(LISTEN, SYN_SENT));
    ARROWS.put(LISTEN, EnumSet.of(SYN_RECEIVED, SYN_SENT, CLOSED));
    ARROWS.put(SYN_SENT, EnumSet.of(SYN_RECEIVED, ESTABLISHED, CLOSED));
    ARROWS.put(SYN_RECEIVED, EnumSet.of(ESTABLISHED, FIN_WAIT_1, LISTEN, CLOSED));
    ARROWS.put(ESTABLISHED, EnumSet.of(FIN_WAIT_1, CLOSE_WAIT, CLOSED));
    ARROWS.put(FIN_WAIT_1, EnumSet.of(FIN_WAIT_2, CLOSING, TIME_WAIT, CLOSED));
    ARROWS.put(FIN_WAIT_2, EnumSet.of(TIME_WAIT, CLOSED));
    ARROWS.put(CLOSE_WAIT, EnumSet.of(LAST_ACK, CLOSED));
    ARROWS.put(CLOSING, EnumSet.of(TIME_WAIT, CLOSED));
    ARROWS.put(LAST_ACK, EnumSet.of(CLOSED));
    ARROWS.put(TIME_WAIT, EnumSet.of(CLOSED));
  }

  private LegalStates() {}

  static void check(List<Transition> transitions, String where) {
    TcpState state = CLOSED;
    long at = Long.MIN_VALUE;
    for (Transition transition : transitions) {
      assertEquals(state, transition.from(), where);
      assertTrue(
          ARROWS.get(state).contains(transition.to()),
          where + ": " + state + " to " + transition.to() + " in " + transitions);
      assertTrue(at <= transition.at(), where + ": time goes on");
      state = transition.to();
      at = transition.at();
    }
  }
}
