package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Reply;
import java.util.Optional;

/**
 * What a port answered to our SYN.
 *
 * @param status what this says about the port
 * @param filter the ICMP error that was the answer; empty for any other
 * @param roundTrip ns from the SYN to its answer; negative without an answer
 * @param exact whether kernel stamps gave the round trip
 */
record PortAnswer(Status status, Optional<Filter> filter, long roundTrip, boolean exact) {
  /**
   * No answer yet.
   *
   * @param exact whether the time of an answer will be exact
   */
  static PortAnswer none(boolean exact) {
    return new PortAnswer(Status.UNKNOWN, Optional.empty(), -1, exact);
  }

  /** A segment came that says what the port is like; an ICMP error before it is not forgotten. */
  PortAnswer then(Status said, Reply.Timing timing) {
    return new PortAnswer(said, filter, timing.roundTrip(), timing.exact());
  }

  /** An ICMP error came. */
  PortAnswer then(Filter error, Reply.Timing timing) {
    return new PortAnswer(Status.FILTERED, Optional.of(error), timing.roundTrip(), timing.exact());
  }

  /** This answer; where there is none, that silence means a filter. */
  PortAnswer orSilence() {
    return status == Status.UNKNOWN
        ? new PortAnswer(Status.FILTERED, filter, roundTrip, exact)
        : this;
  }
}
