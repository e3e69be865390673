package dev.jnet.finding;

import dev.jnet.capture.TlsRefusal;
import dev.jnet.walk.tls.TlsSession;
import java.util.Map;

/** The alerts of TLS (RFC 8446 section 6). */
final class TlsAlerts {
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

  private TlsAlerts() {}

  /** What is wrong. A client's alert about a certificate is about that of the server. */
  static TlsSession.Kind kind(TlsRefusal refusal) {
    return switch (refusal.kind()) {
      case NOT_TLS -> TlsSession.Kind.NOT_TLS;
      case CUT_OFF -> TlsSession.Kind.CUT_OFF;
      case ALERT ->
          switch (refusal.byClient() ? refusal.alert() : -1) {
            case 45 -> TlsSession.Kind.EXPIRED;
            case 48 -> TlsSession.Kind.UNKNOWN_AUTHORITY;
            case 42, 43, 44, 46 -> TlsSession.Kind.INVALID_CHAIN;
            default -> TlsSession.Kind.ALERT;
          };
    };
  }

  /** The refusal in words. */
  static String words(TlsRefusal refusal) {
    return switch (refusal.kind()) {
      case NOT_TLS -> "the server answers, and not in TLS";
      case CUT_OFF -> "the server closes the connection without an answer";
      case ALERT ->
          "the "
              + (refusal.byClient() ? "client" : "server")
              + " sends the alert "
              + NAMES.getOrDefault(refusal.alert(), "number")
              + " ("
              + refusal.alert()
              + ")";
    };
  }
}
