package dev.jnet.capture;

import java.util.Map;
import java.util.Optional;

/**
 * Why the TLS of a conversation was not set up.
 *
 * @param kind what happened
 * @param byClient whether the client did it
 * @param alert the number of the alert (RFC 8446 section 6), 0 to 255; −1 where there was none
 * @param serverName the name that the client asked for; empty where it asked for none
 */
public record TlsRefusal(Kind kind, boolean byClient, int alert, Optional<String> serverName) {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(10, "unexpected_message"),
          Map.entry(20, "bad_record_mac"),
          Map.entry(22, "record_overflow"),
          Map.entry(40, "handshake_failure"),
          Map.entry(42, "bad_certificate"),
          Map.entry(43, "unsupported_certificate"),
          Map.entry(44, "certificate_revoked"),
          Map.entry(45, "certificate_expired"),
          Map.entry(46, "certificate_unknown"),
          Map.entry(47, "illegal_parameter"),
          Map.entry(48, "unknown_ca"),
          Map.entry(49, "access_denied"),
          Map.entry(50, "decode_error"),
          Map.entry(51, "decrypt_error"),
          Map.entry(70, "protocol_version"),
          Map.entry(71, "insufficient_security"),
          Map.entry(80, "internal_error"),
          Map.entry(86, "inappropriate_fallback"),
          Map.entry(109, "missing_extension"),
          Map.entry(110, "unsupported_extension"),
          Map.entry(112, "unrecognized_name"),
          Map.entry(116, "certificate_required"),
          Map.entry(120, "no_application_protocol"));

  /** What happened. */
  public enum Kind {
    /** A fatal alert came. */
    ALERT,
    /** The server answered with something else than TLS. */
    NOT_TLS,
    /** The server closed the connection without an answer. */
    CUT_OFF
  }

  /** The refusal in words. */
  public String words() {
    return statement() + serverName.map(name -> "; the client asked for " + name).orElse("");
  }

  private String statement() {
    return switch (kind) {
      case NOT_TLS -> "the server answers, and not in TLS";
      case CUT_OFF -> "the server closes the connection without an answer";
      case ALERT ->
          "the "
              + (byClient ? "client" : "server")
              + " sends the alert "
              + NAMES.getOrDefault(alert, "number")
              + " ("
              + alert
              + ")";
    };
  }
}
