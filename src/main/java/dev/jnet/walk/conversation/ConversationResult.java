package dev.jnet.walk.conversation;

import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.tcp.Transition;
import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The result of a conversation. Times are ns on the link's clock, and negative for what did not
 * happen.
 *
 * @param question what was tried
 * @param course how it went
 * @param refusal the ICMP error that answered the SYN
 * @param segments the first and the last segments, at most 80; between them some may be left out
 * @param states this host's changes of state
 * @param options what both SYNs agreed on
 * @param effectiveMss the most bytes of data in one segment from this host
 * @param roundTrip ns from the SYN to its answer
 * @param times when things happened
 * @param out what this host sent
 * @param in what it received
 * @param stall what is known of a stall; empty where there was none
 * @param ending how the connection ended on this side
 */
public record ConversationResult(
    ConversationQuestion question,
    Course course,
    Optional<Refusal> refusal,
    List<Segment> segments,
    List<Transition> states,
    OptionsInForce options,
    int effectiveMss,
    long roundTrip,
    Times times,
    Traffic out,
    Traffic in,
    Optional<Stall> stall,
    Ending ending) {
  /** How a conversation went. */
  public enum Course {
    /** It was stopped before it was over. */
    STOPPED,
    /** A reset answered the SYN: no program listens on the port. */
    PORT_CLOSED,
    /** Nothing, or an ICMP error, answered the SYN. */
    FILTERED,
    /** The talk was finished, and the connection closed in order. */
    CLOSED,
    /** The other side reset the open connection. */
    RESET,
    /** Nothing new came any more, or this host's data were not acknowledged. */
    STALLED,
    /** Data kept coming, but no part of the answer was completed. */
    ENDLESS,
    /** The time for the whole conversation was over: this host reset the connection. */
    OUT_OF_TIME,
    /**
     * What the other side said breaks the rules of the protocol: this host reset the connection.
     */
    GIVEN_UP,
    /** The other side never closed its half. */
    HALF_CLOSED,
    /** The other side went on sending after this host's FIN. */
    NEVER_STOPPED
  }

  /** An ICMP error that refused the SYN, and the address that it came from. */
  public record Refusal(InetAddress from, IcmpError error) {}

  /**
   * When things happened.
   *
   * @param syn when the first SYN left
   * @param established when the SYN-ACK came
   * @param firstSent when the first data left
   * @param firstReceived when the first data came
   * @param lastReceived when the last data came
   * @param closing when the first FIN or RST was sent or came
   * @param over when the last segment was sent or came
   */
  public record Times(
      long syn,
      long established,
      long firstSent,
      long firstReceived,
      long lastReceived,
      long closing,
      long over) {}

  /**
   * What the sizes of segments show about a stall. Sizes are bytes of data.
   *
   * @param unacknowledged bytes that this host sent and that were never acknowledged
   * @param largestAcknowledged the most data in one segment from this host that was acknowledged; 0
   *     for none
   * @param largestUnacknowledged the most data in one segment from this host that was not; 0 for
   *     none
   * @param missing bytes missing before data that came; 0 where none are missing
   * @param largestReceived the most data in one segment that came; 0 for none
   * @param largestPossible the most data that a segment from the other side may carry
   */
  public record Stall(
      int unacknowledged,
      int largestAcknowledged,
      int largestUnacknowledged,
      long missing,
      int largestReceived,
      int largestPossible) {
    /** Whether small segments from this host arrive and larger ones do not. */
    public boolean largeOnesOfOursVanish() {
      return unacknowledged > 0 && largestUnacknowledged > largestAcknowledged;
    }

    /** Whether every segment that came was smaller than the other side may send. */
    public boolean largeOnesOfTheirsVanish() {
      return unacknowledged == 0 && largestReceived < largestPossible;
    }
  }

  /** Whether the handshake was completed. */
  public boolean isOpen() {
    return times.established() >= 0;
  }

  /** Whether this host reached TIME_WAIT, because it closed first. */
  public boolean waits() {
    for (Transition each : states) {
      if (each.to() == TcpState.TIME_WAIT) {
        return true;
      }
    }
    return false;
  }

  /** How many segments passed that are not kept. */
  public long leftOut() {
    long sum = 0;
    for (Segment each : segments) {
      sum += each.leftOut();
    }
    return sum;
  }
}
