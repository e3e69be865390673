package dev.jnet.walk.tls;

/**
 * Gets the secrets of TLS connections, by which a recorded one can be read (the NSS key log format:
 * a label, the client's random number, the secret).
 */
public interface TlsKeys {
  /** Looks at an engine, whenever something has happened in it, for secrets that are new. */
  void look(javax.net.ssl.SSLEngine engine, byte[] clientRandom);

  /** Wants to know nothing. */
  static TlsKeys none() {
    return (engine, clientRandom) -> {};
  }
}
