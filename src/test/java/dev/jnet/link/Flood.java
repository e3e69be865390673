package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.pcap.Capture;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Ipv4;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Many pings at a steady rate, one thread sending and receiving. */
final class Flood {
  /** Room for 80 ms in which we do not read: the machine may be busy with other things. */
  static final Capture CAPTURE =
      new Capture("icmp[icmptype] == icmp-echo or icmp[icmptype] == icmp-echoreply", 96, 4096);

  private static final int PINGS = 20_000;
  private static final long INTERVAL = 20_000; // ns: 50,000 a second
  private static final long QUIET = 1_000_000_000L;
  private static final int SEQUENCE = Ethernet.HEADER + Ipv4.HEADER + 6;

  private final Link link;
  private final byte[][] pings = new byte[PINGS][];
  private final long[] left = new long[PINGS];
  private final long[] roundTrips = new long[PINGS];
  private int sent;
  private int out;
  private int in;
  private long last;

  private Flood(Link link, FirstHop hop) {
    this.link = link;
    for (int i = 0; i < PINGS; i++) {
      pings[i] = LinkContract.question(hop, hop.nextHop(), i);
    }
  }

  /** Sends them all, and fails when one is not seen to leave, or not answered. */
  static void run(Link link, FirstHop hop) throws LinkException {
    Flood flood = new Flood(link, hop);
    long start = link.now();
    flood.run(start);
    assertEquals(PINGS, flood.out, "seen to leave");
    assertEquals(PINGS, flood.in, "answered");
    Arrays.sort(flood.roundTrips);
    System.out.println(
        PINGS
            + " pings at "
            + PINGS * 1_000_000L / ((flood.last - start) / 1000)
            + " a second; round trips by the kernel's stamps: median "
            + flood.roundTrips[PINGS / 2]
            + " ns, 99 % within "
            + flood.roundTrips[PINGS * 99 / 100]
            + " ns");
  }

  private void run(long start) throws LinkException {
    last = start;
    while (in < PINGS && link.now() - last < QUIET) {
      while (sent < PINGS && start + sent * INTERVAL <= link.now()) {
        link.send(pings[sent++]);
        receiveAll(Long.MIN_VALUE);
      }
      receiveAll(sent < PINGS ? start + sent * INTERVAL : link.now() + QUIET);
    }
  }

  private void receiveAll(long deadline) throws LinkException {
    Optional<Frame> frame = link.receive(deadline);
    while (frame.isPresent()) {
      Frame seen = frame.get();
      int sequence = ByteBuffer.wrap(seen.bytes()).getShort(SEQUENCE) & 0xffff;
      last = link.now();
      if (seen.outgoing()) {
        left[sequence] = seen.at();
        out++;
      } else {
        roundTrips[sequence] = seen.at() - left[sequence];
        in++;
      }
      frame = link.receive(Long.MIN_VALUE);
    }
  }
}
