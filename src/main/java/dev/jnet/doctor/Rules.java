package dev.jnet.doctor;

import static dev.jnet.doctor.Cause.Weight.BREAKS;
import static dev.jnet.doctor.Cause.Weight.DEGRADES;
import static dev.jnet.doctor.Cause.Weight.REMARK;
import static dev.jnet.doctor.Rule.cause;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.RouteMissing.Why;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.NameFinding.NameWithoutAddress;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which cause explains which findings: the table, and how it is read. */
public final class Rules {
  /** Users notice a loss of more than this, in percent of the packets; less may be chance. */
  private static final double FELT_LOSS = 8;

  /**
   * The causes, in the order in which mending them helps: mending an earlier one may remove a later
   * one too.
   */
  static final List<Rule> TABLE =
      List.of(
          // the name
          cause("name-unknown", BREAKS).needs(NameUnknown.class).mendedBy(Remedies::name),
          cause("name-without-address", BREAKS)
              .needs(NameWithoutAddress.class)
              .mendedBy(Remedies::name),
          cause("name-servers-fail", BREAKS)
              .needs(NameUnanswered.class)
              .mendedBy(Remedies::nameServers),

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
          cause("firewall-here", BREAKS)
              .needs(ProgramsCannotSend.class)
              .mendedBy(Remedies::firewall),
          cause("firewall-here", BREAKS)
              .needs(ProgramsGetNothing.class)
              .unless(ProgramsCannotSend.class)
              .mendedBy(Remedies::firewall),

          // the link
          cause("next-hop-silent", BREAKS)
              .needs(NextHopSilent.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, Reached.class)
              .explains("no-answer", "port-filtered", "refused-on-path")
              .mendedBy(Remedies::neighbor),
          cause("duplicate-address", DEGRADES)
              .needs(AddressDuplicated.class)
              .mendedBy(Remedies::neighbor),

          // the path, with small packets
          cause("refused-on-path", BREAKS)
              .needs(Refused.class)
              .unless(EchoAnswered.class, PortOpen.class, ProgramsAnswered.class)
              .explains("no-answer", "port-filtered")
              .mendedBy(Remedies::refusal),
          cause("no-answer", BREAKS)
              .needs(NotReached.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, PathMtu.class)
              .unless(ProgramsAnswered.class)
              .explains("port-filtered")
              .mendedBy(Remedies::silence),
          cause("packet-loss", DEGRADES)
              .needs(EchoLost.class, lost -> lost.percent() > FELT_LOSS)
              .mendedBy(Remedies::loss),

          // the path, with large packets
          cause("ipv6-link-too-small", BREAKS)
              .needs(BelowIpv6Minimum.class)
              .explains("black-hole", "large-packets-vanish", "large-replies-vanish")
              .mendedBy(Remedies::minimum),
          cause("black-hole", BREAKS)
              .needs(BlackHole.class, Rules::isSure)
              .unless(AgreedSizeFits.class)
              .mendedBy(Remedies::blackHole),
          cause("large-packets-vanish", DEGRADES)
              .needs(BlackHole.class, hole -> !isSure(hole))
              .unless(LargeRepliesLost.class, AgreedSizeFits.class)
              .mendedBy(Remedies::blackHole),
          cause("large-replies-vanish", DEGRADES)
              .needs(LargeRepliesLost.class)
              .unless(AgreedSizeFits.class)
              .mendedBy(Remedies::returnPath),
          cause("clamped-too-low", DEGRADES)
              .needs(SegmentsClamped.class, SegmentsClamped::tooLow)
              .mendedBy(Remedies::clamp),

          // the target
          cause("port-closed", BREAKS).needs(PortClosed.class).mendedBy(Remedies::closedPort),
          cause("port-filtered", BREAKS)
              .needs(PortFiltered.class)
              .unless(ProgramsAnswered.class)
              .mendedBy(Remedies::filteredPort),

          // what is only slow, and what no user suffers from
          cause("name-slow", DEGRADES).needs(NameSlow.class).mendedBy(Remedies::nameServers),
          cause("black-hole-clamped", REMARK).needs(BlackHole.class).needs(AgreedSizeFits.class),
          cause("large-replies-clamped", REMARK)
              .needs(LargeRepliesLost.class)
              .needs(AgreedSizeFits.class),
          cause("path-mtu-cached", REMARK).needs(StaleCache.class).mendedBy(Remedies::cache),
          cause("some-loss", REMARK).needs(EchoLost.class, lost -> lost.percent() <= FELT_LOSS),
          cause("path-mtu-reduced", REMARK)
              .needs(TooBigReported.class)
              .unless(BelowIpv6Minimum.class),
          cause("dont-fragment-cleared", REMARK).needs(DontFragmentCleared.class),
          cause("replies-in-fragments", REMARK).needs(RepliesFragmented.class),
          cause("ping-not-answered", REMARK)
              .needs(EchoUnanswered.class)
              .unless(NotReached.class, Refused.class, NextHopSilent.class),
          cause("reports-rationed", REMARK).needs(ReportsRationed.class),
          cause("answers-rationed", REMARK).needs(AnswersRationed.class),
          cause("answered-by-another", REMARK).needs(AnsweredByAnother.class));

  private Rules() {}

  private static boolean isSure(BlackHole hole) {
    return hole.grounds().certainty().degree() != Degree.GUESSED;
  }

  /**
   * The causes that the findings of an examination show, in the order in which mending them helps.
   * Causes that another one explains are left out.
   */
  static List<Cause> causes(Examination examination) {
    List<Cause> shown = new ArrayList<>();
    Set<String> explained = new HashSet<>();
    for (Rule rule : TABLE) {
      rule.in(examination)
          .ifPresent(
              cause -> {
                shown.add(cause);
                explained.addAll(rule.explains());
              });
    }
    return shown.stream().filter(cause -> !explained.contains(cause.code())).toList();
  }

  /** What a cause does where the target's other IP version works. */
  static Cause.Weight besideOtherVersion(Cause cause) {
    return TABLE.stream()
        .filter(rule -> rule.code().equals(cause.code()))
        .findFirst()
        .orElseThrow()
        .besideOther();
  }
}
