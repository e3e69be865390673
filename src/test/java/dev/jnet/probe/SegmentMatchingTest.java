package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments, and ICMP errors about segments, find the probe that they are about. */
class SegmentMatchingTest {
  private static final byte[] NONE = {};

  private final RememberedProbes remembered = new RememberedProbes();
  private final Matcher matcher = new Matcher(remembered);

  private static InetAddress here(int version) {
    return Addresses.literal(version == 4 ? "192.0.2.1" : "2001:db8::1");
  }

  private static InetAddress there(int version) {
    return Addresses.literal(version == 4 ? "192.0.2.9" : "2001:db8::9");
  }

  private Probe send(int version, int identification, Tcp tcp, long now) {
    FirstHop hop =
        new FirstHop(
            "tun0",
            LinkType.RAW_IP,
            1500,
            here(version),
            MacAddress.ZERO,
            there(version),
            MacAddress.ZERO);
    IpPacket packet =
        IpPacket.unsplittable(
            here(version),
            there(version),
            identification,
            9,
            new Payload(IpProtocol.TCP, tcp.emit(here(version), there(version))));
    Probe probe = Probe.of(hop, packet);
    remembered.add(probe, now);
    return probe;
  }

  private static Tcp segment(long sequence, int flags, int length, TcpOption... options) {
    return new Tcp(5000, 80, sequence, 1, flags, 100, List.of(options), new byte[length]);
  }

  private static Frame received(int version, Tcp tcp, long at) {
    byte[] bytes =
        IpPacket.unsplittable(
                there(version),
                here(version),
                0,
                60,
                new Payload(IpProtocol.TCP, tcp.emit(there(version), here(version))))
            .emit();
    return new Frame(LinkType.RAW_IP, bytes, bytes.length, at, false);
  }

  private static Tcp answer(long acknowledgment, TcpOption... options) {
    return new Tcp(80, 5000, 1, acknowledgment, Tcp.ACK, 100, List.of(options), NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void acknowledgmentBelongsToTheSegmentThatEndsThere(int version) {
    send(version, 1, segment(0xffff_ffffL, Tcp.SYN, 0), 10);
    Probe data = send(version, 2, segment(0, Tcp.ACK, 100), 20);
    Probe more = send(version, 3, segment(100, Tcp.ACK, 50), 30);
    remembered.stamp(new Frame(LinkType.RAW_IP, data.frame(), data.frame().length, 25, true));

    Reply reply = matcher.match(received(version, answer(100), 125)).orElseThrow();
    assertSame(data, reply.probe());
    assertEquals(new Reply.Timing(125, 100, true, false), reply.timing());
    assertInstanceOf(Reply.Segment.class, reply);
    assertSame(more, matcher.match(received(version, answer(77), 126)).orElseThrow().probe());
    assertTrue(
        matcher.match(received(version, answer(100), 127)).orElseThrow().timing().duplicate());
  }

  @Test
  void firstSackBlockNamesTheSegmentThatCameTwice() {
    Probe first = send(4, 1, segment(500, Tcp.ACK, 100), 10);
    send(4, 2, segment(450, Tcp.ACK, 100), 20);
    TcpOption twice = new TcpOption.Sack(List.of(new TcpOption.Sack.Block(500, 600)));
    assertSame(first, matcher.match(received(4, answer(900, twice), 30)).orElseThrow().probe());
  }

  @Test
  void segmentsOfOtherConnectionsAreIgnoredAndNotCounted() {
    send(4, 1, segment(500, Tcp.ACK, 100), 10);
    Tcp other = new Tcp(80, 5001, 1, 600, Tcp.ACK, 100, List.of(), NONE);
    assertEquals(Optional.empty(), matcher.match(received(4, other, 30)));
    assertEquals(0, matcher.unmatched(), "segments of other connections are no sign of trouble");
  }

  /** SYNs may differ only in their identification or timestamp; a quote still names one. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void quoteBelongsToTheSynThatItResemblesMost(int version) {
    Probe[] probes = new Probe[5];
    for (int i = 0; i < probes.length; i++) {
      probes[i] =
          send(
              version,
              version == 4 ? 100 + i : 0,
              segment(
                  7,
                  Tcp.SYN,
                  0,
                  new TcpOption.MaximumSegmentSize(1460),
                  new TcpOption.Timestamps(1_000 + i, 0)),
              i);
    }
    for (Probe probe : probes) {
      byte[] quote = probe.packet().emit();
      int mss = probe.packet().headerLength() + 22;
      quote[mss] = 4; // a router on the way has lowered it
      IcmpError error = IcmpError.timeExceeded(version, quote);
      assertSame(probe, matcher.match(icmp(version, error)).orElseThrow().probe());
      if (version == 4) {
        byte[] cut = Arrays.copyOf(probe.packet().emit(), 28);
        Reply reply = matcher.match(icmp(4, IcmpError.unreachable(4, 1, cut))).orElseThrow();
        assertSame(probe, reply.probe());
      }
    }
  }

  @Test
  void quoteWithAnotherSequenceNumberIsNotBelieved() {
    Probe probe = send(4, 1, segment(7, Tcp.SYN, 0), 0);
    byte[] quote = probe.packet().emit();
    quote[probe.packet().headerLength() + 7] ^= 1;
    assertEquals(Optional.empty(), matcher.match(icmp(4, IcmpError.unreachable(4, 1, quote))));
    assertEquals(1, matcher.unmatched());
  }

  private static Frame icmp(int version, IcmpError error) {
    byte[] bytes =
        IpPacket.unsplittable(
                there(version),
                here(version),
                0,
                60,
                new Payload(IpProtocol.icmp(version), error.emit(there(version), here(version))))
            .emit();
    return new Frame(LinkType.RAW_IP, bytes, bytes.length, 1_000, false);
  }
}
