package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;

/** Something about a connection that is not as it is in books. */
public enum Remark {
  /** Our SYN was answered by an ACK alone: the other side remembers an older connection. */
  CHALLENGE_ACK,
  /** The other's packets came with different TTLs: more than one machine speaks for it. */
  DIFFERENT_HOP_LIMITS,
  /** A SYN had to be sent more than once. */
  SYN_SENT_AGAIN,
  /** The other side sent its SYN-ACK more than once. */
  SYN_ACK_AGAIN,
  /**
   * Answers to our SYN contradict each other: SYN-ACKs with different numbers, or one and a reset.
   */
  CONTRADICTION,
  /** A segment of ours other than the SYN had to be sent more than once. */
  SENT_AGAIN,
  /** The other side answered our closing with a reset. */
  RESET_INSTEAD_OF_CLOSE,
  /** The other side reset the open connection before we closed. */
  RESET_WHILE_OPEN,
  /** The other side acknowledged our FIN, and kept its own half open. */
  KEEPS_ITS_HALF_OPEN,
  /** Our FIN was never acknowledged. */
  FIN_NOT_ACKNOWLEDGED,
  /** The SYN-ACK lacks options that our SYN had offered: an old stack, a middlebox, SYN cookies. */
  OPTIONS_MISSING,
  /** A segment arrived with a wrong checksum, and was dropped. */
  WRONG_CHECKSUM,
  /** A frame held several segments: the kernel joined or had not yet cut them where we looked. */
  SEGMENTS_JOINED,
  /** More data came than were asked for: the rest was cut off with a reset. */
  REPLY_CUT,
  /** Data came all the time, and did not end before our time was up. */
  REPLY_ENDLESS,
  /** The other side went on sending after our FIN: it was reset. */
  STILL_SENDING,
  /** The kernel is connected, and its segments did not pass where jnet captures. */
  SEGMENTS_ELSEWHERE;

  /** The remark on a reset of an open connection. */
  static Remark ofReset(boolean weHaveClosed) {
    return weHaveClosed ? RESET_INSTEAD_OF_CLOSE : RESET_WHILE_OPEN;
  }

  /**
   * The remark on a connection that does not close although we have.
   *
   * @param ours our state, in which we ran out of patience
   * @param sends whether the other side has sent data until now
   */
  static Remark ofUnfinishedClosing(TcpState ours, boolean sends) {
    if (sends) {
      return STILL_SENDING;
    }
    return ours == TcpState.FIN_WAIT_2 ? KEEPS_ITS_HALF_OPEN : FIN_NOT_ACKNOWLEDGED;
  }
}
