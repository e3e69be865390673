package dev.jnet.tcp;

/** The states of a connection (RFC 9293 section 3.3.2), under the RFC's names. */
public enum TcpState {
  /** There is no connection. */
  CLOSED,
  /** Waits for a connection request from any host. */
  LISTEN,
  /** A SYN was sent. Waits for the other side's SYN. */
  SYN_SENT,
  /** Both SYNs are known. Waits for the acknowledgment of this side's SYN. */
  SYN_RECEIVED,
  /** The connection is open: data flows in both directions. */
  ESTABLISHED,
  /** This side has closed. Waits for the acknowledgment of its FIN, or for the other side's FIN. */
  FIN_WAIT_1,
  /** This side's FIN is acknowledged. Waits for the other side's FIN. */
  FIN_WAIT_2,
  /** The other side has closed. Waits for this side to close. */
  CLOSE_WAIT,
  /** Both sides closed at once. Waits for the acknowledgment of this side's FIN. */
  CLOSING,
  /**
   * The other side closed first, then this side. Waits for the acknowledgment of this side's FIN.
   */
  LAST_ACK,
  /** Both FINs are acknowledged. Waits until no old segment can arrive any more. */
  TIME_WAIT;

  /** Whether both sides' sequence numbers are known: ESTABLISHED and everything after it. */
  public boolean isSynchronized() {
    return this != CLOSED && this != LISTEN && this != SYN_SENT && this != SYN_RECEIVED;
  }

  /**
   * Whether the connection is open and something is still expected from the other side: up to
   * LAST_ACK.
   */
  public boolean awaitsOther() {
    return isSynchronized() && this != TIME_WAIT;
  }

  /** Whether this side has nothing more to do: CLOSED and TIME_WAIT. */
  public boolean isOver() {
    return this == CLOSED || this == TIME_WAIT;
  }

  /** Whether the user may still send: ESTABLISHED and CLOSE_WAIT. */
  public boolean maySend() {
    return this == ESTABLISHED || this == CLOSE_WAIT;
  }

  /** Whether data may still arrive: until the other side's FIN. */
  public boolean mayReceive() {
    return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
  }
}
