package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;

/** Something unusual about a connection. */
public enum Remark {
  /**
   * An ACK alone answered this host's SYN: the other side remembers an older connection (RFC 9293
   * section 3.10.7.4).
   */
  CHALLENGE_ACK,
  /**
   * The other side's packets came with different TTLs: probably more than one machine answers for
   * it.
   */
  DIFFERENT_HOP_LIMITS,
  /** This host sent its SYN more than once. */
  SYN_SENT_AGAIN,
  /** The other side sent its SYN-ACK more than once. */
  SYN_ACK_AGAIN,
  /**
   * Answers to this host's SYN contradict each other: SYN-ACKs with different sequence numbers, or
   * a SYN-ACK and a reset.
   */
  CONTRADICTION,
  /** This host sent a segment other than the SYN more than once. */
  SENT_AGAIN,
  /** The other side answered this host's FIN with a reset. */
  RESET_INSTEAD_OF_CLOSE,
  /** The other side reset the open connection before this host closed it. */
  RESET_WHILE_OPEN,
  /** The other side acknowledged this host's FIN, and sent none itself. */
  KEEPS_ITS_HALF_OPEN,
  /** This host's FIN was never acknowledged. */
  FIN_NOT_ACKNOWLEDGED,
  /**
   * The SYN-ACK lacks options that this host's SYN offered: perhaps an old TCP, a middlebox, or SYN
   * cookies.
   */
  OPTIONS_MISSING,
  /** A segment arrived with a wrong checksum, and was dropped. */
  WRONG_CHECKSUM,
  /**
   * A frame held several segments: at the place of capture the kernel had joined them, or not yet
   * cut them.
   */
  SEGMENTS_JOINED,
  /** More data came than were asked for: this host reset the connection. */
  REPLY_CUT,
  /** Data kept coming until the time for the exchange was over. */
  REPLY_ENDLESS,
  /** The other side went on sending after this host's FIN: this host reset the connection. */
  STILL_SENDING,
  /** A SYN-ACK came, and this machine's kernel did not connect: it did not take it. */
  ANSWER_NOT_TAKEN,
  /** The kernel is connected, but its segments did not pass where jnet captures. */
  SEGMENTS_ELSEWHERE;

  /** The remark on a reset of an open connection. */
  static Remark ofReset(boolean weHaveClosed) {
    return weHaveClosed ? RESET_INSTEAD_OF_CLOSE : RESET_WHILE_OPEN;
  }

  /**
   * The remark on a connection that the other side does not close after this host has.
   *
   * @param ours this host's state at the end of the wait
   * @param sends whether the other side still sent data
   */
  static Remark ofUnfinishedClosing(TcpState ours, boolean sends) {
    if (sends) {
      return STILL_SENDING;
    }
    return ours == TcpState.FIN_WAIT_2 ? KEEPS_ITS_HALF_OPEN : FIN_NOT_ACKNOWLEDGED;
  }
}
