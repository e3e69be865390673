package dev.jnet.capture;

import dev.jnet.tcp.Seq;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A TCP conversation that is being read. */
final class TcpConversation {
  private static final int MAX_STEPS = 1_000;

  /** The number of duplicate ACKs for one byte that shows its loss (RFC 5681 section 3.2). */
  private static final int LOST = 3;

  private final TcpSide client;
  private final TcpSide server;
  private final TlsWatch tls = new TlsWatch();
  private final List<TcpSummary.Step> steps = new ArrayList<>();
  private boolean kept;
  private long frames;
  private long bytes;
  private long firstAt;
  private long lastAt;
  private long synAt = -1;

  /** The last SYN's time: from it Wireshark measures the first round trip. */
  private long lastSynAt = -1;

  private long synAckAt = -1;
  private long establishedAt = -1;
  private int syns;
  private int plainSyns;
  private boolean closed;
  private Optional<TcpSummary.Reset> reset = Optional.empty();
  private Optional<TooBig> tooBig = Optional.empty();

  /** A conversation of which no segment has been seen. */
  TcpConversation(TcpSide client, TcpSide server) {
    this.client = client;
    this.server = server;
  }

  /**
   * This conversation, which begins.
   *
   * @param at when its first segment was captured
   * @param keepsSegments whether its first segments are to be shown
   */
  TcpConversation open(long at, boolean keepsSegments) {
    firstAt = at;
    kept = keepsSegments;
    return this;
  }

  TcpSide client() {
    return client;
  }

  /** Whether a SYN from the client is of another conversation between the same ports. */
  boolean isOver(TcpSide from, Tcp tcp) {
    return (tcp.flags() & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN
        && from.initial >= 0
        && from.initial != tcp.sequence();
  }

  /** The side with an address and a port. */
  TcpSide side(Object address, int port) {
    boolean byPort = client.port != server.port;
    return client.port == port && (byPort || client.address.equals(address)) ? client : server;
  }

  /** Takes a segment, and says what it is. */
  Set<TcpEvent> accept(CapturedSegment segment, TcpSide from) {
    TcpSide to = from == client ? server : client;
    long firstRoundTrip = establishedAt >= 0 ? establishedAt - lastSynAt : 0;
    Set<TcpEvent> events = new TcpRules(from, to, segment, firstRoundTrip).apply();
    frames++;
    bytes += segment.packetBytes();
    lastAt = segment.at();
    handshake(segment, from);
    if (segment.takesRoom()) {
      tls.accept(segment, from == client, events);
    }
    if (segment.isAny(Tcp.RST) && reset.isEmpty()) {
      reset =
          Optional.of(
              new TcpSummary.Reset(
                  from == client, segment.hopLimit(), from.hopLimit, segment.number()));
    }
    closed |= segment.isAny(Tcp.FIN);
    if (kept && steps.size() < MAX_STEPS) {
      steps.add(
          new TcpSummary.Step(
              segment.number(),
              segment.at() - firstAt,
              from == client,
              segment.tcp(),
              segment.length(),
              segment.hopLimit(),
              List.copyOf(events)));
    }
    return events;
  }

  private void handshake(CapturedSegment segment, TcpSide from) {
    boolean syn = segment.isAny(Tcp.SYN);
    boolean ack = segment.isAny(Tcp.ACK);
    if (syn && !ack && from == client) {
      syns++;
      plainSyns += segment.length() == 0 ? 1 : 0;
      synAt = synAt < 0 ? segment.at() : synAt;
      lastSynAt = segment.at();
    } else if (syn && ack && synAckAt < 0) {
      synAckAt = segment.at();
    } else if (ack && !syn && synAt >= 0 && establishedAt < 0 && from == client) {
      establishedAt = segment.at();
    }
  }

  /** A router reported that a packet of this side is too big. */
  void reported(TooBig report) {
    tooBig = Optional.of(report);
  }

  TcpSummary result(int index) {
    return new TcpSummary(
        index,
        new TcpSummary.Side(client.address, client.port, traffic(client), hole(client, server)),
        new TcpSummary.Side(server.address, server.port, traffic(server), hole(server, client)),
        frames,
        bytes,
        lastAt - firstAt,
        new TcpSummary.Opening(
            syns, plainSyns, synAckAt >= 0, synAckAt >= 0 && synAt >= 0 ? synAckAt - synAt : -1),
        closed,
        reset,
        tooBig,
        tls.refusal(),
        List.copyOf(steps));
  }

  private static TcpSummary.SideTraffic traffic(TcpSide side) {
    return new TcpSummary.SideTraffic(
        side.segments,
        side.data,
        side.mss,
        side.largestPacket,
        side.counted(TcpEvent.RETRANSMISSION),
        side.needless,
        side.counted(TcpEvent.DUPLICATE_ACK),
        side.counted(TcpEvent.ZERO_WINDOW),
        side.counted(TcpEvent.OUT_OF_ORDER));
  }

  /** The size above which packets of a side vanish, as far as it shows. */
  private static OptionalInt hole(TcpSide from, TcpSide to) {
    if (!to.hasAck() || !from.hasNext() || !Seq.less(to.lastAck, from.next)) {
      return OptionalInt.empty();
    }
    // captured on the sender's side of the hole: one segment again and again
    if (from.stuckTries() >= 2 && from.stuckBytes() > from.largestAcknowledged) {
      return OptionalInt.of(Math.max(from.largestAcknowledged, from.smallestHeaders()));
    }
    // captured behind the hole: the receiver asks for what never comes by
    boolean asksInVain = to.duplicates >= LOST && !from.isInFlight(to.lastAck);
    return asksInVain && from.largestPacket < from.largestPossible(to.mss)
        ? OptionalInt.of(from.largestPacket)
        : OptionalInt.empty();
  }
}
