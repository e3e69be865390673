package dev.jnet.mtu;

import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;

/**
 * What is to be found out: the path MTU to a target.
 *
 * @param target whom the probes are for; a unicast address
 * @param hop how they leave this machine
 * @param limit octets of the largest packet to try, at most what the interface and IP can carry
 * @param seed of the probes' random identifiers and data: the same seed, the same probes
 */
public record MtuQuestion(InetAddress target, FirstHop hop, int limit, long seed) {
  /** Octets of the smallest probe: what RFC 791 promises to pass everywhere. */
  static final int SMALLEST = Ipv4.MINIMUM_MTU;

  /**
   * Checks that the limit leaves something to search.
   *
   * @throws IllegalArgumentException when it is below 68, or above what can be sent
   */
  public MtuQuestion {
    int most = most(hop, Addresses.version(target));
    if (limit < SMALLEST || limit > most) {
      throw new IllegalArgumentException(
          "a limit of " + limit + ", not " + SMALLEST + " to " + most);
    }
  }

  /**
   * Octets of the largest packet that can leave: the MTU, in IPv4 65535 even where that is more.
   */
  public static int most(FirstHop hop, int version) {
    return version == 4 ? Math.min(hop.mtu(), IpPacket.LARGEST_IPV4) : Math.min(hop.mtu(), 65575);
  }

  /** The same question by another first hop, whose MTU has room for it. */
  public MtuQuestion by(FirstHop other) {
    return new MtuQuestion(target, other, limit, seed);
  }

  /** 4 or 6. */
  int version() {
    return Addresses.version(target);
  }

  /** The least MTU that a router may truthfully claim: 68 in IPv4, 1280 in IPv6 (RFC 8201). */
  int leastClaim() {
    return version() == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
  }
}
