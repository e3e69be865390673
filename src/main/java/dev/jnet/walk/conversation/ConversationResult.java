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
 * What became of a connection. Times are ns on the link's clock, and negative for what did not
 * happen.
 *
 * @param question what was tried
 * @param course how it went
 * @param refusal who says with an ICMP error that there is no way
 * @param segments the first and the last segments; between them some may be left out
 * @param states our changes of state
 * @param options what both SYNs agreed on
 * @param effectiveMss bytes of data in one of our segments at most
 * @param roundTrip ns from the SYN to its answer
 * @param times when things happened
 * @param out what we sent
 * @param in what came
 * @param stall what is known of a stall; empty where there was none
 * @param ending how the connection ended on our side
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
    /** It was not over when somebody wanted it to stop. */
    STOPPED,
    /** Nobody listens on the port: a reset answered the SYN. */
    PORT_CLOSED,
    /** Nothing, or an ICMP error, answered the SYN. */
    FILTERED,
    /** All was said, and the connection closed in order. */
    CLOSED,
    /** The other side reset the open connection. */
    RESET,
    /** Nothing new came any more, or nothing of ours was acknowledged. */
    STALLED,
    /** Something came all the time, and no part of the answer came to its end. */
    ENDLESS,
    /** It took as long as it may in all: we reset the connection. */
    OUT_OF_TIME,
    /** We gave up and reset it: what the other side said made no sense. */
    GIVEN_UP,
    /** The other side never closed its half. */
    HALF_CLOSED,
    /** The other side went on sending after our FIN. */
    NEVER_STOPPED
  }

  /** Who refuses with an ICMP error, and in which words. */
  public record Refusal(InetAddress from, IcmpError error) {}

  /**
   * When things happened.
   *
   * @param syn when the first SYN left
   * @param established when the SYN-ACK came
   * @param firstSent when the first data of ours left
   * @param firstReceived when the first data came
   * @param lastReceived when the last data came
   * @param closing when the first FIN was sent or came, or our RST was sent
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
   * Why nothing moves any more, as far as the sizes of segments tell.
   *
   * @param unacknowledged bytes of ours that were sent and never acknowledged
   * @param largestAcknowledged the most data in one of our segments that was acknowledged; 0 for
   *     none
   * @param largestUnacknowledged the most data in one of our segments that was not
   * @param missing bytes missing in front of what came ahead of them; 0 where nothing did
   * @param largestReceived the most data in one segment that came, 0 for none
   * @param largestPossible the most data that a segment of the other side's may carry
   */
  public record Stall(
      int unacknowledged,
      int largestAcknowledged,
      int largestUnacknowledged,
      long missing,
      int largestReceived,
      int largestPossible) {
    /** Whether small ones pass and large ones, of ours, do not. */
    public boolean largeOnesOfOursVanish() {
      return unacknowledged > 0 && largestUnacknowledged > largestAcknowledged;
    }

    /** Whether what came was always smaller than what the other side may send. */
    public boolean largeOnesOfTheirsVanish() {
      return unacknowledged == 0 && largestReceived < largestPossible;
    }
  }

  /** Whether the handshake was completed. */
  public boolean isOpen() {
    return times.established() >= 0;
  }

  /** Whether TIME_WAIT was reached on our side: we closed first. */
  public boolean waits() {
    for (Transition each : states) {
      if (each.to() == TcpState.TIME_WAIT) {
        return true;
      }
    }
    return false;
  }

  /** Segments that passed, and are not kept. */
  public long leftOut() {
    long sum = 0;
    for (Segment each : segments) {
      sum += each.leftOut();
    }
    return sum;
  }
}
