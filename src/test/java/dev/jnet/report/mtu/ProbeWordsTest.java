package dev.jnet.report.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeWordsTest {
  private static final Via WEB = Via.tcp(new Port(80));
  private static final List<Via> KINDS = List.of(Via.ICMP, WEB, Via.ANY_UDP);

  @Test
  void namesTheKindOfProbes() {
    assertEquals("ICMP echo requests", ProbeWords.of(Via.ICMP));
    assertEquals("TCP segments to port 80", ProbeWords.of(WEB));
    assertEquals("UDP datagrams to closed ports", ProbeWords.of(Via.ANY_UDP));
    assertEquals("UDP datagrams to port 53", ProbeWords.of(Via.udp(new Port(53))));
  }

  @Test
  void namesTheKindsTriedBeforeTheAnswer() {
    assertEquals("", ProbeWords.unanswered(KINDS, 0, true, ""));
    assertEquals(
        "ICMP echo requests; TCP segments to port 80", ProbeWords.unanswered(KINDS, 2, true, ""));
  }

  @Test
  void namesAllKindsWhereNothingAnswered() {
    assertEquals(
        "ICMP echo requests; TCP segments to port 80; UDP datagrams to closed ports",
        ProbeWords.unanswered(KINDS, 0, false, ""));
    assertEquals("", ProbeWords.unanswered(List.of(WEB), 0, false, ""), "there was no choice");
  }

  @Test
  void namesKindsThatCouldNotBeTriedUnlessTheFirstWasAnswered() {
    assertEquals("", ProbeWords.unanswered(KINDS, 0, true, "TCP segments"));
    assertEquals(
        "ICMP echo requests; not tried: TCP segments",
        ProbeWords.unanswered(KINDS, 1, true, "TCP segments"));
  }
}
