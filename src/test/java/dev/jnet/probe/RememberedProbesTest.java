package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of probes, for how long, and what is forgotten first. */
class RememberedProbesTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");
  private static final InetAddress THERE = Addresses.literal("192.0.2.9");
  private static final FirstHop HOP =
      new FirstHop("tun0", LinkType.RAW_IP, 65535, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);

  private final RememberedProbes remembered = new RememberedProbes();

  private static Probe probe(int localPort, int length) {
    Udp udp = new Udp(localPort, 7, new byte[length]);
    return Probe.of(
        HOP,
        IpPacket.unsplittable(
            HERE, THERE, 1, 64, new Payload(IpProtocol.UDP, udp.emit(HERE, THERE))));
  }

  private static Frame leaving(Probe probe, long at) {
    return new Frame(LinkType.RAW_IP, probe.frame(), probe.frame().length, at, true);
  }

  @Test
  void lastProbeOfAFlowComesFirstInItsChain() {
    Probe first = probe(1, 10);
    Probe second = probe(1, 20);
    remembered.add(first, 10);
    remembered.add(second, 20);
    RememberedProbe newest = remembered.newest(first.flow()).orElseThrow();
    assertSame(second, newest.probe());
    assertSame(first, newest.earlier().probe());
    assertSame(first, newest.newest(probe -> probe == first).orElseThrow().probe());
    assertEquals(Optional.empty(), newest.newest(probe -> false));
  }

  @Test
  void newestByIsTheLastThatHadLeftByThenOrElseTheFirst() {
    Probe first = probe(1, 10);
    Probe second = probe(1, 20);
    remembered.add(first, 10);
    remembered.add(second, 20);
    RememberedProbe newest = remembered.newest(first.flow()).orElseThrow();
    assertSame(second, newest.newestBy(20).probe());
    assertSame(first, newest.newestBy(19).probe());
    assertSame(first, newest.newestBy(0).probe());
  }

  @Test
  void kernelsStampCountsOnceAndOnlyForTheProbesOwnFrame() {
    Probe probe = probe(1, 10);
    remembered.add(probe, 100);
    assertEquals(Optional.empty(), remembered.stamp(leaving(probe(1, 10), 120)));
    assertSame(probe, remembered.stamp(leaving(probe, 150)).orElseThrow());
    assertEquals(Optional.empty(), remembered.stamp(leaving(probe, 170)));
    RememberedProbe sent = remembered.newest(probe.flow()).orElseThrow();
    assertEquals(new Reply.Timing(250, 100, true, false), sent.answer(250));
    assertTrue(sent.answer(260).duplicate());
  }

  @Test
  void forgottenFlowLeavesNothingBehind() {
    Probe probe = probe(1, 10);
    remembered.add(probe, 0);
    remembered.add(probe(1, 20), 1);
    remembered.forget(probe.flow());
    remembered.forget(probe.flow());
    assertEquals(0, remembered.count());
    assertEquals(Optional.empty(), remembered.newest(probe.flow()));
    assertEquals(Optional.empty(), remembered.stamp(leaving(probe, 2)));
  }

  @Test
  void oneFlowKeepsItsLastThousandProbesAtLeast() {
    for (int i = 0; i < 5 * RememberedProbes.MAX_OF_A_FLOW; i++) {
      remembered.add(probe(1, 10), i);
      int least = Math.min(i + 1, RememberedProbes.MAX_OF_A_FLOW);
      assertTrue(remembered.count() >= least, remembered.count() + " after " + i);
      assertTrue(remembered.count() <= 2 * RememberedProbes.MAX_OF_A_FLOW, remembered.count() + "");
    }
  }

  @Test
  void bytesOfManyFlowsAreBounded() {
    Probe eldest = probe(1, 65_000);
    for (int port = 1; port <= 600; port++) {
      remembered.add(port == 1 ? eldest : probe(port, 65_000), port);
    }
    assertTrue(remembered.count() <= RememberedProbes.MAX_BYTES / 65_000, remembered.count() + "");
    assertEquals(Optional.empty(), remembered.newest(eldest.flow()));
  }

  @Test
  void quoteWithASourceChangedByNatFindsItsFlow() {
    Probe probe = probe(1, 10);
    remembered.add(probe, 0);
    Flow translated = probe.flow().withLocal(Addresses.literal("203.0.113.5"));
    assertSame(probe, remembered.newestBehindNat(translated).orElseThrow().probe());
    Flow otherPort = probe(2, 10).flow().withLocal(Addresses.literal("203.0.113.5"));
    assertFalse(remembered.newestBehindNat(otherPort).isPresent());
  }
}
