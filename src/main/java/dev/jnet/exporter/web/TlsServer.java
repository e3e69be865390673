package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.jnet.console.CommandException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS of the exporter's pages. Each connection is made with the settings that are in force then.
 */
final class TlsServer extends HttpsConfigurator {
  private static final String ALIAS = "exporter";

  private final Supplier<TlsIdentity> identity;

  private TlsServer(SSLContext context, Supplier<TlsIdentity> identity) {
    super(context);
    this.identity = identity;
  }

  /** TLS with the settings of a file that switches it on. */
  static TlsServer of(Supplier<WebConfig> config) throws CommandException {
    Supplier<TlsIdentity> identity = () -> config.get().tls().orElseThrow();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Keys(identity)}, new TrustManager[] {new Clients(identity)}, null);
      // A resumed session would not see that a certificate or an authority was replaced.
      context.getServerSessionContext().setSessionTimeout(1);
      context.getServerSessionContext().setSessionCacheSize(1);
      return new TlsServer(context, identity);
    } catch (GeneralSecurityException e) {
      throw new CommandException("tls", "this JVM has no TLS: " + e.getMessage());
    }
  }

  @Override
  public void configure(HttpsParameters parameters) {
    TlsIdentity now = identity.get();
    SSLParameters tls = getSSLContext().getDefaultSSLParameters();
    now.protocol().applyTo(tls);
    now.clients().applyTo(tls);
    parameters.setSSLParameters(tls);
  }

  /** The exporter's certificate and key. */
  private static final class Keys extends X509ExtendedKeyManager {
    private final Supplier<TlsIdentity> identity;

    Keys(Supplier<TlsIdentity> identity) {
      this.identity = identity;
    }

    private String alias(String keyType) {
      String own = identity.get().key().getAlgorithm();
      return keyType.startsWith(own) || (own.equals("RSA") && keyType.equals("RSASSA-PSS"))
          ? ALIAS
          : null;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return alias(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.get().chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.get().key();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
      return null;
    }
  }

  /** Judges the certificates of clients. */
  private static final class Clients extends X509ExtendedTrustManager {
    private final Supplier<TlsIdentity> identity;

    Clients(Supplier<TlsIdentity> identity) {
      this.identity = identity;
    }

    private void check(X509Certificate[] chain, String type) throws CertificateException {
      identity.get().clients().check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return identity.get().clients().acceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("the exporter is no client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("the exporter is no client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("the exporter is no client");
    }
  }
}
