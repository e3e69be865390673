package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Site;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.Store;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member keeps to its own limits, whatever it is ordered to do. */
class HostileOrdersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final double MAX_RATE = 4000;
  private static final int MAX_PACKETS = 5000;

  /** Counts what a member sends. */
  private static final class CountingLink extends ForwardingLink {
    private int packets;
    private int largest;

    CountingLink(Link link) {
      super(link);
    }

    @Override
    public void send(byte[] frame) throws LinkException {
      packets++;
      largest = Math.max(largest, frame.length);
      super.send(frame);
    }
  }

  private final List<Site> sites = Site.open("offices", 0);
  private final PracticeMesh mesh = PracticeMesh.of(sites, Map.of(), "test");
  private final CountingLink link = new CountingLink(sites.get(0));
  private final SitePort port = new SitePort(sites.get(0), link, () -> 0);
  private final String self = name(0);
  private final String other = name(1);
  private final Agent agent = agent(new OrderRules(self, address -> true));

  private String name(int site) {
    return sites.get(site).name().split("\\.", -1)[0];
  }

  /** The first site's agent, whose packets are counted, in place of its usual one. */
  private Agent agent(OrderRules rules) {
    Member member = Messages.member(mesh.bus().values().get(self)).orElseThrow();
    Agent own = new Agent(member, port, Store.atOnce(mesh.bus()), rules, notice -> {});
    mesh.bus().serve(Subjects.order(self), own::obey);
    return own;
  }

  private PairResult order(String id, String to, int flows) {
    Order order = new Order(id, port.wallClock() + 1000, to, 4, flows);
    byte[] answer =
        mesh.bus().request(Subjects.order(self), Messages.bytes(order), PATIENCE).join();
    return Messages.result(answer).orElseThrow();
  }

  @Test
  void floodOfOrdersForOnePairIsMeasuredOnceInTwoSeconds() {
    long begun = link.now();
    int measured = 0;
    for (int i = 0; i < 1000; i++) {
      measured += order("id" + i, other, Order.MAX_FLOWS).isMeasured() ? 1 : 0;
    }
    long took = link.now() - begun;
    assertEquals(1, measured);
    assertTrue(took < OrderRules.MIN_INTERVAL * 2, took + " ns");
    assertTrue(link.packets <= MAX_PACKETS, link.packets + " packets");
    assertTrue(link.packets <= MAX_RATE * took / Nanos.SECOND, link.packets + " in " + took);
    assertTrue(link.largest <= sites.get(0).mtu(), link.largest + " bytes");
  }

  @Test
  void orderTowardsWhatIsNoMemberOrNotAllowedSendsNothing() {
    assertFalse(order("1", "stranger", 1).isMeasured());
    assertFalse(order("2", self, 1).isMeasured());
    agent(new OrderRules(self, address -> Addresses.text(address).startsWith("203.0.113.")));
    assertFalse(order("3", other, 1).isMeasured());
    assertEquals(0, link.packets);
  }

  @Test
  void nonsenseAndDuplicatesAreDroppedAndCounted() {
    order("once", other, 1);
    int sent = link.packets;
    Bus bus = mesh.bus();
    byte[] again = Messages.bytes(new Order("once", port.wallClock() + 1000, other, 4, 1));
    byte[] flows = Messages.bytes(new Order("x", port.wallClock() + 1000, other, 4, 1_000_000));
    for (byte[] each : List.of(again, flows, "{".getBytes(StandardCharsets.UTF_8), new byte[0])) {
      assertTrue(bus.request(Subjects.order(self), each, PATIENCE).isCompletedExceptionally());
    }
    assertEquals(4, agent.dropped());
    assertEquals(sent, link.packets);
  }

  @Test
  void questionAboutArrivalsSendsNoPacket() {
    mesh.bus().serve(Subjects.heard(self), agent::tellHeardNow);
    var refused = mesh.bus().request(Subjects.heard(self), new byte[] {1}, PATIENCE);
    assertTrue(refused.isDone());
    assertEquals(1, agent.dropped());
    assertEquals(0, link.packets);
  }
}
