package dev.jnet.capture;

import dev.jnet.tcp.Seq;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/** One side of a TCP conversation, as its segments passed the place of capture. */
final class TcpSide {
  private static final int MAX_IN_FLIGHT = 128;
  private static final long NONE = -1;

  final InetAddress address;
  final int port;

  /** How many of its segments were of each kind, by the kind's number. */
  private final long[] events = new long[TcpEvent.values().length];

  private final Deque<Sent> inFlight = new ArrayDeque<>();

  /** The highest number behind what it has sent. */
  long next = NONE;

  /** When {@link #next} was reached. */
  long nextAt;

  long lastAck = NONE;
  long lastAckAt;
  int window = -1;
  int duplicates;
  boolean lastWasKeepAlive;
  long initial = NONE;
  long segments;
  long data;

  /** Retransmissions of what the other side had acknowledged. */
  long needless;

  int mss;
  int hopLimit;
  int largestPacket;

  /** Bytes of the largest packet of this side that was acknowledged. */
  int largestAcknowledged;

  /** The first number of a segment that is sent again and again. */
  private long stuckAt = NONE;

  private int stuckTries;
  private int stuckBytes;

  private record Sent(long from, long end, int packetBytes) {}

  TcpSide(InetAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  @SuppressWarnings("EnumOrdinal") // a map would be two more places in memory for each segment
  void count(TcpEvent event) {
    events[event.ordinal()]++;
  }

  /** How many of its segments were of this kind. */
  @SuppressWarnings("EnumOrdinal")
  long counted(TcpEvent event) {
    return events[event.ordinal()];
  }

  boolean hasNext() {
    return next != NONE;
  }

  boolean hasAck() {
    return lastAck != NONE;
  }

  /** Takes a segment of this side into the books, whatever it is. */
  void sent(CapturedSegment segment) {
    Tcp tcp = segment.tcp();
    segments++;
    data += segment.length();
    hopLimit = segment.isAny(Tcp.RST) ? hopLimit : segment.hopLimit();
    largestPacket = Math.max(largestPacket, segment.packetBytes());
    if (segment.isAny(Tcp.SYN)) {
      initial = tcp.sequence();
      OptionalInt announced = tcp.maximumSegmentSize();
      mss = announced.orElse(mss);
    }
    if (segment.length() > 0) {
      inFlight.add(new Sent(tcp.sequence(), segment.end(), segment.packetBytes()));
      if (inFlight.size() > MAX_IN_FLIGHT) {
        inFlight.remove();
      }
    }
  }

  /** Data of this side is sent again. */
  void repeated(CapturedSegment segment) {
    if (segment.length() == 0) {
      return;
    }
    boolean again = stuckAt == segment.tcp().sequence();
    stuckTries = again ? stuckTries + 1 : 1;
    stuckBytes = again ? Math.min(stuckBytes, segment.packetBytes()) : segment.packetBytes();
    stuckAt = segment.tcp().sequence();
  }

  /** The other side acknowledges what this side has sent. */
  void acknowledged(long ack) {
    // Where no data was sent the deque is left alone: it is hardly ever in the processor's cache.
    while (data > 0 && !inFlight.isEmpty() && Seq.lessOrEqual(inFlight.peek().end, ack)) {
      largestAcknowledged = Math.max(largestAcknowledged, inFlight.remove().packetBytes);
    }
    if (stuckAt != NONE && Seq.less(stuckAt, ack)) {
      stuckAt = NONE;
      stuckTries = 0;
    }
  }

  /** How often the segment was repeated that was never acknowledged; 0 where there is none. */
  int stuckTries() {
    return stuckTries;
  }

  /** Bytes of the packet that was never acknowledged. */
  int stuckBytes() {
    return stuckBytes;
  }

  /** Whether a byte that this side has sent was captured, and waits for its ACK. */
  boolean isInFlight(long number) {
    return inFlight.stream()
        .anyMatch(sent -> Seq.lessOrEqual(sent.from, number) && Seq.less(number, sent.end));
  }

  /** Bytes of the IP and TCP headers: an empty segment passes where the connection opened. */
  int smallestHeaders() {
    return (Addresses.version(address) == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
  }

  /** Bytes of the largest packet that the other side's MSS allows; none without one. */
  int largestPossible(int othersMss) {
    return othersMss == 0 ? 0 : othersMss + smallestHeaders();
  }
}
