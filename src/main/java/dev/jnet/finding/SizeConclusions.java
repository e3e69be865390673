package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Nat64;
import dev.jnet.wire.Nat64Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which path MTU follows from what arrived, how sure it is, and what the number says. */
final class SizeConclusions {
  private static final int PLAIN_ETHERNET = 1500;

  private final MtuEvidence seen;
  private final MtuResult result;

  SizeConclusions(MtuEvidence seen) {
    this.seen = seen;
    this.result = seen.result;
  }

  /** The path MTU, a range, or the least that it is. */
  List<Finding> size() {
    int lower = result.lower();
    Observation passed = seen.passed();
    if (result.dontFragment() == DontFragment.CLEARED) {
      Observation datagram =
          Observation.of(Sent.DATAGRAM, 0, 1, Came.UNREACHABLE, Optional.empty());
      return List.of(new DontFragmentCleared(lower, Grounds.seen(datagram, passed)));
    }
    if (result.confidence() == Confidence.BRACKETED) {
      boolean onlyEcho = result.blackHole() && !result.wayBack().ruledOut();
      boolean unsure = seen.isDoubtfulPath() || result.counts().upperReported() > 0 || onlyEcho;
      Grounds grounds =
          unsure ? Grounds.guessed(passed, seen.beyond()) : Grounds.seen(passed, seen.beyond());
      return List.of(new PathMtuRange(lower, result.upper() - 1, grounds));
    }
    if (lower < seen.setting.limit().bytes()) {
      return List.of(new PathMtu(lower, seen.exact()));
    }
    if (seen.isCutShort()) {
      Grounds grounds = seen.isSuspect() ? Grounds.guessed(passed) : Grounds.seen(passed);
      return List.of(new PathMtuAtLeast(lower, grounds));
    }
    FirstHop hop = seen.setting.hop();
    Grounds grounds = seen.isDoubtfulPath() ? Grounds.guessed(passed) : Grounds.seen(passed);
    return List.of(
        new PathMtu(lower, grounds), new NarrowestHere(hop.interfaceName(), hop.mtu(), grounds));
  }

  /** That IPv6 does not allow a path MTU so small (RFC 8200, section 5). */
  Optional<Finding> belowMinimum() {
    boolean below =
        seen.version() == 6
            && result.known()
            && result.lower() < Ipv6.MINIMUM_MTU
            && !seen.isCutShort();
    if (!below) {
      return Optional.empty();
    }
    // a firewall may drop large segments or datagrams alone, where no link is narrow
    boolean filtered = result.blackHole() && seen.sent != Sent.ECHO_REQUEST;
    Grounds grounds = filtered ? Grounds.guessed(seen.passed(), seen.beyond()) : seen.exact();
    return Optional.of(new BelowIpv6Minimum(result.lower(), grounds));
  }

  /** Which headers may take what is missing from this machine's MTU. */
  Optional<Finding> encapsulation() {
    if (!result.known() || seen.isCutShort() || result.dontFragment() == DontFragment.CLEARED) {
      return Optional.empty();
    }
    int own = seen.setting.hop().mtu();
    if (result.lower() == PLAIN_ETHERNET && own == PLAIN_ETHERNET) {
      return Optional.empty(); // nothing is missing
    }
    if (result.lower() < own) {
      Optional<Nat64Prefix> prefix = prefix();
      if (prefix.isPresent()) {
        return Optional.of(translated(prefix.get()));
      }
    }
    List<Encapsulations.Guess> candidates = Encapsulations.guess(own, result.lower());
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(new EncapsulationGuess(result.lower(), candidates, Grounds.guessed()));
  }

  /** The prefix of NAT64 that the target's address has. */
  private Optional<Nat64Prefix> prefix() {
    Optional<Nat64Prefix> named = seen.setting.answered().named();
    return named.isEmpty() && Nat64.isTranslated(seen.setting.answered().target())
        ? Optional.of(Nat64Prefix.WELL_KNOWN)
        : named;
  }

  /** What a link carries behind the translator, if that is where packets end. */
  private Finding translated(Nat64Prefix prefix) {
    Optional<Bottleneck> at = result.bottleneck().filter(Bottleneck::reported);
    boolean isIpv4Router = at.flatMap(Bottleneck::address).flatMap(prefix::original).isPresent();
    List<Observation> evidence = new ArrayList<>(List.of(seen.beyond()));
    if (seen.setting.answered().named().isPresent()) {
      evidence.add(Observation.of(Sent.NAME_QUESTION, 0, 1, Came.ANSWER, Optional.empty()));
    }
    Certainty certainty =
        isIpv4Router ? Certainty.inferred(Basis.TRANSLATED_ROUTER) : Certainty.GUESSED;
    int ipv4 = result.lower() - Nat64.LONGER_HEADER;
    return new TranslatedByNat64(result.lower(), ipv4, prefix, new Grounds(certainty, evidence));
  }

  /** That the kernel remembers another path MTU than was found. */
  Optional<Finding> cache() {
    int remembered = seen.setting.kernelMtu();
    if (!result.known() || remembered == 0 || remembered == result.lower()) {
      return Optional.empty();
    }
    Observation query =
        Observation.of(Sent.KERNEL_QUERY, remembered, 1, Came.ANSWER, Optional.empty());
    return Optional.of(
        new StaleCache(
            remembered,
            result.lower(),
            Addresses.version(seen.setting.hop().source()),
            Grounds.seen(query, seen.passed())));
  }
}
