package dev.jnet.mtu;

import java.util.ArrayList;
import java.util.List;

/**
 * The path MTUs that are usual on real paths, which are the first sizes to try. All are bytes of
 * whole IP packets.
 */
final class CommonSizes {
  /**
   * From the largest: 9000 is Ethernet's convention for jumbo frames, and 8950 what VXLAN leaves of
   * it; 4352 FDDI; 1500 Ethernet; 1492 PPPoE; 1480 IPIP and 6in4; 1476 GRE; 1460 DS-Lite; 1450
   * VXLAN; 1440 and 1420 WireGuard over IPv4 and IPv6; 1400 a round number that operators choose;
   * 1280 IPv6's minimum; 576 the smallest reassembly buffer of IPv4. The others are plateaus of RFC
   * 1191.
   */
  private static final int[] SIZES = {
    65535, 32000, 17914, 9000, 8950, 4352, 2002, 1500, 1492, 1480, 1476, 1460, 1450, 1440, 1420,
    1400, 1280, 1006, 576
  };

  /**
   * The sizes to try after an old router's "too big" that names no MTU (RFC 1191 section 7, table
   * 7-1).
   */
  private static final int[] PLATEAUS = {
    65535, 32000, 17914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68
  };

  /** MTUs from 1280 to 1500 are so usual that one byte more is worth a probe in the first burst. */
  private static final int DEFAULT_FROM = 1280;

  private static final int DEFAULT_TO = 1500;

  private CommonSizes() {}

  /**
   * The sizes of the first burst: the smallest, which measures the round trip; the limit; and the
   * common sizes below it. Before each common size from 1280 to 1500 one byte more is sent, so that
   * one round trip shows both sides of a usual boundary.
   */
  static List<Integer> burst(int limit) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(MtuQuestion.SMALLEST);
    if (limit > MtuQuestion.SMALLEST) {
      sizes.add(limit);
    }
    for (int size : SIZES) {
      if (size < limit) {
        if (size + 1 < limit && size >= DEFAULT_FROM && size <= DEFAULT_TO) {
          sizes.add(size + 1);
        }
        sizes.add(size);
      }
    }
    return sizes;
  }

  /** The largest plateau below a size that did not pass; at least 68. */
  static int plateauBelow(int size) {
    for (int plateau : PLATEAUS) {
      if (plateau < size) {
        return plateau;
      }
    }
    return MtuQuestion.SMALLEST;
  }
}
