package dev.jnet.walk.tls;

/** Receives the secrets of TLS connections, with which a captured connection can be decrypted. */
public interface TlsKeys {
  /**
   * Looks for new secrets in an engine. It is called after each step of the engine.
   *
   * @param clientRandom the random number of the ClientHello, 32 bytes
   */
  void look(javax.net.ssl.SSLEngine engine, byte[] clientRandom);

  /** Ignores all secrets. */
  static TlsKeys none() {
    return (engine, clientRandom) -> {};
  }
}
