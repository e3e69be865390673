package dev.jnet.report;

import dev.jnet.finding.PathFinding.Place;
import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What to do about a black hole, and who does it: commands that can be pasted, those for this
 * machine first. The sizes fit both ways, because a connection needs both.
 *
 * @param target whose packets are dropped
 * @param hop how they leave this machine
 * @param mtu bytes of the largest packet that both ways carry
 * @param place the router behind which larger packets are dropped; empty when it is unknown
 * @param finder the command of jnet that may find that router
 */
public record BlackHoleRemedies(
    InetAddress target, FirstHop hop, int mtu, Optional<Place> place, String finder) {

  /**
   * Writes what the black hole means, and what mends it.
   *
   * @param name the target as it was asked for
   * @param bytes of the largest packet that arrives there
   */
  public void write(String name, int bytes, Sheet sheet) {
    sheet.row(
        "What it means", "connections hang as soon as they send packets over " + bytes + " bytes");
    sheet.row("What to do", "any one of these:");
    if (version() == 4 || mtu >= Ipv6.MINIMUM_MTU) {
      sheet.row(
          "Here",
          "as root; this machine then sends this target nothing larger, and all others as before; gone"
              + " after a restart, or with '"
              + ip()
              + " route del "
              + Addresses.text(target)
              + "':");
      sheet.line("  " + route());
    }
    int mss = new Arithmetic(version(), mtu).mss();
    String family = version() == 4 ? "ip" : "ip6";
    sheet.row(
        "On a router",
        "if a Linux router on the path is yours: there, as root. TCP through it then sends segments"
            + " of at most "
            + mss
            + " bytes; gone after a restart, or with 'nft delete table "
            + family
            + " mss':");
    sheet.line(
        // a table of one IP version: the other one's headers leave another size
        "  nft 'table "
            + family
            + " mss { chain forward { type filter hook forward priority mangle;"
            + " tcp flags syn tcp option maxseg size > "
            + mss
            + " tcp option maxseg size set "
            + mss
            + "; }; }'");
    sheet.row("By mail", "ask the operator of " + router() + icmp());
    if (place.isEmpty()) {
      sheet.row("Which router?", "this looks for it:").line("  jnet " + finder + " " + name);
    }
  }

  private String icmp() {
    return " must send "
        + (version() == 4
            ? "ICMP type 3 code 4 (fragmentation needed)"
            : "ICMPv6 type 2 (packet too big)")
        + " for packets that are too big, and no firewall may drop it";
  }

  private String router() {
    if (place.isEmpty()) {
      return "the path: the router that drops the packets";
    }
    Place at = place.get();
    if (at.hop() == 0 && at.address().isEmpty()) {
      return "the first router: it";
    }
    String address = at.address().map(by -> Addresses.text(by) + ", ").orElse("");
    return address + "hop " + at.hop() + ": that router, or the next one,";
  }

  private String ip() {
    return version() == 4 ? "ip" : "ip -6";
  }

  private String route() {
    boolean direct = hop.nextHop().equals(target);
    return ip()
        + " route replace "
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
