package dev.jnet.doctor;

import dev.jnet.finding.ApplicationFinding;
import dev.jnet.finding.ApplicationFinding.TlsUnanswered;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding;
import dev.jnet.finding.LocalFinding;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.NameFinding;
import dev.jnet.finding.PathFinding;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The place of a cause.
 *
 * @param kind of place
 * @param hop the router's distance, 1 for the first one; 0 where it is no router or unknown
 * @param address of the router or station there; empty where it is unknown
 */
public record Where(Kind kind, int hop, Optional<InetAddress> address) {
  /** A kind of place. */
  public enum Kind {
    /** This machine. */
    HERE,
    /** The link to which this machine is attached. */
    LINK,
    /** The name servers. */
    NAMES,
    /** Behind a router: on its next link, or in it. */
    HOP,
    /** Somewhere on the path. */
    PATH,
    /** The target. */
    TARGET;

    /** The kind in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static Where at(Kind kind, Optional<InetAddress> address) {
    return new Where(kind, 0, address);
  }

  private static Where hop(int hop, Optional<InetAddress> address) {
    return new Where(hop > 0 ? Kind.HOP : Kind.PATH, hop, address);
  }

  /** The place that a finding is about. */
  static Where of(Finding finding) {
    if (finding instanceof NextHopSilent silent) {
      return at(Kind.LINK, Optional.of(silent.nextHop()));
    }
    if (finding instanceof AddressDuplicated twice) {
      return at(Kind.LINK, Optional.of(twice.address()));
    }
    if (finding instanceof NextHopAnswers next) {
      return at(Kind.LINK, Optional.of(next.nextHop()));
    }
    if (finding instanceof LocalFinding || finding instanceof StaleCache) {
      return at(Kind.HERE, Optional.empty());
    }
    if (finding instanceof NameFinding) {
      return at(Kind.NAMES, Optional.empty());
    }
    if (finding instanceof PortClosed
        || (finding instanceof ApplicationFinding && !mayBeOnPath(finding))) {
      return at(Kind.TARGET, Optional.empty());
    }
    return onPath(finding);
  }

  private static boolean mayBeOnPath(Finding finding) {
    return finding instanceof TransferStalled || finding instanceof TlsUnanswered;
  }

  private static Where onPath(Finding finding) {
    if (finding instanceof BlackHole hole && hole.place().isPresent()) {
      PathFinding.Place place = hole.place().get();
      return place.hop() == 0 ? at(Kind.LINK, place.address()) : hop(place.hop(), place.address());
    }
    if (finding instanceof HopFinding.Refused refused) {
      return hop(refused.hop(), Optional.of(refused.by()));
    }
    if (finding instanceof HopFinding.NotReached none) {
      return hop(none.hop() - 1, Optional.empty());
    }
    if (finding instanceof SegmentsClamped clamped) {
      return hop(clamped.hop(), Optional.empty());
    }
    if (finding instanceof HopFinding.PacketsLost lost) {
      return hop(lost.hop(), Optional.empty());
    }
    return at(Kind.PATH, Optional.empty());
  }
}
