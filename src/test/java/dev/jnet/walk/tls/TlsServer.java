package dev.jnet.walk.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A TLS server between bytes that come and bytes to send, and the certificates for it: {@code good}
 * is valid for server.test, {@code expired} was, {@code young} will be, and {@code stranger} is
 * signed by nobody that counts. Only {@code ca} is trusted.
 */
final class TlsServer {
  private static final char[] PASSWORD = "practice".toCharArray();

  /**
   * The file in the source tree. On the class path it may be missing for a moment, while another
   * build copies it; a store of no file is an empty one, and no error.
   */
  private static final Path CERTIFICATES =
      Path.of("src/test/resources/dev/jnet/walk/tls/servers.p12");

  private final SSLEngine engine;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private ByteBuffer encrypted = ByteBuffer.allocate(1 << 17);
  private byte[] says = {};

  /**
   * A server.
   *
   * @param alias its certificate
   * @param protocol the only version that it speaks
   */
  TlsServer(String alias, String protocol) throws GeneralSecurityException {
    KeyStore one = KeyStore.getInstance("PKCS12");
    KeyStore all = store();
    try {
      one.load(null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(one, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {protocol});
  }

  private static KeyStore store() throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(CERTIFICATES)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static X509Certificate[] chain(String alias) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    for (var each : store().getCertificateChain(alias)) {
      chain.add((X509Certificate) each);
    }
    return chain.toArray(new X509Certificate[0]);
  }

  /** Trusts the authority alone. */
  static X509ExtendedTrustManager authorities() throws GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trusted.setCertificateEntry("ca", store().getCertificate("ca"));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("no trust manager");
  }

  /** What it says once TLS is ready. */
  void says(byte[] data) {
    says = data;
  }

  /** It closes as it should: with a close_notify. */
  void close() {
    engine.closeOutbound();
  }

  byte[] heard() {
    return heard.toByteArray();
  }

  boolean isClosed() {
    return engine.isInboundDone();
  }

  /** Takes bytes that came. */
  void take(byte[] data) throws SSLException {
    encrypted.put(data);
    encrypted.flip();
    ByteBuffer plain = ByteBuffer.allocate(1 << 17);
    SSLEngineResult result;
    do {
      result = engine.unwrap(encrypted, plain);
      runTasks();
    } while (result.bytesConsumed() > 0 && encrypted.hasRemaining());
    heard.write(plain.array(), 0, plain.position());
    encrypted.compact();
  }

  /** What it sends now; empty for nothing. */
  byte[] give() throws SSLException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      boolean shaking = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
      boolean mayTalk = engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
      if (!shaking && !(mayTalk && says.length > 0)) {
        return all.toByteArray();
      }
      ByteBuffer from = ByteBuffer.wrap(says);
      ByteBuffer to = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      SSLEngineResult result = engine.wrap(from, to);
      says = Arrays.copyOfRange(says, from.position(), says.length);
      all.write(to.array(), 0, to.position());
      runTasks();
      if (result.bytesProduced() == 0) {
        return all.toByteArray();
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }
}
