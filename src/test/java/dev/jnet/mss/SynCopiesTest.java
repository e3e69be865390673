package dev.jnet.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which copies of the SYN are sent, and what the routers' quotes of them tell. */
class SynCopiesTest {
  private static final InetAddress HERE = Addresses.literal("192.0.2.1");
  private static final InetAddress THERE = Addresses.literal("198.51.100.80");
  private static final FirstHop HOP =
      new FirstHop("tun0", LinkType.RAW_IP, 1500, HERE, MacAddress.ZERO, THERE, MacAddress.ZERO);

  /** An IP header, and what of a TCP header has the ports and the number. */
  private static final int SHORTEST_QUOTE = 28;

  private static final int WHOLE_QUOTE = 56;

  private final SynCopies copies = new SynCopies();

  private static Tcp syn(int mss) {
    return new Tcp(
        40_000,
        80,
        100,
        0,
        Tcp.SYN,
        1000,
        List.of(
            new TcpOption.MaximumSegmentSize(mss),
            new TcpOption.NoOperation(),
            new TcpOption.NoOperation(),
            new TcpOption.Timestamps(5, 0)),
        new byte[0]);
  }

  private static InetAddress router(int hop) {
    return Addresses.literal("203.0.113." + hop);
  }

  private Probe send(int hop) {
    Probe probe = Probe.of(HOP, THERE, hop, new Ttl(hop), copies.copy(syn(1460)));
    copies.sent(probe, new Ttl(hop));
    return probe;
  }

  /** A router's report, which quotes so many bytes of a SYN with this MSS. */
  private static Reply.Failed expired(Probe probe, int hop, int mss, int bytes) {
    byte[] payload = syn(mss).emit(HERE, THERE);
    IpPacket arrived =
        IpPacket.unsplittable(HERE, THERE, hop, 1, new Payload(IpProtocol.TCP, payload));
    IcmpError error = IcmpError.timeExceeded(4, Arrays.copyOf(arrived.emit(), bytes));
    try {
      return new Reply.Failed(
          probe,
          new Reply.Timing(0, 0, false, false),
          IpPacket.unsplittable(
              router(hop),
              HERE,
              1,
              60,
              new Payload(IpProtocol.ICMP, error.emit(router(hop), HERE))),
          error.quoted(),
          error);
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  private List<Integer> queued() {
    List<Integer> ttls = new ArrayList<>();
    for (Optional<Ttl> ttl = copies.takeNext(); ttl.isPresent(); ttl = copies.takeNext()) {
      ttls.add(ttl.get().value());
    }
    return ttls;
  }

  private static long stamp(Tcp copy) {
    return copy.options().stream()
        .filter(TcpOption.Timestamps.class::isInstance)
        .mapToLong(option -> ((TcpOption.Timestamps) option).value())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachRouterGetsACopyWhoseTtlEndsThere() {
    assertTrue(copies.isQueueEmpty());
    copies.queue(1, 3);
    assertFalse(copies.isQueueEmpty());
    assertEquals(List.of(1, 2, 3), queued());
  }

  @Test
  void routerThatHasQuotedOneIsNotAskedAgain() {
    assertTrue(copies.accept(expired(send(2), 2, 1460, WHOLE_QUOTE)));
    copies.queue(1, 3);
    assertEquals(List.of(1, 3), queued());
    assertFalse(copies.areComplete(2));
    copies.accept(expired(send(1), 1, 1460, WHOLE_QUOTE));
    assertTrue(copies.areComplete(2));
    assertFalse(copies.areComplete(3));
  }

  /** Timestamps go backwards from the SYN's own, also from 0 to the largest number. */
  @Test
  void copiesDifferOnlyInTheirTimestampsWhichAreOlder() {
    Tcp syn = syn(1460);
    List<Long> stamps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Tcp copy = copies.copy(syn);
      stamps.add(stamp(copy));
      assertEquals(syn.sequence(), copy.sequence());
      assertEquals(syn.flags(), copy.flags());
      assertEquals(syn.maximumSegmentSize(), copy.maximumSegmentSize());
    }
    assertEquals(List.of(4L, 3L, 2L, 1L, 0L, 0xffff_ffffL), stamps);
  }

  @Test
  void wholeQuoteTellsTheMssAsItArrived() {
    copies.accept(expired(send(3), 3, 1400, WHOLE_QUOTE));
    assertEquals(
        List.of(new MssResult.Hop(3, router(3), OptionalInt.of(1400), true)), copies.quotes());
  }

  /** The shortest one that RFC 792 allows, and a shorter one. */
  @ParameterizedTest
  @ValueSource(ints = {SHORTEST_QUOTE, SHORTEST_QUOTE - 1})
  void shortQuoteTellsOnlyWhereTheRouterIs(int bytes) {
    copies.accept(expired(send(3), 3, 1400, bytes));
    assertEquals(
        List.of(new MssResult.Hop(3, router(3), OptionalInt.empty(), false)), copies.quotes());
  }

  @Test
  void firstQuoteOfAHopCounts() {
    Probe copy = send(3);
    copies.accept(expired(copy, 3, 1400, WHOLE_QUOTE));
    assertTrue(copies.accept(expired(copy, 3, 1300, WHOLE_QUOTE)));
    assertEquals(OptionalInt.of(1400), copies.quotes().get(0).mss());
  }

  @Test
  void quotesStandInTheOrderOfTheHops() {
    copies.accept(expired(send(3), 3, 1400, WHOLE_QUOTE));
    copies.accept(expired(send(1), 1, 1460, WHOLE_QUOTE));
    assertEquals(List.of(1, 3), copies.quotes().stream().map(MssResult.Hop::hop).toList());
  }

  @Test
  void errorAboutAnotherPacketIsNotItsOwn() {
    Probe other = Probe.of(HOP, THERE, 1, Ttl.DEFAULT, syn(1460));
    assertFalse(copies.accept(expired(other, 3, 1460, WHOLE_QUOTE)));
    assertEquals(List.of(), copies.quotes());
  }
}
