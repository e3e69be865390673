package dev.jnet.probe;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Addresses from which answers came although others had been asked: each once, at most 16. */
final class OtherAddresses {
  /** A bound for memory and reports, because answers may come from thousands of addresses. */
  private static final int MAX = 16;

  private final Set<InetAddress> addresses = new LinkedHashSet<>();

  void add(InetAddress address) {
    if (addresses.size() < MAX) {
      addresses.add(address);
    }
  }

  /** Notes where a reply came from, if that is not where the probe went to. */
  void note(Reply reply) {
    if (reply instanceof Reply.Echoed echoed && echoed.isFromAnother()) {
      add(echoed.packet().source());
    }
  }

  /** The addresses, in the order in which they came. */
  List<InetAddress> list() {
    return List.copyOf(addresses);
  }
}
