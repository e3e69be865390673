package dev.jnet.walk.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the fields of certificates that a report shows (RFC 5280). */
final class Certificates {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MAX_NAMES = 100;

  private Certificates() {}

  static List<TlsSession.Certificate> of(List<X509Certificate> chain) {
    List<TlsSession.Certificate> certificates = new ArrayList<>();
    for (X509Certificate each : chain) {
      certificates.add(
          new TlsSession.Certificate(
              each.getSubjectX500Principal().getName(),
              each.getIssuerX500Principal().getName(),
              each.getNotBefore().toInstant().getEpochSecond(),
              each.getNotAfter().toInstant().getEpochSecond(),
              names(each),
              key(each),
              each.getSigAlgName()));
    }
    return List.copyOf(certificates);
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
        boolean wanted = each.get(0).equals(DNS_NAME) || each.get(0).equals(IP_ADDRESS);
        if (wanted && names.size() < MAX_NAMES) {
          names.add(String.valueOf(each.get(1)));
        }
      }
    } catch (CertificateParsingException unreadable) {
      names.clear(); // a certificate whose names cannot be read is valid for no name
    }
    return List.copyOf(names);
  }

  private static String key(X509Certificate certificate) {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    if (certificate.getPublicKey() instanceof ECPublicKey ec) {
      return "EC " + ec.getParams().getCurve().getField().getFieldSize();
    }
    return certificate.getPublicKey().getAlgorithm();
  }
}
