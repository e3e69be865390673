package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.jnet.console.CommandException;
import dev.jnet.network.TrustStore;
import java.io.IOException;
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

  private final Supplier<WebConfig> config;

  private TlsServer(SSLContext context, Supplier<WebConfig> config) {
    super(context);
    this.config = config;
  }

  /** TLS with the settings of a file that switches it on. */
  static TlsServer of(Supplier<WebConfig> config) throws CommandException {
    Managers managers = new Managers(config);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {managers.keys}, new TrustManager[] {managers.clients}, null);
      // A resumed session would not see that a certificate or an authority was replaced.
      context.getServerSessionContext().setSessionTimeout(1);
      context.getServerSessionContext().setSessionCacheSize(1);
      return new TlsServer(context, config);
    } catch (GeneralSecurityException e) {
      throw new CommandException("tls", "this JVM has no TLS: " + e.getMessage());
    }
  }

  @Override
  public void configure(HttpsParameters parameters) {
    TlsIdentity identity = config.get().tls().orElseThrow();
    SSLParameters tls = getSSLContext().getDefaultSSLParameters();
    tls.setProtocols(identity.versions().toArray(new String[0]));
    if (identity.clients().isRequired()) {
      tls.setNeedClientAuth(true);
    } else if (identity.clients().isAsked()) {
      tls.setWantClientAuth(true);
    }
    parameters.setSSLParameters(tls);
  }

  /** The key and the authorities that are in force. */
  private static final class Managers {
    final X509ExtendedKeyManager keys;
    final X509ExtendedTrustManager clients;

    Managers(Supplier<WebConfig> config) {
      Supplier<TlsIdentity> identity = () -> config.get().tls().orElseThrow();
      keys = new Keys(identity);
      clients = new Clients(identity);
    }
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
      TlsIdentity now = identity.get();
      if (!now.clients().isVerified()) {
        return;
      }
      try {
        X509ExtendedTrustManager authorities =
            now.authorities().isPresent()
                ? now.authorities().get()
                : TrustStore.ofSystem().authorities();
        authorities.checkClientTrusted(chain, type);
      } catch (IOException e) {
        throw new CertificateException(e.getMessage(), e);
      }
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
      return identity
          .get()
          .authorities()
          .map(X509ExtendedTrustManager::getAcceptedIssuers)
          .orElse(new X509Certificate[0]);
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
