package dev.jnet.doctor;

import static dev.jnet.doctor.Cause.Weight.BREAKS;
import static dev.jnet.doctor.Cause.Weight.DEGRADES;
import static dev.jnet.doctor.Cause.Weight.REMARK;
import static dev.jnet.doctor.Rule.cause;

import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ApplicationAnswered;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.FirstByteSlow;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TlsUnanswered;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.ConversationFinding.PacketTooBig;
import dev.jnet.finding.ConversationFinding.ResetByAnother;
import dev.jnet.finding.ConversationFinding.ResetByClient;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.OwnNatRewrites;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsRerouted;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.LocalFinding.RepliesByOtherInterface;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.NameFinding.NameServerAnswered;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.Observation.Sent;
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
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.finding.ProbeFinding.RepliesReordered;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.walk.tls.TlsSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which cause explains which findings: the table, and how it is read. */
public final class Rules {
  /** Users notice a loss of more than this, in percent of the packets; less may be chance. */
  private static final double FELT_LOSS = 8;

  /** Bytes of an echo request of the usual size, for IPv4. */
  private static final int PING = 84;

  /** Segments that are sent again, in percent: more than this slows a transfer down. */
  private static final double FELT_REPETITION = 2;

  private static final List<Rule> OTHERS =
      List.of(
          // the path, with small packets
          cause("refused-on-path", BREAKS)
              .needs(Refused.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, PathMtu.class)
              .unless(ProgramsAnswered.class, Reached.class)
              .explains("no-answer", "port-filtered", "ping-not-answered")
              .mendedBy(Remedies::refusal),
          cause("no-answer", BREAKS)
              .needs(NotReached.class)
              .unless(EchoAnswered.class, PortOpen.class, PortClosed.class, PathMtu.class)
              .unless(ProgramsAnswered.class)
              .explains("port-filtered")
              .mendedBy(Remedies::silence),
          cause("one-path-broken", BREAKS)
              .needs(SomeFlowsSilent.class)
              .unless(EchoLost.class)
              .explains("transfer-stalls", "connection-reset", "no-answer")
              .mendedBy(Remedies::onePath),
          cause("packet-loss", DEGRADES)
              .needs(EchoLost.class, lost -> lost.percent() > FELT_LOSS)
              .mendedBy(Remedies::loss),

          // the path, with large packets
          cause("ipv6-link-too-small", BREAKS)
              .needs(BelowIpv6Minimum.class, below -> isSure(below) || isOfEchoes(below))
              .explains(
                  "black-hole", "large-packets-vanish", "large-replies-vanish", "transfer-stalls")
              .mendedBy(Remedies::minimum),
          cause("one-path-drops-large", BREAKS)
              .needs(SomeFlowsDropLarge.class)
              .unless(AgreedSizeFits.class)
              .explains("black-hole", "large-packets-vanish", "transfer-stalls")
              .mendedBy(SizeRemedies::onePath),
          cause("black-hole", BREAKS)
              .needs(BlackHole.class, hole -> isSure(hole) && isOfSegments(hole))
              .unless(AgreedSizeFits.class)
              .explains("transfer-stalls")
              .mendedBy(Remedies::blackHole),
          cause("black-hole", BREAKS)
              .needs(BlackHole.class, Rules::isSure)
              .unless(AgreedSizeFits.class)
              .unless(BlackHole.class, hole -> isSure(hole) && isOfSegments(hole))
              .explains("transfer-stalls")
              .mendedBy(Remedies::blackHole),
          cause("large-packets-vanish", DEGRADES)
              .needs(BlackHole.class, hole -> !isSure(hole))
              .unless(LargeRepliesLost.class, AgreedSizeFits.class, TransferStalled.class)
              .mendedBy(Remedies::blackHole),
          cause("large-replies-vanish", BREAKS)
              .needs(LargeRepliesLost.class)
              .needs(LargeSegmentsLost.class, lost -> !lost.there() && isSure(lost))
              .explains("transfer-stalls")
              .mendedBy(Remedies::returnPath),
          cause("large-replies-vanish", BREAKS)
              .needs(LargeRepliesLost.class)
              .needs(TransferStalled.class, Rules::isOfLargeAnswers)
              .unless(LargeSegmentsLost.class, lost -> !lost.there() && isSure(lost))
              .explains("transfer-stalls")
              .mendedBy(Remedies::returnPath),
          cause("large-replies-vanish", DEGRADES)
              .needs(LargeRepliesLost.class)
              .unless(AgreedSizeFits.class, ApplicationAnswered.class, LargeSegmentsLost.class)
              .unless(TransferStalled.class, Rules::isOfLargeAnswers)
              .onlyGuessed() // a firewall may drop large echo requests alone
              .mendedBy(Remedies::returnPath),
          cause("transfer-stalls", BREAKS).needs(TransferStalled.class).mendedBy(Remedies::stall),
          cause("clamped-too-low", DEGRADES)
              .needs(SegmentsClamped.class, SegmentsClamped::tooLow)
              .mendedBy(Remedies::clamp),
          cause("segments-lost", DEGRADES)
              .needs(SegmentsRepeated.class, Rules::isFelt)
              .unless(TransferStalled.class, BlackHole.class),
          cause("receiver-full", DEGRADES).needs(WindowClosed.class),

          // the target
          cause("port-closed", BREAKS).needs(PortClosed.class).mendedBy(Remedies::closedPort),
          cause("port-filtered", BREAKS)
              .needs(PortFiltered.class)
              .unless(ProgramsAnswered.class)
              .mendedBy(Remedies::filteredPort),

          // the application
          cause("certificate-expired", BREAKS)
              .needs(TlsFailed.class, tls -> tls.kind() == TlsSession.Kind.EXPIRED)
              .mendedBy(ApplicationRemedies::certificate),
          cause("certificate-not-yet-valid", BREAKS)
              .needs(TlsFailed.class, tls -> tls.kind() == TlsSession.Kind.NOT_YET_VALID)
              .mendedBy(ApplicationRemedies::clock),
          cause("certificate-for-other-name", BREAKS)
              .needs(TlsFailed.class, tls -> tls.kind() == TlsSession.Kind.NAME_MISMATCH)
              .mendedBy(ApplicationRemedies::certificate),
          cause("certificate-untrusted", BREAKS)
              .needs(TlsFailed.class, Rules::isUntrusted)
              .mendedBy(ApplicationRemedies::certificate),
          cause("tls-refused", BREAKS)
              .needs(TlsFailed.class, Rules::isRefusal)
              .mendedBy(ApplicationRemedies::refusedTls),
          cause("tls-unanswered", BREAKS)
              .needs(TlsUnanswered.class)
              .mendedBy(ApplicationRemedies::silentTls),
          cause("connection-reset", BREAKS)
              .needs(ConnectionReset.class)
              .mendedBy(ApplicationRemedies::reset),
          cause("answer-broken", BREAKS).needs(AnswerBroken.class),
          cause("server-error", BREAKS)
              .needs(HttpError.class, HttpError::isOfServer)
              .mendedBy(ApplicationRemedies::serverError),
          cause("first-byte-slow", DEGRADES)
              .needs(FirstByteSlow.class)
              .unless(HttpError.class, HttpError::isOfServer),

          // what is only slow, and what no user suffers from
          cause("some-segments-lost", REMARK)
              .needs(SegmentsRepeated.class, repeated -> !isFelt(repeated)),
          cause("packet-too-big", REMARK).needs(PacketTooBig.class),
          cause("reset-by-another", REMARK).needs(ResetByAnother.class),
          cause("reset-by-client", REMARK).needs(ResetByClient.class),
          cause("request-refused", REMARK).needs(HttpError.class, error -> !error.isOfServer()),
          cause("name-server-without-tcp", REMARK)
              .needs(NameServerSilent.class, NameServerSilent::overTcp)
              .unless(NameServerAnswered.class, NameServerAnswered::truncated),
          cause("name-slow", DEGRADES).needs(NameSlow.class).mendedBy(Remedies::nameServers),
          cause("black-hole-clamped", REMARK).needs(BlackHole.class).needs(AgreedSizeFits.class),
          cause("large-replies-clamped", REMARK)
              .needs(LargeRepliesLost.class)
              .needs(AgreedSizeFits.class)
              .onlyGuessed(),
          cause("route-limits-size", REMARK)
              .needs(RouteLimitsSize.class)
              .mendedBy(LocalRemedies::routeLimits),
          cause("reports-dropped-here", REMARK)
              .needs(ReportsDroppedHere.class, ReportsDroppedHere::tooBig)
              .needs(AgreedSizeFits.class)
              .mendedBy(FirewallRemedies::reports),
          cause("replies-by-other-interface", REMARK).needs(RepliesByOtherInterface.class),
          cause("own-nat", REMARK).needs(OwnNatRewrites.class),
          cause("programs-rerouted", REMARK).needs(ProgramsRerouted.class),
          cause("proxy-neighbor", REMARK)
              .needs(ProxyNeighbor.class, proxy -> proxy.router().isPresent()),
          cause("path-mtu-cached", REMARK).needs(StaleCache.class).mendedBy(Remedies::cache),
          cause("some-loss", REMARK).needs(EchoLost.class, lost -> lost.percent() <= FELT_LOSS),
          cause("replies-reordered", REMARK).needs(RepliesReordered.class),
          cause("path-mtu-reduced", REMARK)
              .needs(TooBigReported.class)
              .needs(AgreedSizeTooLarge.class)
              .unless(BelowIpv6Minimum.class),
          cause("path-mtu-reduced", REMARK)
              .needs(TooBigReported.class)
              .unless(BelowIpv6Minimum.class, AgreedSizeTooLarge.class),
          cause("translated-by-nat64", REMARK).needs(TranslatedByNat64.class),
          cause("dont-fragment-cleared", REMARK).needs(DontFragmentCleared.class),
          cause("replies-in-fragments", REMARK).needs(RepliesFragmented.class),
          cause("ping-not-answered", REMARK)
              .needs(EchoUnanswered.class)
              .unless(NotReached.class, NextHopSilent.class)
              .unless(PathMtu.class, Rules::isBelowPing),
          cause("reports-rationed", REMARK).needs(ReportsRationed.class),
          cause("answers-rationed", REMARK).needs(AnswersRationed.class),
          cause("answered-by-another", REMARK).needs(AnsweredByAnother.class));

  /**
   * The causes, in the order in which mending them helps: mending an earlier one may remove a later
   * one too.
   */
  static final List<Rule> TABLE =
      Stream.of(NameRules.TABLE, LocalRules.TABLE, OTHERS).flatMap(List::stream).toList();

  private Rules() {}

  private static boolean isSure(Finding finding) {
    return finding.grounds().certainty().degree() != Degree.GUESSED;
  }

  /** Whether the path does not even carry an echo request of the usual size. */
  private static boolean isBelowPing(PathMtu mtu) {
    return mtu.bytes() < PING;
  }

  /** Whether the request arrived, and its answer came in small segments alone. */
  private static boolean isOfLargeAnswers(TransferStalled stalled) {
    return stalled.unacknowledged() == 0 && stalled.passing().isPresent();
  }

  /** Whether echo requests showed it, and not other packets alone. */
  private static boolean isOfEchoes(Finding finding) {
    return finding.grounds().evidence().stream().anyMatch(each -> each.sent() == Sent.ECHO_REQUEST);
  }

  /** Whether it drops TCP segments: where it does, other packets may be larger. */
  private static boolean isOfSegments(BlackHole hole) {
    return hole.grounds().evidence().stream().anyMatch(each -> each.sent() == Sent.SEGMENT);
  }

  private static boolean isFelt(SegmentsRepeated repeated) {
    return repeated.percent() > FELT_REPETITION;
  }

  private static boolean isUntrusted(TlsFailed tls) {
    return tls.kind() == TlsSession.Kind.UNKNOWN_AUTHORITY
        || tls.kind() == TlsSession.Kind.INVALID_CHAIN;
  }

  private static boolean isRefusal(TlsFailed tls) {
    return switch (tls.kind()) {
      case ALERT, NOT_TLS, CUT_OFF -> true;
      default -> false;
    };
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
}
