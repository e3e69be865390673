package dev.jnet.walk.tls;

import java.util.List;
import java.util.Optional;

/**
 * The state of TLS on a connection. Times are ns on the link's clock, and negative for what did not
 * happen.
 *
 * @param serverName the name in the ClientHello (SNI, RFC 6066 section 3); empty for an address
 * @param offered the versions that this host offered
 * @param version that both sides agreed on, such as {@code TLSv1.3}; empty before
 * @param cipherSuite that both sides agreed on; empty before
 * @param application the protocol that both sides agreed on by ALPN (RFC 7301); empty for none
 * @param certificates the server's chain, its own first
 * @param trust the result of verifying the chain
 * @param store where the authorities came from
 * @param fault why there is no TLS; empty when all is well
 * @param records the records that passed until the handshake was done, oldest first; at most 64
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
  /**
   * What is wrong.
   *
   * @param detail further words, such as the message of the JDK
   */
  public record Fault(Kind kind, String detail) {}

  /** What can go wrong. */
  public enum Kind {
    /** The certificate is for other names. */
    NAME_MISMATCH,
    /** The certificate has expired. */
    EXPIRED,
    /** The certificate is not valid yet. */
    NOT_YET_VALID,
    /** No authority that the store knows has signed it. */
    UNKNOWN_AUTHORITY,
    /** The chain is invalid for another reason. */
    INVALID_CHAIN,
    /** The other side sent an alert, or the engine refused what came. */
    ALERT,
    /** What came is not TLS. */
    NOT_TLS,
    /** The connection ended before the handshake did. */
    CUT_OFF
  }

  /** The result of the verification. */
  public enum Trust {
    /** The chain was not seen. */
    UNSEEN,
    /** It is valid, and for this name. */
    VERIFIED,
    /** It is not, which the user accepted beforehand. */
    ACCEPTED,
    /** It is not. */
    REFUSED
  }

  /**
   * One certificate of the chain (RFC 5280).
   *
   * @param notBefore seconds since 1970
   * @param notAfter seconds since 1970
   * @param names and addresses for which it is valid; at most 100
   * @param key kind and size in bits, such as {@code RSA 2048}
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
   * A TLS record of the handshake.
   *
   * @param ours whether this host sent it
   * @param content such as {@code handshake: ClientHello}
   * @param bytes of the record, its header of 5 bytes included
   * @param at when it passed
   */
  public record TlsRecord(boolean ours, String content, int bytes, long at) {}
}
