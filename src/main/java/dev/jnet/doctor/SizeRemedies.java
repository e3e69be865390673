package dev.jnet.doctor;

import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What mends paths that do not carry large packets. The sizes fit both ways, because a connection
 * needs both.
 */
final class SizeRemedies {
  private SizeRemedies() {}

  static List<Remedy> blackHole(Examination of) {
    int mtu = of.bothWays();
    List<Remedy> remedies = new ArrayList<>(smaller(of, mtu));
    String icmp = of.version() == 4 ? "ICMP type 3 code 4" : "ICMPv6 type 2";
    List<String> mail = new ArrayList<>();
    mail.add(
        "Packets over "
            + mtu
            + " bytes from "
            + Remedies.source(of)
            + " to "
            + Remedies.text(of)
            + " get no answer where smaller ones do: they are probably dropped"
            + behind(of)
            + ",");
    mail.add("and no " + icmp + " comes back, so that connections hang.");
    of.first(LargeSegmentsLost.class)
        .ifPresent(
            lost ->
                mail.add("Packets of " + lost.lost() + " bytes from there do not arrive, either."));
    mail.add("Please let " + icmp + " through" + orClamp(of, mtu) + ".");
    remedies.add(
        Remedy.byOperator(
            RouterOwner.mail(of.first(BlackHole.class).flatMap(BlackHole::place))
                + " What it asks for mends the cause, for everybody",
            mail.toArray(String[]::new)));
    return remedies;
  }

  static List<Remedy> returnPath(Examination of) {
    int mtu = of.bothWays();
    List<Remedy> remedies = new ArrayList<>(smaller(of, mtu));
    remedies.add(
        Remedy.byOperator(
            "mends the return path for everybody",
            "Packets over "
                + mtu
                + " bytes from "
                + Remedies.text(of)
                + " to "
                + Remedies.source(of)
                + " do not arrive.",
            "Please look for a link on the return path that drops them without an ICMP error."));
    return remedies;
  }

  static List<Remedy> onePath(Examination of, List<Finding> findings) {
    SomeFlowsDropLarge some = (SomeFlowsDropLarge) findings.get(0);
    List<Remedy> remedies = new ArrayList<>(smaller(of, of.bothWays()));
    remedies.add(
        Remedy.byOperator(
            "asks the operator of the path to take the broken one out",
            "TCP connections from "
                + Remedies.source(of)
                + " to "
                + Remedies.text(of)
                + " port "
                + some.port()
                + " lose packets over "
                + some.bytes()
                + " bytes from the ports "
                + some.dropping().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ", and from others not.",
            "Please check each of the equal paths (ECMP), and each member of bundled links"
                + " (LAG)."));
    return remedies;
  }

  /** What mends a stall where smaller segments get through; else nothing about sizes is known. */
  static List<Remedy> stall(Examination of, TransferStalled stalled) {
    List<Remedy> remedies = new ArrayList<>();
    stalled.passing().ifPresent(bytes -> remedies.addAll(smaller(of, bytes)));
    remedies.add(
        Remedy.byOperator(
            "asks the operator of the path or of the server to look for what swallows the data",
            "TCP connections from "
                + Remedies.source(of)
                + " to "
                + Remedies.text(of)
                + (of.port().isPresent() ? " port " + of.port().getAsInt() : "")
                + " open, and stall after "
                + (stalled.unacknowledged() > 0
                    ? stalled.unacknowledged() + " bytes from here that nobody acknowledges."
                    : stalled.bytes() + " bytes of data."),
            stalled.passing().isPresent()
                ? "In packets of at most "
                    + stalled.passing().getAsInt()
                    + " bytes all of it comes. Please look for what drops larger ones."
                : "Please look for a middlebox that drops segments of open connections."));
    return remedies;
  }

  static List<Remedy> minimum(Examination of, List<Finding> findings) {
    int bytes = ((BelowIpv6Minimum) findings.get(0)).bytes();
    return List.of(
        Remedy.byOperator(
            "makes the link carry what IPv6 needs",
            "A link between "
                + Remedies.source(of)
                + " and "
                + Remedies.text(of)
                + " carries IPv6 packets of at most "
                + bytes
                + " bytes.",
            "IPv6 needs 1280 (RFC 8200 section 5). Please raise its MTU, or fragment below IP."));
  }

  private static String orClamp(Examination of, int mtu) {
    return of.address()
        .map(
            target ->
                ", or clamp the TCP MSS to " + new SmallerPackets(target, mtu).mss() + " there")
        .orElse("");
  }

  /** What makes connections send smaller packets, both ways; nothing without an address. */
  private static List<Remedy> smaller(Examination of, int mtu) {
    List<Remedy> remedies = new ArrayList<>();
    if (of.address().isEmpty()) {
      return remedies;
    }
    SmallerPackets smaller = new SmallerPackets(of.address().get(), mtu);
    of.hop().flatMap(smaller::here).ifPresent(remedies::add);
    remedies.add(smaller.onRouter());
    return remedies;
  }

  private static String behind(Examination of) {
    return of.first(BlackHole.class)
        .flatMap(BlackHole::place)
        .filter(place -> place.hop() > 0)
        .map(
            place ->
                " behind hop "
                    + place.hop()
                    + place.address().map(by -> " (" + Addresses.text(by) + ")").orElse(""))
        .orElse("");
  }
}
