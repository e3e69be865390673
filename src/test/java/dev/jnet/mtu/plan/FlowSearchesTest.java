package dev.jnet.mtu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import org.junit.jupiter.api.Test;

class FlowSearchesTest {
  @Test
  void givesDatagramsLessTimeBecauseTheirAnswersAreRationed() {
    long datagrams = new FlowSearches(Via.udp(new Port(33_434))).deadline();
    assertEquals(3 * Nanos.SECOND, datagrams);
    assertEquals(10 * Nanos.SECOND, new FlowSearches(Via.ICMP).deadline());
    FlowSearches tcp = new FlowSearches(Via.tcp(new Port(80)));
    assertTrue(tcp.connectionDeadline() >= tcp.deadline());
  }
}
