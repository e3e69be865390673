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

  /** The pieces of a packet. An IPv4 packet may be a piece already. */
  static List<Datagram> split(IpPacket packet, int mtu, int identification) {
    List<Datagram> pieces = new ArrayList<>();
    for (byte[] bytes : Fragmentation.split(packet, mtu, identification)) {
      pieces.add(Datagram.parse(bytes).orElseThrow());
    }
    return pieces;
  }
}
