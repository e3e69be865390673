package dev.jnet.ping;

import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts replies together that come in fragments. A reply counts when all its fragments have come:
 * its checksum cannot be checked before.
 */
final class Pieces {
  /** A bound for memory: the oldest reply is given up when more than this are incomplete. */
  private static final int MAX_REPLIES = 64;

  private static final int LARGEST = 65_535;

  private final Map<Key, Reassembly> replies = new LinkedHashMap<>();

  /** What the pieces of one reply have in common. */
  private record Key(InetAddress source, long identification) {
    Key(IpPacket piece) {
      this(piece.source(), piece.identification());
    }
  }

  /** A reply of which some pieces are there. */
  private static final class Reassembly {
    private byte[] payload = new byte[0];
    private final Map<Integer, Integer> lengths = new LinkedHashMap<>();
    private int end = -1;
    private boolean truncated;
    Reply.Echoed first;
    long lastAt;

    void add(IpPacket piece, long at) {
      byte[] part = piece.payload();
      int from = piece.fragmentOffset();
      int length = piece.totalLength() - piece.headerLength();
      if (from + length > LARGEST || lengths.containsKey(from)) {
        return;
      }
      lengths.put(from, length);
      payload = Arrays.copyOf(payload, Math.max(payload.length, from + length));
      System.arraycopy(part, 0, payload, from, Math.min(part.length, length));
      truncated |= piece.isTruncated();
      end = piece.moreFragments() ? end : from + length;
      lastAt = Math.max(lastAt, at);
    }

    boolean isComplete() {
      int bytes = 0;
      for (int length : lengths.values()) {
        bytes += length;
      }
      return first != null && bytes == end;
    }
  }

  /**
   * A reply in one packet again.
   *
   * @param first the piece that its probe was known by
   * @param packet all of it
   * @param echo the message in it; empty where the capture has cut a piece
   * @param at when the last piece came, in ns
   */
  record Whole(Reply.Echoed first, IpPacket packet, Optional<IcmpEcho> echo, long at) {
    /** The reply as if it had come in one packet, when its last piece came. */
    Reply.Echoed reply() {
      Reply.Timing begun = first.timing();
      long roundTrip = Math.max(0, begun.roundTrip() + at - begun.at());
      boolean intact =
          echo.map(whole -> Comparison.damage(first.probe(), whole).isEmpty())
              .orElse(first.intact());
      return new Reply.Echoed(
          first.probe(),
          new Reply.Timing(at, roundTrip, begun.exact(), begun.duplicate()),
          packet,
          echo.orElse(first.echo()),
          intact);
    }
  }

  /** Takes the first piece of a reply. */
  Optional<Whole> first(Reply.Echoed reply) {
    Reassembly reassembly = reassembly(reply.packet());
    reassembly.first = reassembly.first == null ? reply : reassembly.first;
    return add(reassembly, reply.packet(), reply.timing().at());
  }

  /** Takes a later piece of a reply. It may come before the first one. */
  Optional<Whole> later(IpPacket piece, long at) {
    return add(reassembly(piece), piece, at);
  }

  private Reassembly reassembly(IpPacket piece) {
    Reassembly reassembly = replies.get(new Key(piece));
    if (reassembly == null) {
      reassembly = new Reassembly();
      replies.put(new Key(piece), reassembly);
      if (replies.size() > MAX_REPLIES) {
        var eldest = replies.keySet().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return reassembly;
  }

  private Optional<Whole> add(Reassembly reassembly, IpPacket piece, long at) {
    reassembly.add(piece, at);
    if (!reassembly.isComplete()) {
      return Optional.empty();
    }
    replies.remove(new Key(piece));
    IpPacket packet = reassembly.first.packet().joined(reassembly.payload);
    Optional<IcmpEcho> echo = reassembly.truncated ? Optional.empty() : echo(packet);
    return Optional.of(new Whole(reassembly.first, packet, echo, reassembly.lastAt));
  }

  private static Optional<IcmpEcho> echo(IpPacket packet) {
    try {
      return Transport.parse(packet) instanceof IcmpEcho echo
          ? Optional.of(echo)
          : Optional.empty();
    } catch (MalformedPacketException neverAReply) {
      return Optional.empty();
    }
  }
}
