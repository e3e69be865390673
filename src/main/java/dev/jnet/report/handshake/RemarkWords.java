package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Remark;
import dev.jnet.handshake.Step;

/** Describes what is unusual about a connection. */
final class RemarkWords {
  private RemarkWords() {}

  /**
   * A remark as a sentence.
   *
   * @param seen whether all frames were captured. Otherwise a missing frame need not be lost
   */
  static String of(Remark remark, HandshakeResult result, boolean seen) {
    String lost = seen ? "lost" : "lost or not captured";
    return switch (remark) {
      case CHALLENGE_ACK ->
          "the SYN was answered by an ACK alone (a challenge ACK, RFC 5961): the other side"
              + " remembers an older connection on these ports; an RST ended it";
      case DIFFERENT_HOP_LIMITS ->
          "packets came with TTLs " + hopLimits(result) + ": more than one machine speaks for it";
      case SYN_SENT_AGAIN -> "the SYN, or the answer to it, was " + lost + ": sent again";
      case SYN_ACK_AGAIN ->
          "the SYN-ACK came more than once: the answer to it was " + lost + ", or too slow";
      case CONTRADICTION ->
          "the answers to the SYN contradict each other: probably another machine answers, too";
      case SENT_AGAIN -> "a segment from here, or its acknowledgment, was " + lost + ": sent again";
      case RESET_INSTEAD_OF_CLOSE ->
          "the other side did not close in order: it answered the FIN with a reset";
      case RESET_WHILE_OPEN -> "the other side reset the open connection";
      case KEEPS_ITS_HALF_OPEN ->
          "the other side acknowledged the FIN and kept its own half open; it was reset";
      case FIN_NOT_ACKNOWLEDGED -> "the FIN was never acknowledged; the connection was reset";
      case OPTIONS_MISSING ->
          "the SYN-ACK lacks options that the SYN offered: an old system, a middlebox that takes"
              + " them out, or SYN cookies, which have no room for them";
      case WRONG_CHECKSUM -> "a segment came with a wrong checksum, and was dropped";
      case REPLY_CUT -> "more data came than jnet waits for: cut off with a reset";
      case REPLY_ENDLESS -> "the other side did not stop sending: closed when the time was up (-w)";
      case STILL_SENDING ->
          "the other side went on sending after the FIN, and did not stop; it was reset";
      case ANSWER_NOT_TAKEN -> "the SYN-ACK came, and this machine's kernel did not take it";
      case SEGMENTS_ELSEWHERE ->
          "the kernel is connected, but its segments do not pass by this interface: this machine's"
              + " own NAT, or a rule that marks packets, leads them elsewhere";
      case SEGMENTS_JOINED ->
          "a line with more data than a segment holds is several: the kernel joins what arrives,"
              + " and cuts what leaves, beyond the place where jnet looks";
    };
  }

  private static String hopLimits(HandshakeResult result) {
    StringBuilder text = new StringBuilder();
    int last = -1;
    for (Step step : result.steps()) {
      if (!step.outgoing() && step.tcp().isPresent() && step.hopLimit() != last) {
        last = step.hopLimit();
        text.append(text.length() > 0 ? ", " : "").append(last);
        text.append(" (").append(step.tcp().get().flagsInWords()).append(')');
      }
    }
    return text.toString();
  }
}
