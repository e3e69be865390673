package dev.jnet.report;

import dev.jnet.finding.PathFinding.Place;
import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What to do about a black hole, and where: commands that can be pasted. The sizes fit both ways,
 * because a connection needs both.
 *
 * @param target whose packets are dropped
 * @param hop how they leave this machine
 * @param mtu bytes of the largest packet that both ways carry
 * @param place the router behind which larger packets are dropped; empty when it is unknown
 */
public record BlackHoleRemedies(InetAddress target, FirstHop hop, int mtu, Optional<Place> place) {

  /**
   * Writes what the black hole means, and what mends it.
   *
   * @param name the target as it was asked for
   * @param bytes of the largest packet that arrives there
   */
  public void write(String name, int bytes, Sheet sheet) {
    int mss = new Arithmetic(version(), mtu).mss();
    sheet.row(
        "What it means", "connections hang as soon as they send packets over " + bytes + " bytes");
    sheet.row("What to do", report());
    if (place.isEmpty()) {
      sheet.row("", "this looks for it:");
      sheet.line("  jnet trace " + name);
    }
    sheet.row("", "or, on a Linux router on the path, let TCP send smaller segments:");
    sheet.line(
        // a table of one IP version: the other one's headers leave another size
        "  nft 'table "
            + (version() == 4 ? "ip" : "ip6")
            + " mss { chain forward { type filter hook forward priority mangle;"
            + " tcp flags syn tcp option maxseg size > "
            + mss
            + " tcp option maxseg size set "
            + mss
            + "; }; }'");
    if (version() == 4 || mtu >= Ipv6.MINIMUM_MTU) {
      sheet.row("", "or, on this machine, for this target only:");
      sheet.line("  " + route());
    }
  }

  private String report() {
    String icmp =
        version() == 4
            ? "ICMP type 3 code 4 (fragmentation needed)"
            : "ICMPv6 type 2 (packet too big)";
    String pass = " must send " + icmp + ", and no firewall there may drop it";
    if (place.isEmpty()) {
      return "the router that drops the packets" + pass;
    }
    Place at = place.get();
    String router = at.address().map(address -> ", " + Addresses.text(address)).orElse("");
    return at.hop() == 0 && at.address().isEmpty()
        ? "the first router" + pass
        : "the router at hop " + at.hop() + router + ", or the next one," + pass;
  }

  private String route() {
    boolean direct = hop.nextHop().equals(target);
    return (version() == 4 ? "ip route replace " : "ip -6 route replace ")
        + Addresses.text(target)
        + (direct ? "" : " via " + Addresses.text(hop.nextHop()))
        + " dev "
        + hop.interfaceName()
        + " mtu "
        + mtu;
  }

  private int version() {
    return Addresses.version(target);
  }
}
