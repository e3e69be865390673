package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Two connections, and between them a network that loses, doubles, delays, damages and resets as
 * its seed says. Time jumps from event to event. Every segment passes through its bytes.
 */
final class Channel {
  static final long MS = Nanos.MILLISECOND;

  private static final InetAddress A = Addresses.literal("192.0.2.1");
  private static final InetAddress B = Addresses.literal("192.0.2.2");

  final Connection[] ends;
  final List<String> log = new ArrayList<>();
  private final Random random;
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>((x, y) -> x.at != y.at ? Long.compare(x.at, y.at) : x.id - y.id);
  private double loss;
  private double duplication;
  private double damage;
  private double resets;
  private long delay = 10 * MS;
  private long jitter;
  private int id;
  long now;
  int sent;

  private record Flight(long at, int id, int to, byte[] bytes) {}

  Channel(Connection a, Connection b, long seed) {
    this.ends = new Connection[] {a, b};
    this.random = new Random(seed);
  }

  /** Probabilities of 0 to 1, and how long a segment may linger, in ns. */
  Channel with(double loss, double duplication, double damage, double resets, long jitter) {
    this.loss = loss;
    this.duplication = duplication;
    this.damage = damage;
    this.resets = resets;
    this.jitter = jitter;
    return this;
  }

  /** Sends what both have, and lets one event happen; false when nothing will ever happen. */
  boolean step() {
    for (int end = 0; end < 2; end++) {
      for (var segment = ends[end].next(now); segment.isPresent(); segment = ends[end].next(now)) {
        transmit(end, segment.get());
      }
    }
    long next = Math.min(ends[0].wakeAt(), ends[1].wakeAt());
    if (!flights.isEmpty()) {
      next = Math.min(next, flights.peek().at);
    }
    if (next == Long.MAX_VALUE) {
      return false;
    }
    now = Math.max(now, next);
    while (!flights.isEmpty() && flights.peek().at <= now) {
      Flight flight = flights.poll();
      deliver(flight);
    }
    return true;
  }

  private void deliver(Flight flight) {
    InetAddress from = flight.to == 0 ? B : A;
    InetAddress to = flight.to == 0 ? A : B;
    try {
      Tcp segment =
          Tcp.parse(
              IpPacket.unsplittable(from, to, 0, 64, new Payload(IpProtocol.TCP, flight.bytes)));
      log.add(now / MS + " ms, to " + flight.to + ": " + segment);
      ends[flight.to].accept(segment, now);
    } catch (MalformedPacketException e) {
      log.add(now / MS + " ms, to " + flight.to + ": damaged, " + e.getMessage());
    }
  }

  private void transmit(int from, Tcp segment) {
    sent++;
    byte[] bytes = segment.emit(from == 0 ? A : B, from == 0 ? B : A);
    if (random.nextDouble() < damage) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (random.nextDouble() >= loss) {
      fly(1 - from, bytes);
    }
    if (random.nextDouble() < duplication) {
      fly(1 - from, bytes);
    }
    if (random.nextDouble() < resets) {
      long sequence = Seq.plus(segment.sequence(), random.nextInt(3) - 1);
      Tcp reset =
          new Tcp(
              segment.sourcePort(),
              segment.destinationPort(),
              sequence,
              segment.acknowledgment(),
              Tcp.RST | (segment.flags() & Tcp.ACK),
              0,
              List.of(),
              new byte[0]);
      fly(1 - from, reset.emit(from == 0 ? A : B, from == 0 ? B : A));
    }
  }

  private void fly(int to, byte[] bytes) {
    long linger = jitter == 0 ? 0 : (long) (random.nextDouble() * jitter);
    flights.add(new Flight(now + delay + linger, id++, to, bytes));
  }
}
