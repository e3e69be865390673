package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeQueueTest {
  private final TraceQuestion question = ByHand.question(Via.tcp(new Port(443)), 5, 3);
  private final TraceProbes probes = new TraceProbes(question);
  private final List<FlowPath> paths = List.of(new FlowPath(question), new FlowPath(question));
  private final ProbeQueue queue = new ProbeQueue(probes, paths);

  private List<Integer> ttls() {
    List<Integer> ttls = new ArrayList<>();
    for (Optional<Probe> probe = queue.poll(1); probe.isPresent(); probe = queue.poll(1)) {
      ttls.add(probe.get().packet().hopLimit());
    }
    return ttls;
  }

  private static Tcp synAck() {
    return new Tcp(443, 50_000, 7, 1_001, Tcp.SYN | Tcp.ACK, 1, List.of(), new byte[0]);
  }

  @Test
  void probesLeaveInTheOrderOfTheirTtls() {
    queue.add(0, 1, 3);
    queue.add(0, 5, 5);
    assertEquals(List.of(1, 2, 3, 5), ttls());
    assertTrue(queue.hasNoProbe());
  }

  @Test
  void emptyRangeAddsNothing() {
    queue.add(0, 3, 2);
    assertTrue(queue.hasNoProbe());
    assertEquals(Optional.empty(), queue.poll(1));
  }

  @Test
  void urgentProbeOvertakesTheOthers() {
    queue.add(0, 1, 2);
    queue.addFirst(0, 5);
    assertEquals(List.of(5, 1, 2), ttls());
  }

  @Test
  void probeIsFoundByItselfAndKnowsItsFlowAndTtl() {
    queue.add(1, 4, 4);
    Probe probe = queue.poll(1).orElseThrow();
    ProbeQueue.Sent sent = queue.find(probe).orElseThrow();
    assertEquals(1, sent.flow());
    assertEquals(4, sent.probe().ttl);
    assertEquals(1, paths.get(1).tries(4));
    assertEquals(0, paths.get(0).tries(4));
    assertEquals(Optional.empty(), queue.find(probes.probe(1, 4)), "an equal one was never sent");
  }

  @Test
  void resetLeavesBeforeAnyProbeAndIsNotCounted() throws MalformedPacketException {
    queue.add(0, 1, 1);
    queue.addReset(0, synAck());
    assertTrue(queue.hasReset());
    Probe reset = queue.poll(1).orElseThrow();
    Tcp tcp = (Tcp) Transport.parse(reset.packet());
    assertEquals(Tcp.RST, tcp.flags());
    assertEquals(1_001, tcp.sequence(), "the number that the target expects");
    assertEquals(Optional.empty(), queue.find(reset));
    assertFalse(queue.hasReset());
    assertEquals(0, queue.count());
    assertEquals(0, queue.lastSentAt());
  }

  @Test
  void countsProbesAndKnowsWhenTheLastOneLeft() {
    queue.add(0, 1, 2);
    Probe first = queue.poll(10).orElseThrow();
    Probe second = queue.poll(20).orElseThrow();
    assertEquals(2, queue.count());
    assertEquals(20, queue.lastSentAt());
    assertSame(paths.get(0), paths.get(queue.find(first).orElseThrow().flow()));
    assertEquals(2, queue.find(second).orElseThrow().probe().ttl);
  }
}
