package dev.jnet.walk.conversation;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Records the segments of a conversation. It counts all of them, and keeps the first 48 and the
 * last 32.
 */
final class Chronicle {
  private static final int MAX_FIRST = 48;
  private static final int MAX_LAST = 32;

  /** Bytes in front of each Ethernet frame: preamble and start of frame. */
  private static final int PREAMBLE = 8;

  /** Bytes of time between Ethernet frames: the interframe gap. */
  private static final int GAP = 12;

  private final LinkType type;
  private final List<Entry> first = new ArrayList<>();
  private final Deque<Entry> last = new ArrayDeque<>();
  private final Count out = new Count();
  private final Count in = new Count();
  private int mss;
  private long leftOut;

  /** A segment whose stamp may still come. */
  private static final class Entry {
    final Probe probe;
    Segment segment;

    Entry(Probe probe, Segment segment) {
      this.probe = probe;
      this.segment = segment;
    }
  }

  /** The sums for one direction. */
  private static final class Count {
    long segments;
    long captured;
    long payload;
    long repeated;
    long ipBytes;
    long wireBytes;
    int largestPayload;
    int largestPacket;
    long acknowledging;
    final SeenBytes seen = new SeenBytes();
    Optional<Long> acknowledged = Optional.empty();
    Optional<Long> highest = Optional.empty();

    Traffic frozen() {
      return new Traffic(
          segments,
          captured,
          payload,
          repeated,
          ipBytes,
          wireBytes,
          largestPayload,
          largestPacket,
          acknowledging);
    }
  }

  /**
   * Nothing has passed yet.
   *
   * @param mss the most bytes of data and TCP options in one segment; a frame with more data holds
   *     several segments
   */
  Chronicle(LinkType type, int mss) {
    this.type = type;
    this.mss = mss;
  }

  /** Sets the segment size that both sides agreed on, in bytes. */
  void mss(int bytes) {
    mss = Math.max(1, bytes);
  }

  void sent(Probe probe, Tcp tcp, long now, TcpState ours) {
    IpPacket packet = probe.packet();
    byte[] bytes = probe.frame();
    Frame frame = new Frame(type, bytes, bytes.length, now, true);
    count(out, packet, tcp);
    acknowledge(out, in, tcp);
    keep(
        new Entry(
            probe,
            new Segment(now, false, frame, packet, Optional.of(tcp), Optional.empty(), ours, 0)));
  }

  void received(Frame frame, IpPacket packet, Tcp tcp, TcpState ours) {
    count(in, packet, tcp);
    acknowledge(in, out, tcp);
    keep(
        new Entry(
            null,
            new Segment(
                frame.at(), true, frame, packet, Optional.of(tcp), Optional.empty(), ours, 0)));
  }

  void failed(Frame frame, IpPacket packet, IcmpError error, TcpState ours) {
    keep(
        new Entry(
            null,
            new Segment(
                frame.at(), true, frame, packet, Optional.empty(), Optional.of(error), ours, 0)));
  }

  /** Replaces the time of a segment that left by the kernel's stamp, if the segment is kept. */
  void left(Probe probe, long at) {
    if (!stamp(first, probe, at)) {
      stamp(last, probe, at);
    }
  }

  private static boolean stamp(Iterable<Entry> entries, Probe probe, long at) {
    for (Entry each : entries) {
      if (each.probe == probe) {
        each.segment = each.segment.leftAt(at);
        return true;
      }
    }
    return false;
  }

  private void keep(Entry entry) {
    if (first.size() < MAX_FIRST) {
      first.add(entry);
      return;
    }
    last.add(entry);
    if (last.size() > MAX_LAST) {
      last.remove();
      leftOut++;
    }
  }

  private void count(Count count, IpPacket packet, Tcp tcp) {
    int data = tcp.payload().length;
    int headers = packet.headerLength() + tcp.headerLength();
    int pieces = Math.max(1, (data + mss - 1) / mss);
    count.captured++;
    count.segments += pieces;
    count.payload += data;
    count.ipBytes += data + (long) headers * pieces;
    int rest = data - (pieces - 1) * mss;
    count.wireBytes += onWire(headers + mss) * (pieces - 1) + onWire(headers + rest);
    count.largestPayload = Math.max(count.largestPayload, Math.min(data, mss));
    count.largestPacket = Math.max(count.largestPacket, headers + Math.min(data, mss));
    if (tcp.sequenceLength() > 0) {
      long end = Seq.plus(tcp.sequence(), data);
      count.highest = Optional.of(count.highest.map(high -> Seq.max(high, end)).orElse(end));
      long first = Seq.plus(tcp.sequence(), tcp.has(Tcp.SYN) ? 1 : 0);
      count.repeated += count.seen.pass(first, data);
    }
  }

  /** Counts a segment if it acknowledges data that no earlier one has. */
  private static void acknowledge(Count count, Count other, Tcp tcp) {
    if (!tcp.has(Tcp.ACK) || other.highest.isEmpty()) {
      return;
    }
    long number = tcp.acknowledgment();
    long data = other.highest.get();
    long upTo = Seq.less(data, number) ? data : number; // a FIN is acknowledged, too
    if (count.acknowledged.isPresent() && Seq.less(count.acknowledged.get(), upTo)) {
      count.acknowledging++;
    }
    boolean isFirst = count.acknowledged.isEmpty();
    count.acknowledged = Optional.of(isFirst ? number : Seq.max(count.acknowledged.get(), upTo));
  }

  /**
   * Bytes of time that a packet takes on the cable. Ethernet adds 38, and no frame is shorter than
   * 64.
   */
  private long onWire(int packet) {
    return type == LinkType.ETHERNET
        ? Math.max(Ethernet.MINIMUM_FRAME, Ethernet.HEADER + packet + Ethernet.FCS) + PREAMBLE + GAP
        : packet;
  }

  Traffic out() {
    return out.frozen();
  }

  Traffic in() {
    return in.frozen();
  }

  List<Segment> segments() {
    List<Segment> all = new ArrayList<>();
    for (Entry each : first) {
      all.add(each.segment);
    }
    long missing = leftOut;
    for (Entry each : last) {
      all.add(missing > 0 ? each.segment.behind(missing) : each.segment);
      missing = 0;
    }
    return List.copyOf(all);
  }
}
