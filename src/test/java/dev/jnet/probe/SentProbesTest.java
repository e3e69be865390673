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
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of probes, for how long, and what is forgotten first. */
class SentProbesTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");
  private static final InetAddress THERE = Addresses.literal("192.0.2.9");
  private static final FirstHop HOP =
      new FirstHop("tun0", LinkType.RAW_IP, 65535, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);

  private final SentProbes sentProbes = new SentProbes();

  private static Probe probe(int localPort, int length) {
    Udp udp = new Udp(localPort, 7, new byte[length]);
    return Probe.of(
        HOP, IpPacket.unsplittable(HERE, THERE, 1, 64, IpProtocol.UDP, udp.emit(HERE, THERE)));
  }

  private static Frame leaving(Probe probe, long at) {
    return new Frame(LinkType.RAW_IP, probe.frame(), probe.frame().length, at, true);
  }

  @Test
  void lastProbeOfAFlowComesFirstInItsChain() {
    Probe first = probe(1, 10);
    Probe second = probe(1, 20);
    sentProbes.add(first, 10);
    sentProbes.add(second, 20);
    SentProbe newest = sentProbes.newest(first.flow()).orElseThrow();
    assertSame(second, newest.probe());
    assertSame(first, newest.earlier().probe());
    assertSame(first, newest.newest(probe -> probe == first).orElseThrow().probe());
    assertEquals(Optional.empty(), newest.newest(probe -> false));
  }

  @Test
  void newestByIsTheLastThatHadLeftByThenOrElseTheFirst() {
    Probe first = probe(1, 10);
    Probe second = probe(1, 20);
    sentProbes.add(first, 10);
    sentProbes.add(second, 20);
    SentProbe newest = sentProbes.newest(first.flow()).orElseThrow();
    assertSame(second, newest.newestBy(20).probe());
    assertSame(first, newest.newestBy(19).probe());
    assertSame(first, newest.newestBy(0).probe());
  }

  @Test
  void kernelsStampCountsOnceAndOnlyForTheProbesOwnFrame() {
    Probe probe = probe(1, 10);
    sentProbes.add(probe, 100);
    assertEquals(Optional.empty(), sentProbes.stamp(leaving(probe(1, 10), 120)));
    assertSame(probe, sentProbes.stamp(leaving(probe, 150)).orElseThrow());
    assertEquals(Optional.empty(), sentProbes.stamp(leaving(probe, 170)));
    SentProbe sent = sentProbes.newest(probe.flow()).orElseThrow();
    assertEquals(new Reply.Timing(250, 100, true, false), sent.answer(250));
    assertTrue(sent.answer(260).duplicate());
  }

  @Test
  void forgottenFlowLeavesNothingBehind() {
    Probe probe = probe(1, 10);
    sentProbes.add(probe, 0);
    sentProbes.add(probe(1, 20), 1);
    sentProbes.forget(probe.flow());
    sentProbes.forget(probe.flow());
    assertEquals(0, sentProbes.count());
    assertEquals(Optional.empty(), sentProbes.newest(probe.flow()));
    assertEquals(Optional.empty(), sentProbes.stamp(leaving(probe, 2)));
  }

  @Test
  void oneFlowKeepsItsLastThousandProbesAtLeast() {
    for (int i = 0; i < 5 * SentProbes.MAX_OF_A_FLOW; i++) {
      sentProbes.add(probe(1, 10), i);
      int least = Math.min(i + 1, SentProbes.MAX_OF_A_FLOW);
      assertTrue(sentProbes.count() >= least, sentProbes.count() + " after " + i);
      assertTrue(sentProbes.count() <= 2 * SentProbes.MAX_OF_A_FLOW, sentProbes.count() + "");
    }
  }

  @Test
  void bytesOfManyFlowsAreBounded() {
    Probe eldest = probe(1, 65_000);
    for (int port = 1; port <= 600; port++) {
      sentProbes.add(port == 1 ? eldest : probe(port, 65_000), port);
    }
    assertTrue(sentProbes.count() <= SentProbes.MAX_BYTES / 65_000, sentProbes.count() + "");
    assertEquals(Optional.empty(), sentProbes.newest(eldest.flow()));
  }

  @Test
  void quoteWithATranslatedSourceFindsTheFlowOfOneOfOurAddresses() {
    Probe probe = probe(1, 10);
    sentProbes.add(probe, 0);
    Flow translated = probe.flow().withLocal(Addresses.literal("203.0.113.5"));
    assertSame(probe, sentProbes.newestBehindNat(translated).orElseThrow().probe());
    Flow otherPort = probe(2, 10).flow().withLocal(Addresses.literal("203.0.113.5"));
    assertFalse(sentProbes.newestBehindNat(otherPort).isPresent());
  }
}
