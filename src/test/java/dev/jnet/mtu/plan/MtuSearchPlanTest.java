package dev.jnet.mtu.plan;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class MtuSearchPlanTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");
  private static final InetAddress THERE = Addresses.literal("192.0.2.2");

  private static MtuSearchPlan searches(List<Via> kinds) {
    FirstHop hop =
        new FirstHop(
            "eth0", LinkType.ETHERNET, 1500, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);
    return new MtuSearchPlan(new MtuQuestion(THERE, hop, new Mtu(1500), 1), kinds, 50_000, false);
  }

  @Test
  void searchesOnAConnectionWithTcpAndWithSinglePacketsOtherwise() {
    Via web = Via.tcp(new Port(80));
    MtuSearchPlan searches = searches(List.of(Via.ICMP, web, Via.ANY_UDP));
    assertInstanceOf(MtuDiagnosis.class, searches.search(Via.ICMP));
    assertInstanceOf(SegmentMtuDiagnosis.class, searches.search(web));
    assertInstanceOf(MtuDiagnosis.class, searches.search(Via.ANY_UDP));
  }

  @Test
  void firstKindIsTriedFirst() {
    FirstAnswered search = searches(List.of(Via.ICMP, Via.ANY_UDP)).firstAnswered();
    var probe = search.next(0).orElseThrow();
    assertSame(THERE, probe.packet().destination());
  }
}
