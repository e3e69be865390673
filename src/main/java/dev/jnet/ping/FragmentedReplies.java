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
 * Reassembles replies that arrive in fragments. A reply counts when all its fragments have arrived,
 * because its checksum cannot be checked before.
 */
final class FragmentedReplies {
  /** A bound for memory: the oldest reply is given up when more than this are incomplete. */
  private static final int MAX_REPLIES = 64;

  private static final int LARGEST = 65_535;

  private final Map<Key, Reassembly> replies = new LinkedHashMap<>();

  /** What the fragments of one reply have in common. */
  private record Key(InetAddress source, long identification) {
    Key(IpPacket fragment) {
      this(fragment.source(), fragment.identification());
    }
  }

  /** A reply of which some fragments have arrived. */
  private static final class Reassembly {
    private byte[] payload = new byte[0];
    private final Map<Integer, Integer> lengths = new LinkedHashMap<>();
    private int end = -1;
    private boolean truncated;
    Reply.Echoed first;
    long lastAt;

    void add(IpPacket fragment, long at) {
      byte[] part = fragment.payload();
      int from = fragment.fragmentOffset();
      int length = fragment.totalLength() - fragment.headerLength();
      if (from + length > LARGEST || lengths.containsKey(from)) {
        return;
      }
      lengths.put(from, length);
      payload = Arrays.copyOf(payload, Math.max(payload.length, from + length));
      System.arraycopy(part, 0, payload, from, Math.min(part.length, length));
      truncated |= fragment.isTruncated();
      end = fragment.moreFragments() ? end : from + length;
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
   * @param first the first fragment, which named the probe
   * @param packet the reassembled packet
   * @param echo the message in it; empty where the capture cut a fragment short
   * @param at when the last fragment arrived, in ns on the link's clock
   */
  record Whole(Reply.Echoed first, IpPacket packet, Optional<IcmpEcho> echo, long at) {
    /** The reply as if it had come in one packet, when its last fragment came. */
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

  /** Takes the first fragment of a reply. */
  Optional<Whole> first(Reply.Echoed reply) {
    Reassembly reassembly = reassembly(reply.packet());
    reassembly.first = reassembly.first == null ? reply : reassembly.first;
    return add(reassembly, reply.packet(), reply.timing().at());
  }

  /** Takes a later fragment of a reply. It may come before the first one. */
  Optional<Whole> later(IpPacket fragment, long at) {
    return add(reassembly(fragment), fragment, at);
  }

  private Reassembly reassembly(IpPacket fragment) {
    Reassembly reassembly = replies.get(new Key(fragment));
    if (reassembly == null) {
      reassembly = new Reassembly();
      replies.put(new Key(fragment), reassembly);
      if (replies.size() > MAX_REPLIES) {
        var eldest = replies.keySet().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return reassembly;
  }

  private Optional<Whole> add(Reassembly reassembly, IpPacket fragment, long at) {
    reassembly.add(fragment, at);
    if (!reassembly.isComplete()) {
      return Optional.empty();
    }
    replies.remove(new Key(fragment));
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
