package dev.jnet.capture;

import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpQuote;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Follows what is in a capture, packet after packet. Never throws, whatever the bytes are. */
public final class CaptureAnalysis {
  /** Bytes of a frame that tell all that is read of it: headers, and a name server's question. */
  public static final int ENOUGH = 512;

  private static final int MAX_CONVERSATIONS = 20_000;
  private static final int MAX_REPORTS = 1_000;

  private final Selection selection;
  private final Map<ConversationKey, TcpConversation> open = new HashMap<>();
  private final List<TcpConversation> all = new ArrayList<>();
  private final List<TooBig> reports = new ArrayList<>();
  private final LookupWatch lookups = new LookupWatch();
  private final ClaimWatch claims = new ClaimWatch();
  private long frames;
  private long unread;
  private long firstAt;
  private long lastAt;
  private long leftOut;
  private long uncaptured;

  /**
   * What is followed.
   *
   * @param host an address of a packet's; empty for all
   * @param port of a packet's, 1 to 65535; empty for all
   * @param flow the conversation whose segments are kept, from 1; empty for none
   */
  public record Selection(Optional<InetAddress> host, OptionalInt port, OptionalInt flow) {
    /** Follows all, and keeps no segments. */
    public static final Selection ALL =
        new Selection(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private boolean includes(IpPacket packet, int sourcePort, int destinationPort) {
      return (host.isEmpty()
              || host.get().equals(packet.source())
              || host.get().equals(packet.destination()))
          && (port.isEmpty()
              || port.getAsInt() == sourcePort
              || port.getAsInt() == destinationPort);
    }

    private boolean includes(InetAddress address) {
      return port.isEmpty() && (host.isEmpty() || host.get().equals(address));
    }
  }

  /** An analysis that has not seen anything. */
  public CaptureAnalysis(Selection selection) {
    this.selection = selection;
  }

  /** Takes the next frame, and says what it is where it is a TCP segment. */
  public Set<TcpEvent> accept(CapturedPacket frame) {
    firstAt = frames == 0 ? frame.at() : firstAt;
    lastAt = frame.at();
    frames++;
    Optional<LinkHeader.Carried> carried = LinkHeader.read(frame);
    if (carried.isEmpty()) {
      unread++;
      return Set.of();
    }
    if (carried.get().isArp()) {
      arp(carried.get().bytes(), frame.at());
      return Set.of();
    }
    Dissection dissection = Dissection.ofIp(carried.get().bytes());
    if (dissection.ip().isEmpty() || dissection.transport().isEmpty()) {
      unread++;
      return Set.of();
    }
    IpPacket packet = dissection.ip().get();
    Transport transport = dissection.transport().get();
    if (transport instanceof Tcp tcp) {
      return tcp(frame, packet, tcp);
    }
    if (transport instanceof Udp udp) {
      udp(frame, packet, udp);
    } else if (transport instanceof IcmpError error && error.kind() == IcmpError.Kind.TOO_BIG) {
      tooBig(frame, packet, error);
    } else if (transport instanceof NeighborAdvertisement advertisement
        && selection.includes(advertisement.target())) {
      claims.accept(advertisement, packet.hopLimit(), frame.at());
    }
    return Set.of();
  }

  private void arp(byte[] bytes, long at) {
    try {
      Arp arp = Arp.parse(bytes);
      if (selection.includes(arp.senderIp())) {
        claims.accept(arp, at);
      }
    } catch (MalformedPacketException e) {
      unread++;
    }
  }

  private Set<TcpEvent> tcp(CapturedPacket frame, IpPacket packet, Tcp tcp) {
    if (!selection.includes(packet, tcp.sourcePort(), tcp.destinationPort())) {
      return Set.of();
    }
    ConversationKey key = ConversationKey.of(packet, tcp.sourcePort(), tcp.destinationPort());
    TcpConversation conversation = open.get(key);
    if (conversation != null
        && conversation.isOver(conversation.side(packet.source(), tcp.sourcePort()), tcp)) {
      conversation = null;
    }
    if (conversation == null) {
      if (all.size() >= MAX_CONVERSATIONS) {
        leftOut += (tcp.flags() & Tcp.SYN) != 0 ? 1 : 0;
        return Set.of();
      }
      boolean kept = selection.flow.orElse(0) == all.size() + 1;
      conversation = begin(packet, tcp).open(frame.at(), kept);
      all.add(conversation);
      open.put(key, conversation);
    }
    int header = (packet.payload()[12] >>> 4 & 15) * 4;
    int length = Math.max(0, packet.totalLength() - packet.headerLength() - header);
    CapturedSegment segment =
        new CapturedSegment(
            frame.number(), frame.at(), tcp, length, packet.totalLength(), packet.hopLimit());
    if (tcp.sourcePort() == LookupWatch.PORT || tcp.destinationPort() == LookupWatch.PORT) {
      lookup(packet, tcp, frame.at());
    }
    return conversation.accept(segment, conversation.side(packet.source(), tcp.sourcePort()));
  }

  /** The client is the side that sends a SYN, or else the side with the higher port. */
  private static TcpConversation begin(IpPacket packet, Tcp tcp) {
    TcpSide from = new TcpSide(packet.source(), tcp.sourcePort());
    TcpSide to = new TcpSide(packet.destination(), tcp.destinationPort());
    boolean syn = (tcp.flags() & Tcp.SYN) != 0;
    boolean ack = (tcp.flags() & Tcp.ACK) != 0;
    boolean byClient = syn ? !ack : from.port >= to.port;
    return byClient ? new TcpConversation(from, to) : new TcpConversation(to, from);
  }

  private void udp(CapturedPacket frame, IpPacket packet, Udp udp) {
    boolean isLookup =
        udp.sourcePort() == LookupWatch.PORT || udp.destinationPort() == LookupWatch.PORT;
    if (isLookup && selection.includes(packet, udp.sourcePort(), udp.destinationPort())) {
      boolean ofClient = udp.destinationPort() == LookupWatch.PORT;
      lookups.accept(
          direction(packet, ofClient ? udp.sourcePort() : udp.destinationPort(), ofClient),
          udp.payload(),
          frame.at());
    }
  }

  /** Over TCP the length of a message stands in front of it (RFC 1035 section 4.2.2). */
  private void lookup(IpPacket packet, Tcp tcp, long at) {
    byte[] data = tcp.payload();
    // A message that comes in several segments is not put together.
    if (data.length > Short.BYTES && length(data) == data.length - Short.BYTES) {
      boolean ofClient = tcp.destinationPort() == LookupWatch.PORT;
      lookups.accept(
          direction(packet, ofClient ? tcp.sourcePort() : tcp.destinationPort(), ofClient),
          Arrays.copyOfRange(data, Short.BYTES, data.length),
          at);
    }
  }

  private static int length(byte[] message) {
    return (message[0] & 0xff) << Byte.SIZE | (message[1] & 0xff);
  }

  private static LookupWatch.Direction direction(IpPacket packet, int port, boolean ofClient) {
    return new LookupWatch.Direction(
        ofClient ? packet.source() : packet.destination(),
        port,
        ofClient ? packet.destination() : packet.source(),
        ofClient);
  }

  private void tooBig(CapturedPacket frame, IpPacket packet, IcmpError error) {
    IpPacket quoted;
    TcpQuote quote;
    try {
      quoted = IpPacket.parse(error.quote());
      quote = TcpQuote.parse(quoted);
    } catch (MalformedPacketException e) {
      unread++;
      return;
    }
    TooBig report =
        new TooBig(
            frame.number(),
            packet.source(),
            error.nextHopMtu(),
            quoted.source(),
            quoted.destination());
    if (!selection.includes(quoted, quote.sourcePort(), quote.destinationPort())) {
      return;
    }
    if (reports.size() < MAX_REPORTS) {
      reports.add(report);
    } else {
      leftOut++;
    }
    TcpConversation about =
        open.get(ConversationKey.of(quoted, quote.sourcePort(), quote.destinationPort()));
    if (about != null) {
      about.reported(report);
    }
  }

  /** Takes how many frames passed in all that were not captured. */
  public void uncaptured(long frames) {
    uncaptured = frames;
  }

  /** What is known by now. */
  public CaptureSummary summary() {
    List<TcpSummary> conversations = new ArrayList<>();
    for (TcpConversation each : all) {
      conversations.add(each.result(conversations.size() + 1));
    }
    return new CaptureSummary(
        frames,
        unread,
        firstAt,
        lastAt - firstAt,
        conversations,
        reports,
        lookups.lookups(),
        claims.duplicates(),
        uncaptured,
        leftOut + lookups.leftOut() + claims.leftOut());
  }
}
