package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many handshakes at once, from one port. */
class PortSweepTest {
  private final List<Integer> told = new ArrayList<>();
  private final PortSweep sweep =
      new PortSweep(
          OneQuestion.question("", true),
          List.of(443, 80, 22),
          results -> results.forEach(result -> told.add(result.port())));
  private final List<Probe> probes = new ArrayList<>();
  private long now = Nanos.SECOND;

  private List<Integer> sendAll() {
    List<Integer> ports = new ArrayList<>();
    for (Optional<Probe> probe = sweep.next(now); probe.isPresent(); probe = sweep.next(now)) {
      probes.add(probe.get());
      ports.add(probe.get().flow().remoteId());
    }
    return ports;
  }

  private void answers(int index, int flags) throws MalformedPacketException {
    Probe probe = probes.get(index);
    Tcp syn = Tcp.parse(probe.packet());
    long ack = syn.sequence() + 1;
    int port = probe.flow().remoteId();
    int local = OneQuestion.LOCAL_PORT;
    Tcp tcp = new Tcp(port, local, 0, ack, flags, 100, List.of(), new byte[0]);
    Reply.Timing timing = new Reply.Timing(now, 4, true, false);
    sweep.accept(new Reply.Segment(probe, timing, OneQuestion.packet(false, tcp, 60), tcp));
  }

  @Test
  void triesAllPortsInTheirOrder() {
    assertEquals(Long.MIN_VALUE, sweep.wakeAt());
    assertEquals(List.of(443, 80, 22), sendAll());
    assertEquals(now + Nanos.SECOND, sweep.wakeAt());
  }

  @Test
  void handsEachAnswerToItsPort() throws MalformedPacketException {
    sendAll();
    answers(1, Tcp.SYN | Tcp.ACK);
    answers(2, Tcp.RST | Tcp.ACK);
    sendAll();

    List<HandshakeResult> results = sweep.result();
    assertEquals(Status.UNKNOWN, results.get(0).status());
    assertEquals(Status.OPEN, results.get(1).status());
    assertEquals(Status.CLOSED, results.get(2).status());
    assertEquals(List.of(443, 80, 22), results.stream().map(HandshakeResult::port).toList());
  }

  @Test
  void handsOverResultsInOrderWhileOthersAreAwaited() throws MalformedPacketException {
    sendAll();
    answers(1, Tcp.RST | Tcp.ACK);
    sendAll();
    now += 200 * Nanos.MILLISECOND;
    sendAll();
    assertEquals(List.of(), told, "port 443 comes first");

    answers(0, Tcp.RST | Tcp.ACK);
    sendAll();
    now += 200 * Nanos.MILLISECOND;
    sendAll();
    assertEquals(List.of(443, 80), told);
  }

  @Test
  void resetsHalfOpenConnection() throws MalformedPacketException {
    sendAll();
    answers(1, Tcp.SYN | Tcp.ACK);

    assertEquals(List.of(80), sendAll());
    assertTrue(Tcp.parse(probes.get(3).packet()).has(Tcp.RST));
  }

  @Test
  void repeatsTheSynOnlyWhereNothingCame() throws MalformedPacketException {
    sendAll();
    answers(1, Tcp.RST | Tcp.ACK);
    sendAll();
    now += Nanos.SECOND;

    assertEquals(Set.of(443, 22), Set.copyOf(sendAll()));
  }

  @Test
  void isDoneWhenEachPortIs() throws MalformedPacketException {
    sendAll();
    for (int i = 0; i < 3; i++) {
      assertFalse(sweep.done());
      answers(i, Tcp.RST | Tcp.ACK);
      sendAll();
    }
    assertTrue(sweep.done());
  }

  @Test
  void silentPortsAreFilteredAfterTheLastTry() {
    while (!sweep.done()) {
      sendAll();
      now = Math.max(now, sweep.wakeAt());
    }
    sweep.result().forEach(result -> assertEquals(Status.FILTERED, result.status()));
    assertEquals(6, probes.size());
  }

  @Test
  void keepsNoProbesOfAPortThatIsSettled() throws MalformedPacketException {
    sendAll();
    answers(0, Tcp.RST | Tcp.ACK);
    answers(2, Tcp.RST | Tcp.ACK);
    sendAll();
    assertEquals(List.of(), sweep.takeSettled(), "their stamps may still come");
    now += Nanos.SECOND / 10;
    sendAll();

    assertEquals(List.of(probes.get(0), probes.get(2)), sweep.takeSettled());
    assertEquals(List.of(), sweep.takeSettled());
    assertEquals(
        List.of(Status.CLOSED, Status.UNKNOWN, Status.CLOSED),
        sweep.result().stream().map(HandshakeResult::status).toList());
  }
}
