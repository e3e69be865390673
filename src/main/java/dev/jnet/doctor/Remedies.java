package dev.jnet.doctor;

import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What mends the causes that have nothing to do with the size of packets. */
final class Remedies {
  private Remedies() {}

  static List<Remedy> name(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "asks this machine's resolver once more; check the spelling first",
            "getent ahosts " + of.name()));
  }

  static List<Remedy> nameServers(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows the name servers that this machine asks ('resolvectl status' shows those behind"
                + " 127.0.0.53)",
            "cat /etc/resolv.conf"),
        Remedy.look(
            "asks another name server, to compare: a fast one belongs into the settings of the"
                + " network",
            "jnet walk --brief --dns ADDRESS http://" + of.name() + "/"));
  }

  static List<Remedy> interfaceUp(Examination of, List<Finding> findings) {
    RouteMissing route = (RouteMissing) findings.get(0);
    return route.down().stream()
        .map(
            down ->
                Remedy.here("switches " + down + " on", "ip link set " + down + " up")
                    .undoneBy("ip link set " + down + " down"))
        .toList();
  }

  static List<Remedy> route(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows the routes: one for the target's network, or a default one, is missing",
            ip(of) + " route show"));
  }

  static List<Remedy> refusingRoute(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows the routes that refuse packets to the target, and how to add them again",
            refusing(of, "sed 's/^/" + ip(of) + " route add /'")),
        Remedy.here("deletes these routes", withoutRefusal(of)));
  }

  private static String withoutRefusal(Examination of) {
    return refusing(of, "xargs -rL1 " + ip(of) + " route del");
  }

  /** A command for each kind of routes that refuse packets to the target. */
  private static String refusing(Examination of, String each) {
    return "for type in blackhole unreachable prohibit; do "
        + ip(of)
        + " route show match "
        + text(of)
        + " type $type | "
        + each
        + "; done";
  }

  static List<Remedy> neighbor(Examination of, List<Finding> findings) {
    String command =
        of.hop()
            .map(hop -> "-i " + hop.interfaceName() + " " + unscoped(hop.nextHop()))
            .orElseGet(() -> text(of)); // read from a capture: the same question on that link
    Remedy stations =
        Remedy.look(
            "shows every station that claims the address, with its MAC", "jnet arp " + command);
    boolean bridge =
        findings.stream().anyMatch(each -> each instanceof NextHopSilent silent && silent.bridge());
    return bridge
        ? List.of(stations, LocalRemedies.bridge(of, findings).get(0))
        : List.of(stations);
  }

  static List<Remedy> refusal(Examination of, List<Finding> findings) {
    Refused refused = (Refused) findings.get(0);
    String by = Addresses.text(refused.by());
    List<Remedy> remedies = new ArrayList<>();
    if (isForbidden(refused.reason())) {
      remedies.add(
          Remedy.onRouter(
                  forRouter(by)
                      + "deletes its routes that refuse packets to the target, and has its packet"
                      + " filter forward them. Undo takes the rules of the packet filter back",
                  withoutRefusal(of),
                  FirewallRemedies.forwarded(of))
              .undoneBy(FirewallRemedies.UNDO));
    }
    remedies.add(
        Remedy.byOperator(
            RouterOwner.mail(refused.by(), refused.hop()) + " It asks to let packets through",
            "Your router "
                + by
                + " answers packets from "
                + source(of)
                + " to "
                + text(of)
                + " with '"
                + refused.reason()
                + "'.",
            "Please check its route to "
                + text(of)
                + " and the rules of its packet filter for this pair of addresses."));
    return remedies;
  }

  /** Whether a router has been told to refuse packets: otherwise it cannot deliver them. */
  private static boolean isForbidden(String reason) {
    return reason.endsWith("administratively prohibited");
  }

  private static String forRouter(String address) {
    return "as root, if " + address + " is a Linux router of yours: ";
  }

  static List<Remedy> silence(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.byOperator(
            "asks the operator of the target's network whether the target is up",
            "No packet from " + source(of) + " to " + text(of) + " is answered,",
            "whether ICMP echo, TCP or UDP. Is "
                + text(of)
                + " up, and does a firewall drop packets from this address?"));
  }

  static List<Remedy> onePath(Examination of, List<Finding> findings) {
    SomeFlowsSilent some = (SomeFlowsSilent) findings.get(0);
    return List.of(
        Remedy.byOperator(
            "asks the operator of the path to take the broken one out",
            "SYNs from "
                + source(of)
                + " to "
                + text(of)
                + " port "
                + some.port()
                + " are answered from some ports, and never from "
                + some.silent().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ".",
            "Please check each of the equal paths (ECMP), and each member of bundled links"
                + " (LAG)."));
  }

  static List<Remedy> loss(Examination of, List<Finding> findings) {
    EchoLost lost = (EchoLost) findings.get(0);
    return List.of(
        Remedy.look("shows at which hop packets are lost", "jnet trace --watch " + text(of)),
        Remedy.byOperator(
            "asks the operator of the path to look for the loss",
            lost.sent()
                - lost.received()
                + " of "
                + lost.sent()
                + " echo requests of 84 bytes from "
                + source(of)
                + " to "
                + text(of)
                + " were not answered.",
            "Please check the links on this path for errors and full queues."));
  }

  static List<Remedy> closedPort(Examination of, List<Finding> findings) {
    int port = ((PortClosed) findings.get(0)).port();
    return List.of(
        Remedy.onServer(
            "shows which program listens on the port, and on which address",
            "ss -ltnp 'sport = :" + port + "'"));
  }

  static List<Remedy> filteredPort(Examination of, List<Finding> findings) {
    PortFiltered filtered = (PortFiltered) findings.get(0);
    String what =
        filtered.by().isPresent()
            ? Addresses.text(filtered.by().get()) + " answers with '" + filtered.reason() + "'."
            : "Nothing comes back, neither a SYN-ACK nor a reset.";
    List<Remedy> remedies = new ArrayList<>();
    filtered
        .by()
        .filter(by -> !of.address().equals(filtered.by()))
        .ifPresent(by -> remedies.add(forwarding(of, Addresses.text(by))));
    remedies.add(
        Remedy.onServer(
            "shows the rules of the target's own packet filter that drop or reject",
            "nft -a list ruleset | grep -E 'table|chain|hook|drop|reject'"));
    remedies.add(
        Remedy.byOperator(
            "asks the operator of the firewall to let the port through",
            "TCP connections from "
                + source(of)
                + " to "
                + text(of)
                + " port "
                + filtered.port()
                + " are filtered.",
            what,
            "Please let TCP port " + filtered.port() + " through for this address."));
    return remedies;
  }

  private static Remedy forwarding(Examination of, String by) {
    return Remedy.onRouter(
            forRouter(by)
                + "has its packet filter forward connections to "
                + text(of)
                + FirewallRemedies.words(of),
            FirewallRemedies.forwarded(of))
        .undoneBy(FirewallRemedies.UNDO);
  }

  static List<Remedy> minimum(Examination of, List<Finding> findings) {
    return SizeRemedies.minimum(of, findings);
  }

  static List<Remedy> blackHole(Examination of, List<Finding> findings) {
    return SizeRemedies.blackHole(of);
  }

  static List<Remedy> stall(Examination of, List<Finding> findings) {
    return SizeRemedies.stall(of, (TransferStalled) findings.get(0));
  }

  static List<Remedy> returnPath(Examination of, List<Finding> findings) {
    return SizeRemedies.returnPath(of);
  }

  static List<Remedy> clamp(Examination of, List<Finding> findings) {
    SegmentsClamped clamped = (SegmentsClamped) findings.get(0);
    return List.of(
        Remedy.byOperator(
            "asks for segments that fill the packets",
            "A router at or before hop "
                + clamped.hop()
                + " from "
                + source(of)
                + " to "
                + text(of)
                + " sets the MSS of TCP connections to "
                + clamped.arrived()
                + ".",
            "The path carries segments of "
                + clamped.possible()
                + " bytes. Please clamp the MSS to that."));
  }

  static List<Remedy> cache(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.here(
            "lets the kernel forget the path MTU; it learns it anew when a router reports it",
            LocalRemedies.forgetPathMtus(of.version())));
  }

  static String ip(Examination of) {
    return of.version() == 6 ? "ip -6" : "ip";
  }

  static String text(Examination of) {
    return of.address().map(Addresses::text).orElse(of.name());
  }

  static String source(Examination of) {
    return of.hop().map(hop -> unscoped(hop.source())).orElse("this machine");
  }

  /** An address as other programs take it: without the interface of a link-local one. */
  static String unscoped(InetAddress address) {
    String text = Addresses.text(address);
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
