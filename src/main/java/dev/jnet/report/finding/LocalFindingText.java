package dev.jnet.report.finding;

import dev.jnet.finding.LocalFinding;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.BridgeDrops;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.InterfaceDrops;
import dev.jnet.finding.LocalFinding.Ipv6SwitchedOff;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.OwnNatRewrites;
import dev.jnet.finding.LocalFinding.PathMtuLearned;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.ProgramsRerouted;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.LocalFinding.RepliesByOtherInterface;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteFound;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.StationsStacked;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.report.AddressText;
import dev.jnet.report.DepartureText;
import dev.jnet.report.InterfaceFaultText;
import dev.jnet.report.RouteLimitsText;
import dev.jnet.report.Text;
import dev.jnet.report.WaysBackText;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.stream.Collectors;

/** Findings about this machine and its link in words. */
final class LocalFindingText {
  private LocalFindingText() {}

  static String of(LocalFinding finding) {
    if (finding instanceof RouteFound route) {
      return "by "
          + route.interfaceName()
          + " (MTU "
          + route.mtu()
          + ") from "
          + AddressText.unscoped(route.source())
          + ", next hop "
          + AddressText.unscoped(route.nextHop());
    }
    if (finding instanceof RouteMissing route) {
      return route.words();
    }
    if (finding instanceof NextHopAnswers next) {
      return FindingText.worded(
          AddressText.unscoped(next.nextHop()) + " has the MAC address " + next.mac(),
          next.grounds().certainty());
    }
    if (finding instanceof NextHopSilent silent) {
      return (silent.target() ? "the target " : "the router ")
          + AddressText.unscoped(silent.nextHop())
          + " does not answer "
          + question(silent.nextHop())
          + " on "
          + silent.interfaceName();
    }
    if (finding instanceof PathMtuLearned learned) {
      return "the kernel has learned a path MTU of "
          + learned.bytes()
          + " bytes to "
          + AddressText.unscoped(learned.target());
    }
    if (finding instanceof StationsStacked stacked) {
      return stacked.interfaceName()
          + " takes frames for other stations of this machine, as for the macvlan of a container;"
          + " Linux lets this machine itself not reach them";
    }
    if (finding instanceof ProxyNeighbor proxy) {
      return proxied(proxy);
    }
    if (finding instanceof Ipv6SwitchedOff off) {
      return FindingText.worded(
          "no IPv6 on " + off.interfaceName() + ", as its MTU of " + off.mtu() + " is below 1280",
          off.grounds().certainty());
    }
    if (finding instanceof BridgeDrops drops) {
      return InterfaceFaultText.of(drops.bridge(), drops.incoming());
    }
    if (finding instanceof InterfaceDrops drops) {
      return InterfaceFaultText.notTaken(drops.interfaceName(), drops.frames());
    }
    return finding instanceof AddressDuplicated twice ? duplicated(twice) : ofPrograms(finding);
  }

  private static String proxied(ProxyNeighbor proxy) {
    boolean four = Addresses.version(proxy.target()) == 4;
    String what = question(proxy.target()) + " for " + AddressText.unscoped(proxy.target());
    String way = four ? " (proxy ARP)" : " (proxy NDP)";
    return proxy.router().isPresent()
        ? "the router "
            + AddressText.unscoped(proxy.router().get())
            + " answers "
            + what
            + way
            + ": the route takes the target for a station on this link, and it is not"
        : FindingText.worded(
            "a router answers "
                + what
                + way
                + ": replies passed "
                + Text.count(proxy.routers(), "router")
                + ", by their hop limit, and the route takes the target for a station on this link",
            proxy.grounds().certainty());
  }

  private static String duplicated(AddressDuplicated twice) {
    return twice.macs().size()
        + " hardware addresses on "
        + twice.interfaceName()
        + " answer for "
        + AddressText.unscoped(twice.address())
        + ": "
        + twice.macs().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String ofPrograms(LocalFinding finding) {
    if (finding instanceof ProgramsAnswered answered) {
      return packet(answered.asked()) + " was answered";
    }
    if (finding instanceof ProgramsCannotSend stopped) {
      return packet(stopped.asked()) + " did not leave (" + stopped.reason() + ")";
    }
    if (finding instanceof ConnectionTableFull full) {
      return "this machine's table of tracked connections is full: "
          + full.entries()
          + " of "
          + full.limit()
          + " entries";
    }
    if (finding instanceof ReportsDroppedHere reports) {
      return FindingText.worded(
          "this machine's packet filter keeps "
              + (reports.tooBig()
                  ? "the reports that packets are too big"
                  : "ICMP errors about datagrams")
              + " from its programs",
          reports.grounds().certainty());
    }
    if (finding instanceof ReversePathDrops drops) {
      return WaysBackText.dropped(drops.replies(), drops.interfaceName());
    }
    if (finding instanceof RepliesByOtherInterface other) {
      return WaysBackText.taken(other.replies(), other.interfaceName());
    }
    if (finding instanceof RouteLimitsSize route) {
      return RouteLimitsText.of(route.limits());
    }
    if (finding instanceof OwnNatRewrites nat) {
      return DepartureText.of(nat.departure());
    }
    if (finding instanceof ProgramsRerouted other) {
      return DepartureText.of(other.departure());
    }
    ProgramsGetNothing nothing = (ProgramsGetNothing) finding;
    return FindingText.worded(
        "a packet filter, NAT or policy route of this machine keeps programs from getting an"
            + " answer",
        nothing.grounds().certainty());
  }

  private static String packet(Asked asked) {
    return switch (asked) {
      case ECHO -> "an echo request from the kernel's own socket";
      case CONNECT -> "a connection by the kernel's own TCP";
      case COPY -> "a copy of the first probe, sent by the kernel's own socket,";
    };
  }

  private static String question(InetAddress address) {
    return Addresses.version(address) == 4 ? "ARP" : "neighbor discovery";
  }
}
