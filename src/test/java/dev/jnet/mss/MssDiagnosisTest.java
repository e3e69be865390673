package dev.jnet.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The phases of the connection, with a server and routers that are played by hand. */
class MssDiagnosisTest {
  private static final long MS = Nanos.MILLISECOND;
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");
  private static final InetAddress THERE = Addresses.literal("198.51.100.80");
  private static final FirstHop HOP =
      new FirstHop("tun0", LinkType.RAW_IP, 1500, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);

  private final MssDiagnosis diagnosis =
      new MssDiagnosis(
          new MssQuestion(
              THERE,
              new Port(80),
              HOP,
              new Port(50_000),
              TcpSettings.linux(4, 1500).withPatience(Nanos.SECOND, 3, 3),
              1));

  private List<Probe> due(long now) {
    List<Probe> probes = new ArrayList<>();
    for (Optional<Probe> probe = diagnosis.next(now);
        probe.isPresent();
        probe = diagnosis.next(now)) {
      probes.add(probe.get());
    }
    return probes;
  }

  private static Tcp tcp(Probe probe) {
    try {
      return Tcp.parse(probe.packet());
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> ttls(List<Probe> probes) {
    return probes.stream().map(probe -> probe.packet().hopLimit()).toList();
  }

  private void answer(Probe probe, int flags, int ttl, long at) {
    Tcp syn = tcp(probe);
    Tcp tcp =
        new Tcp(
            80,
            50_000,
            7,
            (syn.sequence() + 1) & 0xffff_ffffL,
            flags,
            64_000,
            List.of(new TcpOption.MaximumSegmentSize(1400)),
            new byte[0]);
    IpPacket packet =
        IpPacket.unsplittable(
            THERE, HERE, 1, ttl, new Payload(IpProtocol.TCP, tcp.emit(THERE, HERE)));
    diagnosis.accept(new Reply.Segment(probe, new Reply.Timing(at, at, false, false), packet, tcp));
  }

  private void error(Probe probe, String from, IcmpError error, long at) {
    InetAddress router = Addresses.literal(from);
    try {
      IpPacket packet =
          IpPacket.unsplittable(
              router, HERE, 1, 60, new Payload(IpProtocol.ICMP, error.emit(router, HERE)));
      diagnosis.accept(
          new Reply.Failed(
              probe, new Reply.Timing(at, at, false, false), packet, error.quoted(), error));
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  /** A router quotes a copy whose MSS option it sees as {@code mss}. */
  private void quote(Probe copy, int mss, long at) {
    byte[] quote = copy.packet().emit();
    quote[copy.packet().headerLength() + Tcp.HEADER + 2] = (byte) (mss >>> 8);
    quote[copy.packet().headerLength() + Tcp.HEADER + 3] = (byte) mss;
    error(copy, "10.0.0." + copy.packet().hopLimit(), IcmpError.timeExceeded(4, quote), at);
  }

  @Test
  void sendsTheSynAndEightCopiesOfOlderTimestampsAtOnce() {
    List<Probe> probes = due(0);
    assertEquals(List.of(64, 1, 2, 3, 4, 5, 6, 7, 8), ttls(probes));
    long stamp = Long.MAX_VALUE;
    for (Probe probe : probes) {
      Tcp tcp = tcp(probe);
      assertTrue(tcp.has(Tcp.SYN));
      assertEquals(tcp(probes.get(0)).sequence(), tcp.sequence());
      long own =
          tcp.options().stream()
              .filter(TcpOption.Timestamps.class::isInstance)
              .mapToLong(option -> ((TcpOption.Timestamps) option).value())
              .findFirst()
              .orElseThrow();
      assertTrue(own < stamp || stamp == 0, own + " after " + stamp);
      stamp = own;
    }
  }

  @Test
  void asksFurtherRoutersOnceTheSynAckTellsTheDistance() {
    List<Probe> probes = due(0);
    answer(probes.get(0), Tcp.SYN | Tcp.ACK, 54, 20 * MS);
    List<Probe> further = due(20 * MS);
    assertEquals(List.of(64, 9, 10), ttls(further), "an ACK, and copies to hops 9 and 10");
    assertEquals(20 * MS, diagnosis.result().roundTrip());
    assertEquals(10, diagnosis.result().routers());
    assertEquals(Status.OPEN, diagnosis.result().status());
  }

  @Test
  void closesOnceEveryRouterHasQuoted() {
    List<Probe> probes = due(0);
    answer(probes.get(0), Tcp.SYN | Tcp.ACK, 62, 20 * MS);
    quote(probes.get(1), 1460, 21 * MS);
    quote(probes.get(2), 1412, 22 * MS);
    List<Probe> last = due(23 * MS);
    assertTrue(tcp(last.get(last.size() - 1)).has(Tcp.FIN), "no more copies");
    MssResult result = diagnosis.result();
    assertEquals(2, result.hops().size());
    assertEquals(OptionalInt.of(1412), result.clamp().orElseThrow().mss());
    assertEquals(1, result.clamp().orElseThrow().behind().orElseThrow().hop());
  }

  @Test
  void asksSilentRoutersThreeTimesAndThenCloses() {
    List<Probe> probes = due(0);
    answer(probes.get(0), Tcp.SYN | Tcp.ACK, 62, 20 * MS);
    quote(probes.get(1), 1460, 21 * MS);
    due(30 * MS);
    assertEquals(170 * MS, diagnosis.wakeAt());
    assertEquals(List.of(2), ttls(due(170 * MS)));
    assertEquals(List.of(2), ttls(due(320 * MS)));
    List<Probe> end = due(470 * MS);
    assertEquals(1, end.size());
    assertTrue(tcp(end.get(0)).has(Tcp.FIN));
    assertFalse(diagnosis.done());
  }

  @Test
  void resetsAConnectionWhoseOtherSideDoesNotClose() {
    List<Probe> probes = due(0);
    answer(probes.get(0), Tcp.SYN | Tcp.ACK, 64, 20 * MS);
    due(20 * MS);
    long now = 20 * MS;
    List<Probe> all = new ArrayList<>();
    while (!diagnosis.done() && now < 20 * Nanos.SECOND) {
      now += 50 * MS;
      all.addAll(due(now));
    }
    assertTrue(diagnosis.done());
    assertTrue(tcp(all.get(all.size() - 1)).has(Tcp.RST));
    assertTrue(now <= 1_200 * MS, now + " ns");
  }

  @Test
  void resetMeansThatThePortIsClosed() {
    answer(due(0).get(0), Tcp.RST | Tcp.ACK, 62, 20 * MS);
    due(20 * MS);
    assertEquals(Status.CLOSED, diagnosis.result().status());
    assertTrue(diagnosis.done());
  }

  @Test
  void unreachableEndsTheAttemptWithItsReason() {
    Probe syn = due(0).get(0);
    IcmpError error = IcmpError.unreachable(4, 1, syn.packet().emit());
    error(syn, "10.0.0.3", error, 20 * MS);
    due(20 * MS);
    assertTrue(diagnosis.done());
    MssResult result = diagnosis.result();
    assertEquals(Status.FILTERED, result.status());
    assertEquals(Addresses.literal("10.0.0.3"), result.failure().orElseThrow().from());
    assertEquals(-1, result.routers());
    assertEquals(-1, result.roundTrip());
  }

  @Test
  void onlyTheFirstQuoteOfAHopCounts() {
    List<Probe> probes = due(0);
    quote(probes.get(1), 1460, 10 * MS);
    quote(probes.get(1), 536, 11 * MS);
    assertEquals(OptionalInt.of(1460), diagnosis.result().hops().get(0).mss());
  }

  @Test
  void quoteTooShortForOptionsTellsOnlyTheRouter() {
    Probe copy = due(0).get(1);
    byte[] quote = Arrays.copyOf(copy.packet().emit(), 28);
    error(copy, "10.0.0.1", IcmpError.timeExceeded(4, quote), 10 * MS);
    MssResult.Hop hop = diagnosis.result().hops().get(0);
    assertEquals(OptionalInt.empty(), hop.mss());
    assertFalse(hop.complete());
  }

  @Test
  void nothingIsKnownBeforeItBegins() {
    assertEquals(Long.MIN_VALUE, diagnosis.wakeAt());
    assertEquals(Optional.empty(), diagnosis.result().syn());
    assertEquals(Status.FILTERED, diagnosis.result().status());
    assertFalse(diagnosis.done());
    due(0);
    assertTrue(diagnosis.wakeAt() < Diagnosis.NEVER, "the SYN is sent again");
  }
}
