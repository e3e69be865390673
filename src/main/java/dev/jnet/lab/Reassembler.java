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

/** Joins the fragments of packets at their destination. */
final class Reassembler {
  /** The most incomplete packets that are kept. A further one replaces the oldest. */
  private static final int MAX_WAITING = 16;

  private record Key(InetAddress source, InetAddress destination, int protocol, long id) {}

  private final Map<Key, NavigableMap<Integer, IpPacket>> waiting = new LinkedHashMap<>();

  /** Takes a fragment. Returns the whole packet when no fragment is missing any more. */
  Optional<Datagram> add(IpPacket fragment) {
    Key key =
        new Key(
            fragment.source(),
            fragment.destination(),
            fragment.protocol(),
            fragment.identification());
    NavigableMap<Integer, IpPacket> fragments = waiting.get(key);
    if (fragments == null) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove(waiting.keySet().iterator().next());
      }
      fragments = new TreeMap<>();
      waiting.put(key, fragments);
    }
    fragments.put(fragment.fragmentOffset(), fragment);
    int length = completeLength(fragments);
    if (length < 0) {
      return Optional.empty();
    }
    waiting.remove(key);
    return length + fragment.headerLength() > IpPacket.LARGEST_IPV4
        ? Optional.empty()
        : Optional.of(join(fragments, length));
  }

  /** Length of the whole payload in bytes, or −1 while a fragment is missing. */
  private static int completeLength(NavigableMap<Integer, IpPacket> fragments) {
    int end = 0;
    boolean more = true;
    for (Map.Entry<Integer, IpPacket> fragment : fragments.entrySet()) {
      if (fragment.getKey() > end) {
        return -1;
      }
      end = Math.max(end, fragment.getKey() + fragment.getValue().payload().length);
      more = fragment.getValue().moreFragments();
    }
    return more ? -1 : end;
  }

  private static Datagram join(NavigableMap<Integer, IpPacket> fragments, int length) {
    byte[] payload = new byte[length];
    for (Map.Entry<Integer, IpPacket> fragment : fragments.entrySet()) {
      byte[] bytes = fragment.getValue().payload();
      System.arraycopy(bytes, 0, payload, fragment.getKey(), bytes.length);
    }
    IpPacket first = fragments.firstEntry().getValue();
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
