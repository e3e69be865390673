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
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortSearchTest {
  private static final long SECOND = Nanos.SECOND;

  private final PortSearch portSearch = new PortSearch(ByHand.question(Via.ICMP, 30, 3), SECOND);

  private List<Probe> send(long now) {
    List<Probe> probes = new ArrayList<>();
    for (Optional<Probe> probe = portSearch.next(now);
        probe.isPresent();
        probe = portSearch.next(now)) {
      probes.add(probe.get());
    }
    return probes;
  }

  @Test
  void asksFourPortsTwiceASecondApartAndGivesUp() {
    assertEquals(4, send(0).size());
    assertEquals(SECOND, portSearch.wakeAt());
    assertEquals(0, send(SECOND - 1).size());
    assertEquals(4, send(SECOND).size());
    assertFalse(portSearch.done());
    assertEquals(0, send(2 * SECOND - 1).size());
    assertFalse(portSearch.done());
    assertEquals(0, send(2 * SECOND).size());
    assertTrue(portSearch.done());
    assertEquals(Optional.empty(), portSearch.result());
    assertEquals(8, portSearch.count());
  }

  @Test
  void takesTheFirstAnswerOfTheTarget() throws Exception {
    List<Probe> probes = send(0);
    portSearch.accept(ByHand.segment(probes.get(1), Tcp.RST | Tcp.ACK));
    assertTrue(portSearch.done());
    portSearch.accept(ByHand.segment(probes.get(0), Tcp.SYN | Tcp.ACK));
    assertEquals(Optional.of(Via.tcp(new Port(80))), portSearch.result());
  }

  @Test
  void takesAnErrorFromTheTargetButNotFromARouter() throws Exception {
    Probe datagram = send(0).get(3);
    portSearch.accept(ByHand.unreachable(datagram, ROUTER, 13, 1));
    assertFalse(portSearch.done());
    portSearch.accept(ByHand.unreachable(datagram, TARGET, 3, 1));
    assertEquals(Optional.of(Via.udp(TraceQuestion.CLOSED_PORT)), portSearch.result());
  }

  @Test
  void ignoresForeignProbesAndProbesThatDidNotLeave() throws Exception {
    Probe probe = send(0).get(0);
    portSearch.accept(
        new Reply.Refused(probe, ByHand.timing(0), FrameRefusedException.Reason.TOO_LARGE));
    Probe foreign = new TraceProbes(ByHand.question(Via.ICMP, 30, 3)).probe(0, 4);
    portSearch.accept(ByHand.echo(foreign));
    assertFalse(portSearch.done());
  }
}
