package dev.jnet.lab;

import dev.jnet.wire.Checksum;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits packets that are too long: IPv4's on every router, IPv6's only at their source. */
final class Fragmenter {
  private static final int FRAGMENT_HEADER = 8;
  private static final int FRAGMENT = 44;

  private Fragmenter() {}

  /** The pieces of an IPv4 packet, which may be a piece already (RFC 791 section 2.3). */
  static List<Datagram> split(Ipv4 packet, int mtu) {
    byte[] payload = packet.payload();
    int step = (mtu - packet.headerLength()) / 8 * 8;
    List<Datagram> pieces = new ArrayList<>();
    for (int from = 0; from < payload.length; from += step) {
      int to = Math.min(from + step, payload.length);
      boolean last = to == payload.length;
      pieces.add(
          Datagram.of(
              new Ipv4(
                  packet.trafficClass(),
                  packet.identification(),
                  false,
                  !last || packet.moreFragments(),
                  packet.fragmentOffset() + from,
                  packet.hopLimit(),
                  packet.protocol(),
                  packet.source(),
                  packet.destination(),
                  packet.options(),
                  packet.headerLength() + to - from,
                  Checksum.State.CORRECT,
                  Arrays.copyOfRange(payload, from, to))));
    }
    return pieces;
  }

  /** The pieces of an IPv6 packet without extension headers (RFC 8200 section 4.5). */
  static List<Datagram> split(Ipv6 packet, int mtu, int identification) {
    byte[] payload = packet.payload();
    int step = (mtu - Ipv6.HEADER - FRAGMENT_HEADER) / 8 * 8;
    List<Datagram> pieces = new ArrayList<>();
    for (int from = 0; from < payload.length; from += step) {
      int to = Math.min(from + step, payload.length);
      byte[] piece = new byte[FRAGMENT_HEADER + to - from];
      int offsetAndMore = from | (to == payload.length ? 0 : 1);
      piece[0] = (byte) packet.protocol();
      piece[2] = (byte) (offsetAndMore >> 8);
      piece[3] = (byte) offsetAndMore;
      for (int i = 0; i < 4; i++) {
        piece[4 + i] = (byte) (identification >> (24 - 8 * i));
      }
      System.arraycopy(payload, from, piece, FRAGMENT_HEADER, to - from);
      byte[] octets =
          new Ipv6(packet.source(), packet.destination(), packet.hopLimit(), FRAGMENT, piece)
              .emit();
      pieces.add(Datagram.parse(octets).orElseThrow());
    }
    return pieces;
  }
}
