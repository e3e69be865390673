package dev.jnet.tcp;

/** The states of a connection (RFC 9293 section 3.3.2), under the RFC's names. */
public enum TcpState {
  /** No connection at all. */
  CLOSED,
  /** Waiting for a connection request from anybody. */
  LISTEN,
  /** A SYN was sent; waiting for the other's. */
  SYN_SENT,
  /** Both SYNs are known; waiting for the acknowledgment of ours. */
  SYN_RECEIVED,
  /** Open: data go both ways. */
  ESTABLISHED,
  /** We have closed, and wait for the acknowledgment of our FIN, or for the other's. */
  FIN_WAIT_1,
  /** Our FIN is acknowledged; waiting for the other's. */
  FIN_WAIT_2,
  /** The other has closed; waiting for our own user to close. */
  CLOSE_WAIT,
  /** Both have closed at once; waiting for the acknowledgment of our FIN. */
  CLOSING,
  /** The other had closed, then we; waiting for the acknowledgment of our FIN. */
  LAST_ACK,
  /** Both FINs are acknowledged; waiting until no old segment can turn up any more. */
  TIME_WAIT;

  /** Whether both sides' sequence numbers are known: ESTABLISHED and everything after it. */
  public boolean isSynchronized() {
    return this != CLOSED && this != LISTEN && this != SYN_SENT && this != SYN_RECEIVED;
  }

  /** Whether the connection is open and the other side has not done all yet: up to LAST_ACK. */
  public boolean awaitsOther() {
    return isSynchronized() && this != TIME_WAIT;
  }

  /** Whether nothing more is to be done on our side: CLOSED and TIME_WAIT. */
  public boolean isOver() {
    return this == CLOSED || this == TIME_WAIT;
  }

  /** Whether the user may still send: ESTABLISHED and CLOSE_WAIT. */
  public boolean maySend() {
    return this == ESTABLISHED || this == CLOSE_WAIT;
  }

  /** Whether data may still arrive: until the other's FIN has. */
  public boolean mayReceive() {
    return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
  }
}
