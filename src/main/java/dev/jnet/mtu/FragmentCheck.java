package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv4;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether DF arrives at the target as it was sent. A small datagram goes to a port that
 * is probably closed, and the target's error quotes its header as it arrived.
 */
final class FragmentCheck {
  private static final int MAX_TRIES = 2;

  private final ProbeFactory probes;
  private final InetAddress target;
  private final int tries;
  private final List<Probe> sent = new ArrayList<>();
  private long lastSentAt;
  private DontFragment found;

  /**
   * A check that has not begun.
   *
   * @param known what earlier errors of the target quoted; unless it is unknown, nothing is sent
   * @param otherFlows whether packets of other flows may be sent; otherwise it stays unknown
   */
  FragmentCheck(ProbeFactory probes, InetAddress target, DontFragment known, boolean otherFlows) {
    this.probes = probes;
    this.target = target;
    this.tries = otherFlows ? MAX_TRIES : 0;
    this.found = known;
  }

  /** The next datagram, if one is due. */
  Optional<Probe> next(long now, long timeout) {
    boolean due = sent.isEmpty() || now - lastSentAt >= timeout;
    if (found != DontFragment.UNKNOWN || sent.size() == tries || !due) {
      return Optional.empty();
    }
    Probe probe = probes.datagram(MtuQuestion.SMALLEST, Carrier.TO_TARGET);
    sent.add(probe);
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** When the next datagram is due or the wait for an answer ends, in ns. */
  long wakeAt(long timeout) {
    if (found != DontFragment.UNKNOWN) {
      return Diagnosis.NEVER;
    }
    return sent.isEmpty() ? Long.MIN_VALUE : lastSentAt + timeout;
  }

  boolean done(long now, long timeout) {
    return found != DontFragment.UNKNOWN
        || (sent.size() == tries && (tries == 0 || now - lastSentAt >= timeout));
  }

  /** Takes a reply if it answers a datagram of this check; returns whether it does. */
  boolean accept(Reply reply) {
    if (!sent.contains(reply.probe())) {
      return false;
    }
    if (reply instanceof Reply.Failed failed
        && failed.packet().source().equals(target)
        && failed.error().kind() == IcmpError.Kind.UNREACHABLE) {
      found = quoted(failed);
    }
    return true;
  }

  /** What an error quotes of the DF bit. */
  static DontFragment quoted(Reply.Failed failed) {
    if (failed.quoted() instanceof Ipv4 quoted) {
      return quoted.dontFragment() ? DontFragment.KEPT : DontFragment.CLEARED;
    }
    return DontFragment.UNKNOWN;
  }

  /** Packets sent. */
  int count() {
    return sent.size();
  }

  DontFragment found() {
    return found;
  }
}
