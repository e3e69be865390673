package dev.jnet.capture;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Arp;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches which stations claim which addresses of a link. */
final class ClaimWatch {
  /** A station that claims an address later than this, in ns, may have taken it over. */
  private static final long AT_ONCE = 3 * Nanos.SECOND;

  private static final int MAX_ADDRESSES = 10_000;
  private static final int MAX_STATIONS = 16;

  private final Map<InetAddress, Claim> last = new HashMap<>();
  private final Map<InetAddress, Set<MacAddress>> disputed = new LinkedHashMap<>();
  private long leftOut;

  private record Claim(MacAddress mac, long at) {}

  /** Every ARP message claims its sender's address, if it has one (RFC 5227 section 2.4). */
  void accept(Arp arp, long at) {
    boolean known = arp.operation() == Arp.REQUEST || arp.operation() == Arp.REPLY;
    if (known && !arp.senderIp().isAnyLocalAddress()) {
      claim(arp.senderIp(), arp.senderMac(), at);
    }
  }

  /** Proxies leave the override flag out; others claim the address (RFC 4861 section 7.2.8). */
  void accept(NeighborAdvertisement advertisement, int hopLimit, long at) {
    if (advertisement.isOverride() && hopLimit == NeighborAdvertisement.HOP_LIMIT) {
      advertisement.targetMac().ifPresent(mac -> claim(advertisement.target(), mac, at));
    }
  }

  private void claim(InetAddress address, MacAddress mac, long at) {
    Claim before = last.get(address);
    if (before == null && last.size() >= MAX_ADDRESSES) {
      leftOut++;
      return;
    }
    last.put(address, new Claim(mac, at));
    if (before != null && !before.mac.equals(mac) && at - before.at <= AT_ONCE) {
      Set<MacAddress> stations = disputed.computeIfAbsent(address, any -> new LinkedHashSet<>());
      if (stations.size() < MAX_STATIONS) {
        stations.add(before.mac);
        stations.add(mac);
      }
    }
  }

  /** The addresses that several stations claim. */
  List<DuplicateAddress> duplicates() {
    List<DuplicateAddress> all = new ArrayList<>();
    disputed.forEach(
        (address, stations) -> all.add(new DuplicateAddress(address, List.copyOf(stations))));
    return all;
  }

  /** How many claims were not watched. */
  long leftOut() {
    return leftOut;
  }
}
