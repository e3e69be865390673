package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;
import java.util.Optional;

/** Reads the replies to trials: what they show of sizes, times and the return path. */
final class ReplyReader {
  private final Carrier carrier;
  private final Evidence evidence;
  private final TooBigReports reports;
  private final RoundTrips roundTrips = new RoundTrips();
  private final ReturnPath returnPath = new ReturnPath();
  private Optional<Failure> failure = Optional.empty();
  private DontFragment dontFragment = DontFragment.UNTESTED;

  ReplyReader(Carrier carrier, Evidence evidence, TooBigReports reports) {
    this.carrier = carrier;
    this.evidence = evidence;
    this.reports = reports;
  }

  /** Whether answers stay as short when packets are larger than those that pass. */
  boolean answerAlike() {
    return carrier.answersAlike(evidence.lower());
  }

  /** How much of what passes stays unanswered. */
  LossEstimate losses() {
    return evidence.losses();
  }

  RoundTrips roundTrips() {
    return roundTrips;
  }

  ReturnPath returnPath() {
    return returnPath;
  }

  /** Why the target cannot be reached, when an ICMP error said so. */
  Optional<Failure> failure() {
    return failure;
  }

  /** Whether DF arrives at the target, as far as its errors quote the packets that arrived. */
  DontFragment dontFragment() {
    return dontFragment;
  }

  /**
   * Reads from a reply to any packet of the search how long the return path is, if it shows that.
   */
  void readDistance(Reply reply) {
    returnPath.note(reply, carrier);
  }

  /**
   * Reads a reply to a trial:
   *
   * <ol>
   *   <li>the target answered: the trial arrived
   *   <li>the link did not send the trial: this counts as silence
   *   <li>a router says that the trial was too big, which may or may not be believed
   *   <li>another ICMP error says that the target cannot be reached
   * </ol>
   *
   * @return whether the reply is a "too big" that can be true
   */
  boolean read(Trial trial, Reply reply) {
    if (carrier.arrived(reply)) {
      evidence.passed(trial);
      if (!reply.timing().duplicate()) {
        roundTrips.sample(reply.timing().roundTrip());
      }
      returnPath.noteFragment(reply);
      noteDontFragment(reply);
    } else if (reply instanceof Reply.Refused) {
      trial.fallSilent();
    } else if (reply instanceof Reply.Failed failed) {
      return readError(trial, failed);
    }
    return false;
  }

  /**
   * Reads an ICMP error about a packet of another flow, as if a trial of its size had caused it.
   *
   * @return whether it says that the packet was too big, and can be true
   */
  boolean readReport(int size, Reply.Failed failed) {
    if (failed.error().kind() != IcmpError.Kind.TOO_BIG) {
      return false;
    }
    Trial trial = new Trial(size, failed.timing().at());
    evidence.add(trial);
    boolean possible = reports.takeOfOtherFlow(trial, failed);
    if (possible) {
      evidence.reported(trial);
    }
    return possible;
  }

  /** One packet without DF is enough: another may have taken another path. */
  private void noteDontFragment(Reply answer) {
    if (answer instanceof Reply.Failed failed && dontFragment != DontFragment.CLEARED) {
      DontFragment quoted = FragmentCheck.quoted(failed);
      dontFragment = quoted == DontFragment.UNKNOWN ? dontFragment : quoted;
    }
  }

  private boolean readError(Trial trial, Reply.Failed failed) {
    return switch (failed.error().kind()) {
      case TOO_BIG -> {
        boolean possible = reports.take(trial, failed);
        if (possible) {
          evidence.reported(trial);
        }
        yield possible;
      }
      case UNREACHABLE, TIME_EXCEEDED, PARAMETER_PROBLEM -> {
        failure = Optional.of(new Failure(failed.packet().source(), failed.error().inWords()));
        yield false;
      }
    };
  }
}
