package dev.jnet.trace;

import static dev.jnet.trace.ByHand.ROUTER;
import static dev.jnet.trace.ByHand.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnockTest {
  private static final long SECOND = Nanos.SECOND;

  private final Knock knock = new Knock(ByHand.question(Via.ICMP, 30, 3), SECOND);

  private List<Probe> send(long now) {
    List<Probe> probes = new ArrayList<>();
    for (Optional<Probe> probe = knock.next(now); probe.isPresent(); probe = knock.next(now)) {
      probes.add(probe.get());
    }
    return probes;
  }

  @Test
  void asksFourPortsTwiceASecondApartAndGivesUp() {
    assertEquals(4, send(0).size());
    assertEquals(SECOND, knock.wakeAt());
    assertEquals(0, send(SECOND - 1).size());
    assertEquals(4, send(SECOND).size());
    assertFalse(knock.done());
    assertEquals(0, send(2 * SECOND - 1).size());
    assertFalse(knock.done());
    assertEquals(0, send(2 * SECOND).size());
    assertTrue(knock.done());
    assertEquals(Optional.empty(), knock.result());
    assertEquals(8, knock.count());
  }

  @Test
  void takesTheFirstAnswerOfTheTarget() throws Exception {
    List<Probe> probes = send(0);
    knock.accept(ByHand.segment(probes.get(1), Tcp.RST | Tcp.ACK));
    assertTrue(knock.done());
    knock.accept(ByHand.segment(probes.get(0), Tcp.SYN | Tcp.ACK));
    assertEquals(Optional.of(new Via(Via.Kind.TCP, 80)), knock.result());
  }

  @Test
  void takesTheTargetsErrorButNoRouters() throws Exception {
    Probe datagram = send(0).get(3);
    knock.accept(ByHand.unreachable(datagram, ROUTER, 13, 1));
    assertFalse(knock.done());
    knock.accept(ByHand.unreachable(datagram, TARGET, 3, 1));
    assertEquals(Optional.of(new Via(Via.Kind.UDP, TraceQuestion.CLOSED_PORT)), knock.result());
  }

  @Test
  void ignoresOthersProbesAndThoseThatDidNotLeave() throws Exception {
    Probe probe = send(0).get(0);
    knock.accept(
        new Reply.Refused(probe, ByHand.timing(0), FrameRefusedException.Reason.TOO_LARGE));
    Probe foreign = new TraceProbes(ByHand.question(Via.ICMP, 30, 3)).probe(0, 4);
    knock.accept(ByHand.echo(foreign));
    assertFalse(knock.done());
  }
}
