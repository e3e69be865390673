package dev.jnet.doctor;

import static dev.jnet.doctor.Cause.Weight.BREAKS;
import static dev.jnet.doctor.Cause.Weight.DEGRADES;
import static dev.jnet.doctor.Cause.Weight.REMARK;
import static dev.jnet.doctor.Rule.cause;

import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.BridgeDrops;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.InterfaceDrops;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.RouteMissing.Why;
import dev.jnet.finding.LocalFinding.StationsStacked;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import java.util.List;

/** The rows of the table that are about this machine and its link. */
final class LocalRules {
  static final List<Rule> TABLE =
      List.of(
          // this machine
          cause("interface-down", BREAKS)
              .needs(RouteMissing.class, route -> route.why() == Why.INTERFACE_DOWN)
              .mendedBy(Remedies::interfaceUp),
          cause("no-ipv6", BREAKS)
              .needs(RouteMissing.class, route -> route.why() == Why.NO_IPV6)
              .besideOtherVersion(REMARK),
          cause("no-route", BREAKS)
              .needs(RouteMissing.class, route -> route.why() == Why.NO_ROUTE)
              .mendedBy(Remedies::route),
          cause("route-refuses", BREAKS)
              .needs(RouteMissing.class, route -> route.why() == Why.REFUSED)
              .mendedBy(Remedies::refusingRoute),
          cause("no-source-address", BREAKS)
              .needs(RouteMissing.class, route -> route.why() == Why.NO_SOURCE),
          cause("connection-table-full", BREAKS)
              .needs(ConnectionTableFull.class)
              .mendedBy(LocalRemedies::connectionTable),
          cause("firewall-here", BREAKS)
              .needs(ProgramsCannotSend.class)
              .mendedBy(FirewallRemedies::ofThisMachine),
          cause("firewall-here", BREAKS)
              .needs(ProgramsGetNothing.class)
              .unless(ProgramsCannotSend.class, ConnectionTableFull.class, SomeFlowsSilent.class)
              .mendedBy(FirewallRemedies::ofThisMachine),
          cause("firewall-here", BREAKS)
              .needs(InterfaceDrops.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class)
              .explains("next-hop-silent", "no-answer", "port-filtered", "ping-not-answered")
              .mendedBy(LocalRemedies::interfaceDrops),
          cause("bridge-filter-here", BREAKS)
              .needs(BridgeDrops.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class)
              .explains("no-answer", "port-filtered")
              .mendedBy(LocalRemedies::bridge),
          cause("reverse-path-filter", BREAKS)
              .needs(ReversePathDrops.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class)
              .explains("no-answer", "port-filtered")
              .mendedBy(LocalRemedies::reversePath),
          cause("reverse-path-filter", DEGRADES)
              .needs(ReversePathDrops.class)
              .needs(Finding.class, LocalRules::isAnswer)
              .mendedBy(LocalRemedies::reversePath),
          cause("reports-dropped-here", BREAKS)
              .needs(ReportsDroppedHere.class, ReportsDroppedHere::tooBig)
              .unless(AgreedSizeFits.class)
              .mendedBy(FirewallRemedies::reports),

          // the link
          cause("macvlan-here", BREAKS)
              .needs(StationsStacked.class)
              .needs(NextHopSilent.class, NextHopSilent::target)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, Reached.class)
              .explains("next-hop-silent", "no-answer", "port-filtered", "refused-on-path")
              .mendedBy(LocalRemedies::macvlan),
          cause("next-hop-silent", BREAKS)
              .needs(NextHopSilent.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, Reached.class)
              .explains("no-answer", "port-filtered", "refused-on-path")
              .mendedBy(Remedies::neighbor),
          cause("duplicate-address", DEGRADES)
              .needs(AddressDuplicated.class)
              .mendedBy(Remedies::neighbor));

  private LocalRules() {}

  private static boolean isAnswer(Finding finding) {
    return finding instanceof EchoAnswered
        || finding instanceof PortOpen
        || finding instanceof PortClosed;
  }
}
