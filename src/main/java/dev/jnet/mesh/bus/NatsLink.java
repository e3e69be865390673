package dev.jnet.mesh.bus;

import io.nats.client.AuthHandler;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The connection to a broker. When it breaks it is made again, to any of the brokers, after a time
 * that chance draws out, so that members do not come back all at once. The library's own log, which
 * goes to stderr, is kept quiet.
 */
final class NatsLink implements ErrorListener, ConnectionListener {
  private static final String USER_SEED = "SU";
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final Duration RECONNECT_WAIT = Duration.ofMillis(500);
  private static final Duration RECONNECT_JITTER = Duration.ofSeconds(1);
  private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

  private final Set<CompletableFuture<Message>> pending = ConcurrentHashMap.newKeySet();
  private volatile String lastError = "";

  Connection connect(NatsSettings settings) throws IOException {
    try {
      Options.Builder options =
          new Options.Builder()
              .servers(settings.urls().toArray(new String[0]))
              .connectionName(settings.client())
              .inboxPrefix(settings.inbox())
              .connectionTimeout(CONNECT_PATIENCE)
              .pingInterval(PING_INTERVAL)
              .maxReconnects(-1)
              .reconnectWait(RECONNECT_WAIT)
              .reconnectJitter(RECONNECT_JITTER)
              .reconnectJitterTls(RECONNECT_JITTER)
              .connectionListener(this)
              .errorListener(this);
      if (settings.credentials().isPresent()) {
        options.authHandler(credentials(settings.credentials().get()));
      }
      if (settings.authorities().isPresent()) {
        options.sslContext(trusting(settings.authorities().get()));
      }
      return Nats.connect(options.build());
    } catch (AuthenticationException e) {
      throw new IOException("NATS: the broker refuses: " + e.getMessage(), e);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      boolean isUrl = e.getCause() instanceof URISyntaxException;
      throw new IOException("NATS: " + (isUrl ? form(settings) : e.getMessage()), e);
    } catch (IOException e) {
      String urls = String.join(", ", settings.urls());
      throw new BrokerAwayException("NATS: cannot connect to " + urls + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String form(NatsSettings settings) {
    return String.join(", ", settings.urls())
        + ": write each broker as nats://HOST:4222 or tls://HOST:4222";
  }

  /** The seed of an nkey stands alone in its file; other files have a JWT, too. */
  private static AuthHandler credentials(byte[] file) {
    String text = new String(file, StandardCharsets.US_ASCII).strip();
    return text.startsWith(USER_SEED)
        ? Nats.staticCredentials(null, text.toCharArray())
        : Nats.staticCredentials(file);
  }

  private static SSLContext trusting(X509ExtendedTrustManager authorities)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {authorities}, null);
    return context;
  }

  /** Has a request fail as soon as the connection breaks: then its answer would be lost. */
  void failWhenDisconnected(CompletableFuture<Message> reply) {
    pending.add(reply);
    // The reply is answered whatever this gives: it only forgets.
    var unused = reply.whenComplete((came, failure) -> pending.removeIf(each -> each == reply));
  }

  @SuppressWarnings("deprecation") // the interface has no other abstract method
  @Override
  public void connectionEvent(Connection connection, Events event) {
    if (event == Events.DISCONNECTED) {
      pending.forEach(each -> each.completeExceptionally(new IOException("the broker is away")));
    }
  }

  /** What is wrong with a connection that is not there. */
  String trouble(Connection connection) {
    String state = "the broker is away (" + connection.getStatus() + ")";
    return lastError.isEmpty() ? state : state + ": " + lastError;
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    lastError = error;
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception e) {
    lastError = String.valueOf(e.getMessage());
  }
}
