package dev.jnet.lab;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the pieces of packets together at their destination. */
final class Reassembler {
  /** At most so many incomplete packets are kept. A further one replaces the oldest. */
  private static final int MAX_WAITING = 16;

  private record Key(InetAddress source, InetAddress destination, int protocol, long id) {}

  private final Map<Key, NavigableMap<Integer, IpPacket>> waiting = new LinkedHashMap<>();

  /** Takes a piece. Returns the whole packet when no piece is missing any more. */
  Optional<Datagram> add(IpPacket piece) {
    Key key =
        new Key(piece.source(), piece.destination(), piece.protocol(), piece.identification());
    NavigableMap<Integer, IpPacket> pieces = waiting.get(key);
    if (pieces == null) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove(waiting.keySet().iterator().next());
      }
      pieces = new TreeMap<>();
      waiting.put(key, pieces);
    }
    pieces.put(piece.fragmentOffset(), piece);
    int length = completeLength(pieces);
    if (length < 0) {
      return Optional.empty();
    }
    waiting.remove(key);
    return length + piece.headerLength() > IpPacket.LARGEST_IPV4
        ? Optional.empty()
        : Optional.of(join(pieces, length));
  }

  /** Length of the whole payload in bytes, or −1 while a piece is missing. */
  private static int completeLength(NavigableMap<Integer, IpPacket> pieces) {
    int end = 0;
    boolean more = true;
    for (Map.Entry<Integer, IpPacket> piece : pieces.entrySet()) {
      if (piece.getKey() > end) {
        return -1;
      }
      end = Math.max(end, piece.getKey() + piece.getValue().payload().length);
      more = piece.getValue().moreFragments();
    }
    return more ? -1 : end;
  }

  private static Datagram join(NavigableMap<Integer, IpPacket> pieces, int length) {
    byte[] payload = new byte[length];
    for (Map.Entry<Integer, IpPacket> piece : pieces.entrySet()) {
      byte[] bytes = piece.getValue().payload();
      System.arraycopy(bytes, 0, payload, piece.getKey(), bytes.length);
    }
    IpPacket first = pieces.firstEntry().getValue();
    if (first instanceof Ipv4 four) {
      return Datagram.of(
          new Ipv4(
              four.trafficClass(),
              four.identification(),
              four.dontFragment(),
              false,
              0,
              four.hopLimit(),
              four.protocol(),
              four.source(),
              four.destination(),
              four.options(),
              four.headerLength() + length,
              Checksum.State.CORRECT,
              payload));
    }
    Ipv6 six = (Ipv6) first;
    return Datagram.of(
        new Ipv6(six.source(), six.destination(), six.hopLimit(), six.protocol(), payload));
  }
}
