package dev.jnet.lab.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificates of all practice networks. {@code scripts/practice-authority} makes them. The key
 * is in every jnet, so it proves nothing outside of a practice network.
 */
public final class PracticeCertificates {
  private static final char[] PASSWORD = "practice".toCharArray();

  /**
   * Who would keep a session longer than a week may send no ticket for it (RFC 8446 section 4.6.1).
   */
  private static final int SESSION_SECONDS = 30 * 86_400;

  private PracticeCertificates() {}

  /** The authority that has signed them, in PEM. */
  public static byte[] authority() {
    try (InputStream in = resource("authority.pem")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the practice authority from jnet's jar", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = PracticeCertificates.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("jnet's jar lacks " + name);
    }
    return in;
  }

  /** TLS with the hosts' key and chain. It is made when a client first speaks TLS. */
  static SSLContext server() {
    return Server.CONTEXT;
  }

  /** Loading it takes longer than most commands. */
  private static final class Server {
    static final SSLContext CONTEXT = context();

    private static SSLContext context() {
      try (InputStream in = resource("server.p12")) {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        // a ticket would have another length in each JVM
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("this JVM cannot serve TLS", e);
      }
    }
  }
}
