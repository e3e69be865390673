package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Reply;
import java.util.Optional;

/**
 * What a port answered to this host's SYN.
 *
 * @param status what this says about the port
 * @param filter the ICMP error that answered; empty when none did
 * @param roundTrip ns from the SYN to its answer; negative without an answer
 * @param exact whether the round trip comes from the kernel's stamps
 */
record PortAnswer(Status status, Optional<Filter> filter, long roundTrip, boolean exact) {
  /**
   * No answer yet.
   *
   * @param exact whether the time of an answer will come from the kernel's stamps
   */
  static PortAnswer none(boolean exact) {
    return new PortAnswer(Status.UNKNOWN, Optional.empty(), -1, exact);
  }

  /**
   * The answer after a segment that shows the status of the port. An ICMP error that came before is
   * kept.
   */
  PortAnswer then(Status said, Reply.Timing timing) {
    return new PortAnswer(said, filter, timing.roundTrip(), timing.exact());
  }

  /** The answer after an ICMP error. */
  PortAnswer then(Filter error, Reply.Timing timing) {
    return new PortAnswer(Status.FILTERED, Optional.of(error), timing.roundTrip(), timing.exact());
  }

  /** This answer of an open port, to which this host's kernel has no connection all the same. */
  PortAnswer notTaken() {
    return new PortAnswer(Status.FILTERED, filter, roundTrip, exact);
  }

  /** This answer. Without one the port is filtered, because nothing came. */
  PortAnswer orSilence() {
    return status == Status.UNKNOWN
        ? new PortAnswer(Status.FILTERED, filter, roundTrip, exact)
        : this;
  }
}
