package dev.jnet.mesh.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How to get to NATS.
 *
 * @param urls of the brokers; any of them will do
 * @param client the name under which the broker lists this client
 * @param inbox the beginning of the subjects under which this client gets answers, with a dot at
 *     the end
 * @param credentials the content of a file of NATS credentials, or an nkey's seed; empty for none
 * @param authorities that are trusted to sign a broker's certificate; empty for the JVM's
 * @param ttl how long a value is kept that is not put again
 */
public record NatsSettings(
    List<String> urls,
    String client,
    String inbox,
    Optional<byte[]> credentials,
    Optional<X509ExtendedTrustManager> authorities,
    Duration ttl) {
  /** How long a member is known that does not renew. */
  public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

  /** Copies the list. */
  public NatsSettings {
    urls = List.copyOf(urls);
  }
}
