package dev.jnet.handshake;

import static dev.jnet.handshake.OneQuestion.ours;
import static dev.jnet.handshake.OneQuestion.step;
import static dev.jnet.handshake.OneQuestion.theirs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Tcp;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The other side's states, inferred from the segments. */
class PeerStatesTest {
  private static final Step SYN = step(true, ours(Tcp.SYN, 100, 0, 0));
  private static final Step SYN_ACK = step(false, theirs(Tcp.SYN | Tcp.ACK, 500, 101, 0));
  private static final Step ACK = step(true, ours(Tcp.ACK, 101, 501, 0));

  private static String states(Step... steps) {
    return PeerStates.infer(Arrays.asList(steps)).stream()
        .map(step -> step.theirs().map(Enum::name).orElse("-"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void infersNoStateFromSilence() {
    assertEquals("- -", states(SYN, SYN));
  }

  @Test
  void serverListensBeforeOurSynArrives() {
    assertEquals("SYN_RECEIVED SYN_RECEIVED ESTABLISHED", states(SYN, SYN_ACK, ACK));
  }

  @Test
  void closedPortIsClosedAllTheTime() {
    assertEquals("CLOSED CLOSED", states(SYN, step(false, theirs(Tcp.RST | Tcp.ACK, 0, 101, 0))));
  }

  @Test
  void infersTheStatesOfTheClosing() {
    assertEquals(
        "SYN_RECEIVED SYN_RECEIVED ESTABLISHED CLOSE_WAIT LAST_ACK CLOSED",
        states(
            SYN,
            SYN_ACK,
            ACK,
            step(true, ours(Tcp.FIN | Tcp.ACK, 101, 501, 0)),
            step(false, theirs(Tcp.FIN | Tcp.ACK, 501, 102, 0)),
            step(true, ours(Tcp.ACK, 102, 502, 0))));
  }

  @Test
  void infersNoStateWhileTheOtherSideRemembersAnOlderConnection() {
    Step challenge = step(false, theirs(Tcp.ACK, 900, 77, 0));
    Step reset = step(true, ours(Tcp.RST, 77, 0, 0));

    assertEquals(
        "- - LISTEN SYN_RECEIVED SYN_RECEIVED", states(SYN, challenge, reset, SYN, SYN_ACK));
  }
}
