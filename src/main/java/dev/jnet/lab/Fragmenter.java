package dev.jnet.lab;

import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IpPacket;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits packets that are too long. Every router may split an IPv4 packet; only the source may
 * split an IPv6 packet.
 */
final class Fragmenter {
  private Fragmenter() {}

  /** The fragments of a packet. An IPv4 packet may be a fragment already. */
  static List<Datagram> split(IpPacket packet, int mtu, int identification) {
    List<Datagram> fragments = new ArrayList<>();
    for (byte[] bytes : Fragmentation.split(packet, mtu, identification)) {
      fragments.add(Datagram.parse(bytes).orElseThrow());
    }
    return fragments;
  }
}
