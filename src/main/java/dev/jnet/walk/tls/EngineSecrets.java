package dev.jnet.walk.tls;

import java.lang.reflect.Field;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.net.ssl.SSLEngine;

/**
 * The secrets that the JDK's TLS engine has at a moment.
 *
 * <p>No JDK has a public way to read them. They are read from the engine's fields, which needs
 * {@value #NEEDS}. The names of these fields have been the same since TLS 1.3 came to Java 11. The
 * other ways are worse: an agent that rewrites the JDK's classes, a security provider that replaces
 * the key derivation, or another implementation of TLS.
 *
 * @param serverHandshake encrypts the server's handshake messages (RFC 8446 section 7.1)
 * @param clientHandshake encrypts this host's handshake messages
 * @param serverTraffic encrypts the server's records now
 * @param clientTraffic encrypts this host's records now
 * @param master the master secret of a TLS 1.2 connection (RFC 5246 section 8.1)
 */
public record EngineSecrets(
    Optional<SecretKey> serverHandshake,
    Optional<SecretKey> clientHandshake,
    Optional<SecretKey> serverTraffic,
    Optional<SecretKey> clientTraffic,
    Optional<SecretKey> master) {
  /** The option with which a JVM lets the secrets be read. */
  public static final String NEEDS = "--add-opens java.base/sun.security.ssl=ALL-UNNAMED";

  private static final String ENGINE = "sun.security.ssl.SSLEngineImpl";

  /** Whether this JVM lets the secrets be read. */
  public static boolean areReadable() {
    try {
      Class.forName(ENGINE).getDeclaredField("conContext").setAccessible(true);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  /**
   * Reads the secrets.
   *
   * @throws IllegalStateException when this JVM's engine has other fields
   */
  public static EngineSecrets of(SSLEngine engine) {
    try {
      Object context = field(engine, "conContext");
      Object handshake = field(context, "handshakeContext");
      Optional<SecretKey> server = secret(handshake, "baseReadSecret");
      Optional<SecretKey> client =
          server.isPresent() ? secret(handshake, "baseWriteSecret") : Optional.empty();
      Object reader = field(field(context, "inputRecord"), "readCipher");
      Object writer = field(field(context, "outputRecord"), "writeCipher");
      boolean hasMaster = engine.getSession().getProtocol().equals("TLSv1.2");
      return new EngineSecrets(
          server,
          client,
          secret(reader, "baseSecret"),
          secret(writer, "baseSecret"),
          hasMaster ? secret(field(context, "conSession"), "masterSecret") : Optional.empty());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has the secrets of TLS elsewhere: " + e, e);
    }
  }

  private static Optional<SecretKey> secret(Object holder, String name)
      throws ReflectiveOperationException {
    return field(holder, name) instanceof SecretKey key ? Optional.of(key) : Optional.empty();
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    if (object == null) {
      return null;
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field each : type.getDeclaredFields()) {
        if (each.getName().equals(name)) {
          each.setAccessible(true);
          return each.get(object);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
