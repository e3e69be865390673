package dev.jnet.report;

import dev.jnet.doctor.Remedy;
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
    smaller.here(hop).ifPresent(remedy -> row("Here", remedy, sheet));
    row("On a router", smaller.onRouter(), sheet);
    sheet.row("By mail", "ask the operator of " + router() + icmp());
    if (place.isEmpty()) {
      sheet.row("Which router?", "this looks for it:").line("  jnet " + finder + " " + name);
    }
  }

  private static void row(String label, Remedy remedy, Sheet sheet) {
    sheet.row(label, remedy.effect() + ":");
    remedy.commands().forEach(command -> sheet.line("  " + command));
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

  private int version() {
    return Addresses.version(target);
  }
}
