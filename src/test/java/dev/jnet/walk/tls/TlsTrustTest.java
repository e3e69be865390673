package dev.jnet.walk.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.walk.tls.TlsSession.Kind;
import dev.jnet.walk.tls.TlsSession.Trust;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a chain is not to be trusted. */
class TlsTrustTest {
  private static TlsTrust trust(boolean insecure) throws GeneralSecurityException {
    return new TlsTrust(TlsServer.authorities(), insecure);
  }

  private static void check(TlsTrust trust, String alias) throws GeneralSecurityException {
    trust.checkServerTrusted(TlsServer.chain(alias), "RSA", (SSLEngine) null);
  }

  @Test
  void trustIsUnseenBeforeAChainCame() throws GeneralSecurityException {
    assertEquals(Trust.UNSEEN, trust(false).trust());
    assertEquals(List.of(), trust(false).chain());
  }

  @Test
  void verifiesAChainOfATrustedAuthority() throws GeneralSecurityException {
    TlsTrust trust = trust(false);
    check(trust, "good");

    assertEquals(Trust.VERIFIED, trust.trust());
    assertNull(trust.fault());
    assertEquals(2, trust.chain().size());
  }

  @ParameterizedTest
  @CsvSource({
    "expired, EXPIRED, valid until 2001-",
    "young, NOT_YET_VALID, valid from 20",
    "stranger, UNKNOWN_AUTHORITY, PKIX path building failed",
  })
  void saysWhyItRefuses(String alias, Kind kind, String detail) throws GeneralSecurityException {
    TlsTrust trust = trust(false);

    assertThrows(CertificateException.class, () -> check(trust, alias));
    assertEquals(Trust.REFUSED, trust.trust());
    assertEquals(kind, trust.fault().kind());
    assertEquals(detail, trust.fault().detail().substring(0, detail.length()));
  }

  @Test
  void acceptsAnInvalidChainAndStillSaysWhyItIsInvalid() throws GeneralSecurityException {
    TlsTrust trust = trust(true);

    assertDoesNotThrow(() -> check(trust, "expired"));
    assertEquals(Trust.ACCEPTED, trust.trust());
    assertEquals(Kind.EXPIRED, trust.fault().kind());
  }

  @Test
  void keepsTheChainThatItRefuses() throws GeneralSecurityException {
    TlsTrust trust = trust(false);
    assertThrows(CertificateException.class, () -> check(trust, "stranger"));

    assertEquals(1, trust.chain().size());
  }

  @Test
  void trustsNoClientAndNoSocket() throws GeneralSecurityException {
    X509Certificate[] chain = TlsServer.chain("good");
    TlsTrust trust = trust(true);

    assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "RSA"));
    assertThrows(
        CertificateException.class,
        () -> trust.checkServerTrusted(chain, "RSA", new java.net.Socket()));
  }
}
