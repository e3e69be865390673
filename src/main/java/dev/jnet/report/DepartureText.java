package dev.jnet.report;

import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.KernelDeparture.Place;
import dev.jnet.wire.Addresses;
import java.util.List;

/** How the kernel's packet left, where that is not as probes leave, in words. */
public final class DepartureText {
  private DepartureText() {}

  /** What differs, as a sentence without its full stop. */
  public static String of(KernelDeparture departure) {
    String programs = "packets of programs here for " + place(departure.asked());
    if (!departure.isTranslated()) {
      return programs
          + " leave by "
          + Plain.line(departure.interfaceName())
          + ", but jnet's probes do not: probably a mark or a rule of this machine (nftables, ip"
          + " rule) gives them another route";
    }
    return programs
        + departure.destination().map(to -> " go to " + place(to)).orElse(" leave")
        + departure
            .source()
            .map(from -> " with the source address " + AddressText.unscoped(from))
            .orElse("")
        + ": this machine's own NAT (nftables, iptables) rewrites them on their way"
        + " out. jnet's probes bypass it";
  }

  /** What to do next: commands that can be pasted. */
  static List<Programs.Step> steps(KernelDeparture departure) {
    if (!departure.isTranslated()) {
      return List.of(
          new Programs.Step("its rules:", "ip rule; nft list ruleset | grep -E 'table|hook|mark'"));
    }
    Programs.Step rules =
        new Programs.Step(
            "its rules:", "nft list ruleset | grep -E 'table|hook|dnat|snat|masquerade|redirect'");
    return departure
        .destination()
        .map(to -> List.of(new Programs.Step("what programs reach:", ask(departure, to)), rules))
        .orElse(List.of(rules));
  }

  private static String ask(KernelDeparture departure, Place place) {
    String address = Addresses.text(place.address());
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    return switch (departure.kind()) {
      case ICMP -> "jnet ping " + address;
      case TCP -> "jnet handshake " + bracketed + ":" + place.port();
      case UDP -> "jnet mtu --via udp:" + place.port() + " " + address;
    };
  }

  private static String place(Place place) {
    return AddressText.unscoped(place.address())
        + (place.port() == 0 ? "" : " port " + place.port());
  }
}
