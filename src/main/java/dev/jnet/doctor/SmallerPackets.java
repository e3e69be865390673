package dev.jnet.doctor;

import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What makes connections to a target send smaller packets, both ways. Every report takes its
 * commands and its words from here.
 *
 * @param target whose packets are dropped
 * @param mtu bytes of the largest packet that both ways carry
 */
public record SmallerPackets(InetAddress target, int mtu) {
  /**
   * The remedy on this machine. Empty where IPv6 takes no route with so small an MTU.
   *
   * @param hop how packets to the target leave this machine
   */
  public Optional<Remedy> here(FirstHop hop) {
    if (!isIpv4() && mtu < Ipv6.MINIMUM_MTU) {
      return Optional.empty();
    }
    String ip = isIpv4() ? "ip" : "ip -6";
    String there = Remedies.unscoped(target);
    boolean direct = hop.nextHop().equals(target);
    return Optional.of(
        Remedy.here(
                "connections from it to "
                    + there
                    + " then use packets of at most "
                    + mtu
                    + " bytes, both ways, because each tells the other end when it opens. Others"
                    + " behind the same router still hang. It lasts until a restart",
                ip
                    + " route replace "
                    + there
                    + (direct ? "" : " via " + Remedies.unscoped(hop.nextHop()))
                    + " dev "
                    + hop.interfaceName()
                    + " mtu "
                    + mtu)
            .undoneBy(ip + " route del " + there));
  }

  /** The remedy on a router on the path. */
  public Remedy onRouter() {
    // a table of one IP version: the other one's headers leave another size
    String table = isIpv4() ? "ip mss" : "ip6 mss";
    return Remedy.onRouter(
            "as root, on a Linux router of yours on the path: all TCP connections through it then"
                + " use packets of at most "
                + mtu
                + " bytes, until it restarts (segments of "
                + mss()
                + ")",
            "nft 'table "
                + table
                + " { chain forward { type filter hook forward priority mangle; tcp flags syn tcp"
                + " option maxseg size > "
                + mss()
                + " tcp option maxseg size set "
                + mss()
                + "; }; }'")
        .undoneBy("nft delete table " + table);
  }

  /** Bytes of the largest segment that fits, TCP options included. */
  int mss() {
    return mtu - (isIpv4() ? Ipv4.HEADER : Ipv6.HEADER) - Tcp.HEADER;
  }

  private boolean isIpv4() {
    return Addresses.version(target) == 4;
  }
}
