package dev.jnet.capture;

/**
 * Why the TLS of a conversation was not set up.
 *
 * @param kind what happened
 * @param byClient whether the client did it
 * @param alert the number of the alert (RFC 8446 section 6), 0 to 255; −1 where there was none
 */
public record TlsRefusal(Kind kind, boolean byClient, int alert) {
  /** What happened. */
  public enum Kind {
    /** A fatal alert came. */
    ALERT,
    /** The server answered with something else than TLS. */
    NOT_TLS,
    /** The server closed the connection without an answer. */
    CUT_OFF
  }
}
