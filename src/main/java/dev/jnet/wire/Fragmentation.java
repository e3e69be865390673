package dev.jnet.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits packets that are too long for a link. Any router may split an IPv4 packet; only the source
 * may split an IPv6 packet.
 */
public final class Fragmentation {
  /** The protocol number of IPv6's fragment header (RFC 8200 section 4.5). */
  private static final int FRAGMENT = 44;

  private static final int FRAGMENT_HEADER = 8;

  private Fragmentation() {}

  /**
   * The fragments of a packet in their order. Each is a whole IP packet in bytes.
   *
   * @param packet a packet without IPv6 extension headers. An IPv4 packet may be a fragment itself.
   *     Its DF bit is ignored
   * @param mtu the length of the largest fragment in bytes, at least 68 (IPv6: 1280)
   * @param identification the identification of all fragments in IPv6; IPv4 packets have their own
   */
  public static List<byte[]> split(IpPacket packet, int mtu, int identification) {
    byte[] payload = packet.payload();
    int room = mtu - packet.headerLength() - (packet.version() == 6 ? FRAGMENT_HEADER : 0);
    int step = room / 8 * 8;
    List<byte[]> fragments = new ArrayList<>();
    for (int from = 0; from < payload.length; from += step) {
      byte[] part = Arrays.copyOfRange(payload, from, Math.min(from + step, payload.length));
      boolean last = from + part.length == payload.length;
      fragments.add(
          packet instanceof Ipv4 four
              ? fragment(four, from, last, part)
              : fragment((Ipv6) packet, from, last, part, identification));
    }
    return fragments;
  }

  private static byte[] fragment(Ipv4 packet, int from, boolean last, byte[] part) {
    return new Ipv4(
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
            packet.headerLength() + part.length,
            Checksum.State.CORRECT,
            part)
        .emit();
  }

  private static byte[] fragment(
      Ipv6 packet, int from, boolean last, byte[] part, int identification) {
    byte[] payload =
        new WireWriter(FRAGMENT_HEADER + part.length)
            .u8(packet.protocol())
            .u8(0)
            .u16(from | (last ? 0 : 1))
            .u32(Integer.toUnsignedLong(identification))
            .bytes(part)
            .done();
    return new Ipv6(
            packet.trafficClass(),
            packet.flowLabel(),
            packet.hopLimit(),
            FRAGMENT,
            packet.source(),
            packet.destination(),
            0,
            0,
            false,
            0,
            Ipv6.HEADER + payload.length,
            payload)
        .emit();
  }
}
