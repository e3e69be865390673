package dev.jnet.trace;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.List;

/** Questions, and replies to their probes, made by hand: no network at all. */
final class ByHand {
  static final InetAddress HERE = Addresses.literal("192.0.2.1");
  static final InetAddress TARGET = Addresses.literal("198.51.100.9");
  static final InetAddress ROUTER = Addresses.literal("203.0.113.1");

  private ByHand() {}

  /** TTLs 1 to {@code most}, one flow, three seconds of patience. */
  static TraceQuestion question(Via via, int most, int queries) {
    FirstHop hop =
        new FirstHop(
            "eth0", LinkType.ETHERNET, 1500, HERE, MacAddress.ZERO, ROUTER, MacAddress.ZERO);
    return new TraceQuestion(TARGET, hop, via, Traces.scope(most, queries, 1), 3 * Nanos.SECOND, 7);
  }

  static HopAnswer answer(InetAddress from, HopAnswer.Kind kind) {
    return new HopAnswer(from, kind, "words", Nanos.MILLISECOND, 64, List.of(), List.of());
  }

  static Reply.Timing timing(long roundTrip) {
    return new Reply.Timing(roundTrip, roundTrip, true, false);
  }

  private static IpPacket packet(InetAddress from, Transport message) {
    return IpPacket.unsplittable(
        from, HERE, 1, 60, new Payload(message.protocol(), message.emit(from, HERE)));
  }

  static Reply echo(Probe probe) throws MalformedPacketException {
    IcmpEcho reply = ((IcmpEcho) Transport.parse(probe.packet())).answered();
    return new Reply.Echoed(probe, timing(Nanos.MILLISECOND), packet(TARGET, reply), reply, true);
  }

  /** "TTL exceeded", which quotes the probe with this TTL. */
  static Reply expired(Probe probe, InetAddress from, int quotedTtl)
      throws MalformedPacketException {
    IpPacket quoted = quoted(probe, quotedTtl);
    return failed(probe, from, quoted, IcmpError.timeExceeded(4, quoted.emit()));
  }

  /** "Unreachable", which quotes the probe with this TTL. */
  static Reply unreachable(Probe probe, InetAddress from, int code, int quotedTtl)
      throws MalformedPacketException {
    IpPacket quoted = quoted(probe, quotedTtl);
    return failed(probe, from, quoted, IcmpError.unreachable(4, code, quoted.emit()));
  }

  static Reply tooBig(Probe probe, InetAddress from, int ttl) throws MalformedPacketException {
    IpPacket quoted = quoted(probe, ttl);
    return failed(probe, from, quoted, IcmpError.tooBig(4, 68, quoted.emit()));
  }

  private static Reply failed(Probe probe, InetAddress from, IpPacket quoted, IcmpError error) {
    return new Reply.Failed(probe, timing(Nanos.MILLISECOND), packet(from, error), quoted, error);
  }

  private static IpPacket quoted(Probe probe, int ttl) throws MalformedPacketException {
    byte[] bytes = probe.packet().emit().clone();
    bytes[8] = (byte) ttl;
    return IpPacket.parse(bytes);
  }

  /** A segment of the target with these flags, which acknowledges the probe's SYN. */
  static Reply segment(Probe probe, int flags) throws MalformedPacketException {
    Tcp syn = (Tcp) Transport.parse(probe.packet());
    Tcp segment =
        new Tcp(
            /* sourcePort= */ syn.destinationPort(),
            /* destinationPort= */ syn.sourcePort(),
            77,
            syn.sequence() + 1 & 0xffff_ffffL,
            flags,
            0,
            List.of(),
            new byte[0]);
    return new Reply.Segment(probe, timing(Nanos.MILLISECOND), packet(TARGET, segment), segment);
  }
}
