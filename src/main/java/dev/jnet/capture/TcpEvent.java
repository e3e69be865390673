package dev.jnet.capture;

/** What a segment is, compared with those before it, as Wireshark's expert information names it. */
public enum TcpEvent {
  /** It carries what was sent before: also a fast, and a needless, retransmission. */
  RETRANSMISSION,
  /** It was overtaken: a segment with higher numbers came before it. */
  OUT_OF_ORDER,
  /** It repeats the last ACK, because data behind a gap arrived. */
  DUPLICATE_ACK,
  /** Its sender accepts nothing more for now. */
  ZERO_WINDOW,
  /** Something in front of it was not captured. */
  GAP_BEFORE,
  /** It asks whether the other side is still there. */
  KEEP_ALIVE,
  /** It asks whether a closed window has opened. */
  WINDOW_PROBE
}
