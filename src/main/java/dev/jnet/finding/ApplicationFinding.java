package dev.jnet.finding;

import dev.jnet.walk.tls.TlsSession;
import java.util.OptionalInt;

/** What follows from asking for what is at a URL. */
public sealed interface ApplicationFinding extends Finding {
  /**
   * An answer came, whole or as much of it as is read.
   *
   * @param status of HTTP; empty for a greeting
   * @param firstByte from the request to the first byte of the answer, in ns
   * @param bytes of the answer's body
   * @param largestPacket bytes of the largest packet that brought it
   */
  record ApplicationAnswered(
      OptionalInt status, long firstByte, long bytes, int largestPacket, Grounds grounds)
      implements ApplicationFinding {}

  /**
   * The first byte of the answer took long.
   *
   * @param nanos from the request to the first byte, in ns
   */
  record FirstByteSlow(long nanos, Grounds grounds) implements ApplicationFinding {}

  /**
   * The answer is an error of HTTP (RFC 9110 section 15).
   *
   * @param status 400 to 599
   * @param words the status line
   */
  record HttpError(int status, String words, Grounds grounds) implements ApplicationFinding {
    /** Whether the server says that it has failed itself. */
    public boolean isOfServer() {
      return status >= 500;
    }
  }

  /**
   * TLS was not set up.
   *
   * @param kind what is wrong
   * @param words of the side that found the fault
   * @param issuer who signed the server's certificate; empty where none was seen
   */
  record TlsFailed(TlsSession.Kind kind, String words, String issuer, Grounds grounds)
      implements ApplicationFinding {}

  /**
   * The connection opened, and then nothing more came.
   *
   * @param bytes of data that had come before
   * @param unacknowledged bytes of data that the client had sent in segments larger than any that
   *     was acknowledged; 0 where it is the server's data that do not come
   * @param passing bytes of the largest packets of a second connection, on which all came; empty
   *     where it stalled too, or was not tried
   */
  record TransferStalled(long bytes, long unacknowledged, OptionalInt passing, Grounds grounds)
      implements ApplicationFinding {}

  /**
   * The connection opened, and nothing answered the start of TLS, not even in small segments.
   * Either no TLS is spoken at this port, or the answer is dropped.
   */
  record TlsUnanswered(Grounds grounds) implements ApplicationFinding {}

  /**
   * The other side reset the open connection.
   *
   * @param bytes of data that had come before
   */
  record ConnectionReset(long bytes, Grounds grounds) implements ApplicationFinding {}

  /**
   * What came is no whole answer.
   *
   * @param words what is wrong with it
   */
  record AnswerBroken(String words, Grounds grounds) implements ApplicationFinding {}
}
