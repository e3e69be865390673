package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several equal questions an answer belongs to: only the stamps can tell. */
class NeighborMatchingTest {
  private static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  private static final MacAddress THEIRS = MacAddress.parse("02:00:00:00:00:02");
  private static final Inet4Address HERE = (Inet4Address) Addresses.literal("192.0.2.1");
  private static final Inet4Address THERE = (Inet4Address) Addresses.literal("192.0.2.9");

  @Test
  void answerBelongsToTheLastQuestionThatLeftBeforeIt() {
    RememberedProbes sent = new RememberedProbes();
    Matcher matcher = new Matcher(sent);
    Probe first = question();
    Probe second = question();
    sent.add(first, 1000);
    sent.add(second, 9000);
    // read only now, but stamped before the second question left
    Reply.Neighbor early = (Reply.Neighbor) matcher.match(answer(1700)).orElseThrow();
    assertSame(first, early.probe());
    assertEquals(700, early.timing().roundTrip());
    Reply.Neighbor late = (Reply.Neighbor) matcher.match(answer(9300)).orElseThrow();
    assertSame(second, late.probe());
    assertEquals(300, late.timing().roundTrip());
  }

  @Test
  void flowThatIsAskedAgainIsRememberedLongerThanOneThatRests() {
    RememberedProbes sent = new RememberedProbes();
    Matcher matcher = new Matcher(sent);
    Inet4Address other = (Inet4Address) Addresses.literal("192.0.2.8");
    sent.add(question(), 1000);
    sent.add(question(other), 1001);
    Probe again = question();
    sent.add(again, 1002);
    for (int i = 0; i < RememberedProbes.MAX_PROBES - 2; i++) {
      sent.add(question((Inet4Address) Addresses.literal("10.0." + i / 256 + "." + i % 256)), 1003);
    }
    assertSame(again, matcher.match(answer(5000)).orElseThrow().probe());
    sent.add(question((Inet4Address) Addresses.literal("10.1.0.0")), 1004);
    assertEquals(Optional.empty(), matcher.match(answer(6000)), "both were the eldest by now");
  }

  private static Probe question() {
    return question(THERE);
  }

  private static Probe question(Inet4Address target) {
    Arp request = new Arp(Arp.REQUEST, MINE, HERE, MacAddress.ZERO, target);
    return Probe.broadcast(EtherType.ARP, request);
  }

  private static Frame answer(long at) {
    Arp reply = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
    byte[] bytes = new Ethernet(MINE, THEIRS, EtherType.ARP, reply.emit()).emit();
    return new Frame(LinkType.ETHERNET, bytes, bytes.length, at, false);
  }
}
