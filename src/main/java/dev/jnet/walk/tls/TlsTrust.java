package dev.jnet.walk.tls;

import dev.jnet.walk.tls.TlsSession.Fault;
import dev.jnet.walk.tls.TlsSession.Kind;
import dev.jnet.walk.tls.TlsSession.Trust;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Verifies a server's chain as the JDK does, and keeps the chain whatever the result is. It
 * verifies the chain first without and then with the name, to distinguish the reasons for a
 * failure.
 */
final class TlsTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager authorities;
  private final boolean insecure;
  private List<X509Certificate> chain = List.of();
  private Trust trust = Trust.UNSEEN;
  private Fault fault;

  TlsTrust(X509ExtendedTrustManager authorities, boolean insecure) {
    this.authorities = authorities;
    this.insecure = insecure;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
      throws CertificateException {
    chain = List.of(certificates);
    try {
      authorities.checkServerTrusted(certificates, type);
    } catch (CertificateException e) {
      refuse(e, reason(e));
      return;
    }
    try {
      authorities.checkServerTrusted(certificates, type, engine);
    } catch (CertificateException e) {
      refuse(e, Kind.NAME_MISMATCH);
      return;
    }
    trust = Trust.VERIFIED;
  }

  private void refuse(CertificateException why, Kind kind) throws CertificateException {
    fault = new Fault(kind, detail(why, kind));
    trust = insecure ? Trust.ACCEPTED : Trust.REFUSED;
    if (!insecure) {
      throw why;
    }
  }

  private static Kind reason(CertificateException e) {
    Throwable cause = e;
    for (int i = 0; i < 10 && cause != null; i++) {
      if (cause instanceof CertificateExpiredException) {
        return Kind.EXPIRED;
      }
      if (cause instanceof CertificateNotYetValidException) {
        return Kind.NOT_YET_VALID;
      }
      if (cause.getClass().getSimpleName().equals("SunCertPathBuilderException")) {
        return Kind.UNKNOWN_AUTHORITY;
      }
      cause = cause.getCause();
    }
    return Kind.INVALID_CHAIN;
  }

  private String detail(CertificateException e, Kind kind) {
    X509Certificate own = chain.get(0);
    return switch (kind) {
      case EXPIRED -> expired();
      case NOT_YET_VALID -> "valid from " + own.getNotBefore().toInstant() + " on";
      default -> String.valueOf(e.getMessage());
    };
  }

  /**
   * Describes the first certificate of the chain that is not valid now. It need not be the server's
   * own.
   */
  private String expired() {
    for (X509Certificate each : chain) {
      try {
        each.checkValidity();
      } catch (CertificateExpiredException old) {
        return "valid until "
            + each.getNotAfter().toInstant()
            + (each.equals(chain.get(0)) ? "" : ", that of " + each.getSubjectX500Principal());
      } catch (CertificateNotYetValidException young) {
        return "valid from " + each.getNotBefore().toInstant() + " on";
      }
    }
    return "one of the chain";
  }

  List<X509Certificate> chain() {
    return chain;
  }

  Trust trust() {
    return trust;
  }

  /** Why the chain is not trusted; null when it is. */
  Fault fault() {
    return fault;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] certificates, String type)
      throws CertificateException {
    checkServerTrusted(certificates, type, (SSLEngine) null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("there is no socket in a walk");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] certificates, String type)
      throws CertificateException {
    throw new CertificateException("jnet has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("jnet has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("jnet has no clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
