package dev.jnet.walk.tls;

import java.util.List;
import java.util.Optional;

/**
 * What became of TLS on a connection. Times are ns on the link's clock, and negative for what did
 * not happen.
 *
 * @param serverName the name that was asked for (SNI); empty for an address
 * @param offered the versions that we offered
 * @param version that was agreed on, such as {@code TLSv1.3}; empty before
 * @param cipherSuite that was agreed on; empty before
 * @param application what ALPN agreed on; empty for nothing
 * @param certificates the server's chain, its own first
 * @param trust whether the chain leads to an authority that the store knows
 * @param store where the authorities came from
 * @param fault why there is no TLS; empty when all is well
 * @param records what went over the wire until the handshake was done, oldest first
 * @param startedAt when the ClientHello was made
 * @param finishedAt when both sides were ready for data
 */
public record TlsSession(
    Optional<String> serverName,
    List<String> offered,
    String version,
    String cipherSuite,
    String application,
    List<Certificate> certificates,
    Trust trust,
    String store,
    Optional<Fault> fault,
    List<TlsRecord> records,
    long startedAt,
    long finishedAt) {
  /** What is wrong, and in the words of who found it. */
  public record Fault(Kind kind, String detail) {}

  /** What can go wrong. */
  public enum Kind {
    /** The certificate is for other names. */
    NAME_MISMATCH,
    /** The certificate is too old. */
    EXPIRED,
    /** The certificate is not valid yet. */
    NOT_YET_VALID,
    /** No authority that the store knows has signed it. */
    UNKNOWN_AUTHORITY,
    /** The chain is not valid for another reason. */
    INVALID_CHAIN,
    /** The other side sent an alert. */
    ALERT,
    /** What came is no TLS. */
    NOT_TLS,
    /** The connection ended before the handshake did. */
    CUT_OFF
  }

  /** What the verification came to. */
  public enum Trust {
    /** The chain was not seen. */
    UNSEEN,
    /** It is valid, and for this name. */
    VERIFIED,
    /** It is not, and that was accepted beforehand. */
    ACCEPTED,
    /** It is not. */
    REFUSED
  }

  /**
   * One certificate of the chain (RFC 5280).
   *
   * @param notBefore seconds since 1970
   * @param notAfter seconds since 1970
   * @param names for which it is good
   * @param key such as {@code RSA 2048}
   */
  public record Certificate(
      String subject,
      String issuer,
      long notBefore,
      long notAfter,
      List<String> names,
      String key,
      String signature) {}

  /**
   * A TLS record of the handshake as it stands on the wire.
   *
   * @param content such as {@code handshake: ClientHello}
   * @param bytes with its header of 5
   */
  public record TlsRecord(boolean ours, String content, int bytes, long at) {}
}
