package dev.jnet.lab;

import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IpPacket;
import java.util.ArrayList;
import java.util.List;

/** Splits packets that are too long: IPv4's on every router, IPv6's only at their source. */
final class Fragmenter {
  private Fragmenter() {}

  /** The pieces of a packet, which in IPv4 may be a piece already. */
  static List<Datagram> split(IpPacket packet, int mtu, int identification) {
    List<Datagram> pieces = new ArrayList<>();
    for (byte[] bytes : Fragmentation.split(packet, mtu, identification)) {
      pieces.add(Datagram.parse(bytes).orElseThrow());
    }
    return pieces;
  }
}
