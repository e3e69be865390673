package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFactoryTest {
  private static final FlowLabel LABEL = FlowLabel.random(new SplittableRandom(3));

  private static Transport transport(Probe probe) throws MalformedPacketException {
    return Transport.parse(probe.packet());
  }

  @ParameterizedTest
  @CsvSource({"4, 68", "4, 1500", "6, 68", "6, 1500"})
  void probeHasTheSizeAndTheTtlThatWereAskedFor(int version, int size) {
    ProbeFactory probes = new ProbeFactory(new HandMadeReplies(version).question);
    for (Probe probe :
        new Probe[] {
          probes.echo(size, new Ttl(7)),
          probes.datagram(size, new Ttl(7)),
          probes.datagram(size, new Ttl(7), new Port(7))
        }) {
      assertEquals(size, probe.packet().totalLength());
      assertEquals(size, probe.packet().emit().length);
      assertEquals(7, probe.packet().hopLimit());
    }
  }

  @Test
  void probeMustNotBeFragmented() {
    ProbeFactory probes = new ProbeFactory(new HandMadeReplies(4).question);
    assertTrue(((Ipv4) probes.echo(1500, Carrier.TO_TARGET).packet()).dontFragment());
    assertTrue(((Ipv4) probes.datagram(1500, Carrier.TO_TARGET).packet()).dontFragment());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoRequestsDifferInSequenceAndData(int version) throws MalformedPacketException {
    ProbeFactory probes = new ProbeFactory(new HandMadeReplies(version).question);
    IcmpEcho first = (IcmpEcho) transport(probes.echo(1500, Carrier.TO_TARGET));
    IcmpEcho second = (IcmpEcho) transport(probes.echo(1500, Carrier.TO_TARGET));
    assertEquals((first.sequence() + 1) & 0xffff, second.sequence());
    assertEquals(first.identifier(), second.identifier());
    assertFalse(Arrays.equals(first.data(), second.data()));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void sameSeedMakesTheSameProbes(int version) {
    MtuQuestion question = new HandMadeReplies(version).question;
    byte[] one = new ProbeFactory(question).echo(1400, Carrier.TO_TARGET).packet().emit();
    byte[] same = new ProbeFactory(question).echo(1400, Carrier.TO_TARGET).packet().emit();
    assertArrayEquals(one, same);
    MtuQuestion other =
        new MtuQuestion(question.target(), question.hop(), question.limit(), question.seed() + 1);
    byte[] different = new ProbeFactory(other).echo(1400, Carrier.TO_TARGET).packet().emit();
    assertFalse(Arrays.equals(one, different));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void datagramGoesToAPortOfTracerouteFromADynamicOne(int version) throws MalformedPacketException {
    ProbeFactory probes = new ProbeFactory(new HandMadeReplies(version).question);
    for (int i = 0; i < 200; i++) {
      Udp udp = (Udp) transport(probes.datagram(100, Carrier.TO_TARGET));
      assertTrue(udp.destinationPort() >= 33_434 && udp.destinationPort() < 33_524);
      assertTrue(udp.sourcePort() >= 49_152);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void labelFixesWhatRoutersTellAFlowBy(int version) throws MalformedPacketException {
    ProbeFactory probes =
        new ProbeFactory(new HandMadeReplies(version).question, Optional.of(LABEL));
    Udp udp = (Udp) transport(probes.datagram(100, Carrier.TO_TARGET, new Port(53)));
    assertEquals(LABEL.port().number(), udp.sourcePort());
    assertEquals(53, udp.destinationPort());
    IcmpEcho first = (IcmpEcho) transport(probes.echo(100, Carrier.TO_TARGET));
    IcmpEcho second = (IcmpEcho) transport(probes.echo(1400, Carrier.TO_TARGET));
    assertEquals(LABEL.identifier(), first.identifier());
    assertEquals(LABEL.identifier(), second.identifier());
    assertNotEquals(first.sequence(), second.sequence());
  }

  @Test
  void eachKindHasItsCarrier() {
    ProbeFactory probes = new ProbeFactory(new HandMadeReplies(4).question, Optional.of(LABEL));
    assertInstanceOf(EchoCarrier.class, probes.carrier(Via.ICMP));
    assertInstanceOf(DatagramCarrier.class, probes.carrier(Via.udp(new Port(33_434))));
    assertInstanceOf(SynCarrier.class, probes.carrier(Via.tcp(new Port(443))));
  }
}
