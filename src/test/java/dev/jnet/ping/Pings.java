package dev.jnet.ping;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ping that is led by the hand, in milliseconds. */
final class Pings {
  static final InetAddress HERE = Addresses.literal("192.0.2.1");
  static final InetAddress THERE = Addresses.literal("192.0.2.2");
  static final InetAddress ROUTER = Addresses.literal("192.0.2.254");

  final PingDiagnosis ping;
  private final Schedule schedule;

  Pings(Via via, Schedule schedule) {
    this(question(THERE, via, schedule));
  }

  Pings(PingQuestion question) {
    schedule = question.schedule();
    ping = new PingDiagnosis(question);
  }

  static PingQuestion question(InetAddress target, Schedule schedule) {
    return question(target, Via.ICMP, schedule);
  }

  private static InetAddress here(InetAddress target) {
    return Addresses.version(target) == 4 ? HERE : Addresses.literal("fe80::1");
  }

  private static PingQuestion question(InetAddress target, Via via, Schedule schedule) {
    FirstHop hop =
        new FirstHop(
            "eth0",
            LinkType.ETHERNET,
            1500,
            here(target),
            MacAddress.ZERO,
            target,
            MacAddress.ZERO);
    Shape shape =
        via.kind() == Via.Kind.TCP
            ? new Shape(0, Optional.empty(), 0, PingQuestion.Splitting.WANT, new byte[0])
            : Shape.DEFAULT;
    return new PingQuestion(target, hop, via, shape, schedule, 1);
  }

  /** So many, a second apart; 10 s for a first answer, and late after one second. */
  static Pings count(long count) {
    return new Pings(
        Via.ICMP,
        new Schedule(
            count,
            1000 * Nanos.MILLISECOND,
            false,
            0,
            10_000 * Nanos.MILLISECOND,
            1000 * Nanos.MILLISECOND));
  }

  /** One probe to a group. */
  static Pings ofGroup(String group) {
    Schedule schedule = count(1).schedule;
    return new Pings(question(Addresses.literal(group), schedule));
  }

  Probe send(long ms) {
    return ping.next(ms * Nanos.MILLISECOND).orElseThrow();
  }

  boolean sendsNothing(long ms) {
    return ping.next(ms * Nanos.MILLISECOND).isEmpty();
  }

  /** Somebody else than the target, or a station of the group, echoes a probe. */
  void echoFrom(InetAddress other, Probe probe, long roundTrip) throws MalformedPacketException {
    IcmpEcho reply = ((IcmpEcho) Transport.parse(probe.packet())).answered();
    ping.accept(
        new Reply.Echoed(probe, timing(0, roundTrip), packet(other, 64, reply), reply, true));
  }

  /** The target echoes a probe. */
  void echo(Probe probe, long sentAt, long roundTrip) throws MalformedPacketException {
    echo(probe, sentAt, roundTrip, 64, Checksum.State.CORRECT, true, -1);
  }

  /** It echoes it with this TTL, checksum, and with a byte changed, from 0 on. */
  void echo(
      Probe probe,
      long sentAt,
      long roundTrip,
      int ttl,
      Checksum.State checksum,
      boolean intact,
      int changed)
      throws MalformedPacketException {
    IcmpEcho request = (IcmpEcho) Transport.parse(probe.packet());
    byte[] data = request.data().clone();
    if (changed >= 0) {
      data[changed] ^= 1;
    }
    IcmpEcho reply =
        new IcmpEcho(4, false, request.identifier(), request.sequence(), checksum, data);
    ping.accept(
        new Reply.Echoed(
            probe, timing(sentAt, roundTrip), packet(THERE, ttl, reply), reply, intact));
  }

  /** Somebody sends an ICMP error about a probe. */
  void error(Probe probe, InetAddress from, long sentAt, long roundTrip, int code) {
    IcmpError error = IcmpError.unreachable(4, code, probe.packet().emit());
    ping.accept(
        new Reply.Failed(
            probe, timing(sentAt, roundTrip), packet(from, 64, error), probe.packet(), error));
  }

  /** A segment comes back on a probe's connection; it acknowledges so much more than the SYN. */
  void segment(Probe probe, int flags, int beyond) throws MalformedPacketException {
    segment(probe, flags, beyond, 1);
  }

  /** A segment comes back so many ms after the probe left. */
  void segment(Probe probe, int flags, int beyond, long roundTrip) throws MalformedPacketException {
    Tcp syn = (Tcp) Transport.parse(probe.packet());
    Tcp answer =
        new Tcp(
            /* sourcePort= */ syn.destinationPort(),
            /* destinationPort= */ syn.sourcePort(),
            77,
            syn.sequence() + 1 + beyond & 0xffff_ffffL,
            flags,
            0,
            List.of(),
            new byte[0]);
    ping.accept(new Reply.Segment(probe, timing(0, roundTrip), packet(THERE, 64, answer), answer));
  }

  private static Reply.Timing timing(long sentAt, long roundTrip) {
    return new Reply.Timing(
        (sentAt + roundTrip) * Nanos.MILLISECOND, roundTrip * Nanos.MILLISECOND, true, false);
  }

  private static IpPacket packet(InetAddress from, int ttl, Transport transport) {
    InetAddress to = here(from);
    return IpPacket.unsplittable(
        from, to, 0, ttl, new Payload(transport.protocol(), transport.emit(from, to)));
  }

  /** The answers and errors since this was asked last. */
  List<PingEvent> events() {
    List<PingEvent> events = new ArrayList<>();
    for (Optional<PingEvent> one = ping.event(); one.isPresent(); one = ping.event()) {
      if (!(one.get() instanceof PingEvent.Sent)) {
        events.add(one.get());
      }
    }
    return events;
  }

  /** The one answer since this was asked last. */
  PingEvent.Answer answer() {
    List<PingEvent> events = events();
    if (events.size() != 1) {
      throw new AssertionError(events);
    }
    return (PingEvent.Answer) events.get(0);
  }
}
