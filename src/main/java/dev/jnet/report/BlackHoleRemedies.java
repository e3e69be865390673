package dev.jnet.report;

import dev.jnet.doctor.RouterOwner;
import dev.jnet.doctor.SmallerPackets;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.link.FirstHop;
import dev.jnet.wire.Addresses;
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
    SmallerPackets smaller = new SmallerPackets(target, mtu);
    smaller.here(hop).ifPresent(remedy -> RemedyRows.write(sheet, remedy));
    RemedyRows.write(sheet, smaller.onRouter());
    operator(sheet);
    if (place.isEmpty()) {
      sheet.row("Which router?", "this looks for it:").command("jnet " + finder + " " + name);
    }
  }

  /** Who mends the cause, for everybody. */
  private void operator(Sheet sheet) {
    if (place.flatMap(Place::address).isEmpty()) {
      sheet.row("By mail", "ask whoever runs the path: " + unnamed() + icmp());
      return;
    }
    InetAddress router = place.get().address().get();
    int at = place.get().hop();
    String named = RouterOwner.named(router, at) + " " + RouterOwner.whose(router, at);
    if (RouterOwner.isNear(router, at)) {
      sheet.row(
          "Your router?",
          named
              + ". It, or the next one,"
              + icmp()
              + ". Where a VPN ends on it, set the MTU of the tunnel there to "
              + mtu);
    } else {
      sheet.row(
          "By mail", "ask whoever runs " + named + ": that router, or the next one," + icmp());
    }
  }

  private String icmp() {
    return " must send "
        + (version() == 4
            ? "ICMP type 3 code 4 (fragmentation needed)"
            : "ICMPv6 type 2 (packet too big)")
        + " for packets that are too big, and no firewall may drop it";
  }

  /** The router that drops the packets, where it has no address. */
  private String unnamed() {
    if (place.isEmpty()) {
      return "the router that drops the packets";
    }
    return place.get().hop() == 0
        ? "the first router"
        : "the router at hop " + place.get().hop() + ", or the next one,";
  }

  private int version() {
    return Addresses.version(target);
  }
}
