package dev.jnet.walk.tls;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.tls.TlsSession.Fault;
import dev.jnet.walk.tls.TlsSession.Kind;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * A talk inside TLS (RFC 8446, RFC 5246). The JDK's engine, which is a state machine too, stands
 * between the bytes of the connection and those of the talk.
 */
public final class TlsTalk implements Talk {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final byte[] NOTHING = {};

  private final Talk inner;
  private final TlsPlan plan;
  private final TlsTrust trust;
  private final SSLEngine engine;
  private final TlsRecords records = new TlsRecords();
  private final Optional<String> serverName;
  private ByteBuffer encrypted;
  private ByteBuffer plain;
  private byte[] pending = {};
  private Fault fault;
  private boolean closing;
  private boolean closed;
  private boolean ended;
  private long startedAt = -1;
  private long finishedAt = -1;

  /**
   * TLS around a talk. It has not begun.
   *
   * @param url for whose host the certificate must be valid
   * @throws IllegalStateException when this JVM has no TLS
   */
  public TlsTalk(Url url, TlsPlan plan, Talk inner) {
    this.inner = inner;
    this.plan = plan;
    this.trust = new TlsTrust(plan.authorities(), plan.insecure());
    this.serverName = isAddress(url.host()) ? Optional.empty() : Optional.of(url.host());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      engine = context.createSSLEngine(url.host(), url.port());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (serverName.isPresent()) {
      parameters.setServerNames(List.of(new SNIHostName(serverName.get())));
    }
    engine.setSSLParameters(parameters);
    encrypted = ByteBuffer.allocate(4 * engine.getSession().getPacketBufferSize());
    plain = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize());
  }

  private static boolean isAddress(String host) {
    try {
      return Addresses.literal(host) != null;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  @Override
  public byte[] outgoing(long now) {
    try {
      if (startedAt < 0) {
        startedAt = now;
        engine.beginHandshake();
      }
      byte[] bytes = wrap(now);
      if (bytes.length > 0 && encrypted.position() > 0) {
        unwrap(now); // records that had to wait for this host's message
      }
      return bytes;
    } catch (SSLException e) {
      fail(e);
      return NOTHING;
    }
  }

  private byte[] wrap(long now) throws SSLException {
    if (isHandshaking()) {
      return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
          ? wrap(NOTHING, now)
          : NOTHING;
    }
    if (closed) {
      return NOTHING;
    }
    if (finishedAt < 0 || closing) {
      return closing ? close(now) : NOTHING;
    }
    if (pending.length == 0) {
      pending = inner.outgoing(now);
    }
    if (pending.length > 0) {
      return wrap(pending, now);
    }
    closing = inner.finished() || inner.failed() || engine.isInboundDone();
    return closing ? close(now) : NOTHING;
  }

  /**
   * Ends the TLS session with a close_notify, so that the server knows that nothing was cut off
   * (RFC 8446 section 6.1).
   */
  private byte[] close(long now) throws SSLException {
    engine.closeOutbound();
    if (engine.isOutboundDone()) {
      closed = true;
      return NOTHING;
    }
    byte[] alert = wrap(NOTHING, now);
    closed = engine.isOutboundDone();
    return alert;
  }

  private byte[] wrap(byte[] data, long now) throws SSLException {
    ByteBuffer from = ByteBuffer.wrap(data);
    ByteBuffer to = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(from, to);
    pending = Arrays.copyOfRange(data, from.position(), data.length);
    byte[] bytes = Arrays.copyOf(to.array(), to.position());
    if (finishedAt < 0) {
      records.pass(true, bytes, now);
    }
    progress(result.getHandshakeStatus(), now);
    return bytes;
  }

  @Override
  public void incoming(byte[] data, long at) {
    if (fault != null && engine.isInboundDone()) {
      return;
    }
    if (finishedAt < 0) {
      records.pass(false, data, at);
    }
    int from = 0;
    while (from < data.length) {
      int count = Math.min(encrypted.remaining(), data.length - from);
      encrypted.put(data, from, count);
      from += count;
      try {
        unwrap(at);
      } catch (SSLException e) {
        fail(e);
        return;
      }
      if (count == 0 && !encrypted.hasRemaining()) {
        fail(new SSLException("a record longer than any may be"));
        return;
      }
    }
  }

  private void unwrap(long at) throws SSLException {
    encrypted.flip();
    boolean goOn = true;
    while (goOn) {
      SSLEngineResult result = engine.unwrap(encrypted, plain);
      progress(result.getHandshakeStatus(), at);
      if (plain.position() > 0) {
        inner.incoming(Arrays.copyOf(plain.array(), plain.position()), at);
        plain.clear();
      }
      goOn =
          result.getStatus() == SSLEngineResult.Status.OK
              && (result.bytesConsumed() > 0
                  || engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP_AGAIN)
              && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }
    encrypted.compact();
  }

  /** After each step, runs the engine's own tasks, and notes when the handshake is done. */
  private void progress(HandshakeStatus status, long at) throws SSLException {
    HandshakeStatus now = status;
    while (now == HandshakeStatus.NEED_TASK) {
      Runnable task = engine.getDelegatedTask();
      while (task != null) {
        task.run();
        task = engine.getDelegatedTask();
      }
      now = engine.getHandshakeStatus();
    }
    if (records.clientRandom().length > 0) {
      plan.keys().look(engine, records.clientRandom());
    }
    if (finishedAt < 0 && (status == HandshakeStatus.FINISHED || isReady())) {
      finishedAt = at;
    }
  }

  private boolean isHandshaking() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private boolean isReady() {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getCipherSuite().equals("SSL_NULL_WITH_NULL_NULL");
  }

  private void fail(SSLException e) {
    if (fault == null) {
      fault = trust.fault() != null ? trust.fault() : new Fault(kind(e), words(e));
    }
  }

  private static Kind kind(SSLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("fatal alert")
        ? Kind.ALERT
        : message.contains("plaintext connection") || message.contains("Unsupported record")
            ? Kind.NOT_TLS
            : Kind.ALERT;
  }

  private static String words(SSLException e) {
    String message = String.valueOf(e.getMessage());
    int colon = message.indexOf("fatal alert: ");
    return colon < 0
        ? message
        : "the server sent the alert " + message.substring(colon + "fatal alert: ".length());
  }

  @Override
  public void ended(long at) {
    ended = true;
    if (finishedAt < 0 && fault == null) {
      fault = new Fault(Kind.CUT_OFF, "the connection ended before TLS was ready");
    }
    inner.ended(at);
  }

  @Override
  public long steps() {
    return (finishedAt >= 0 ? 1 : 0) + inner.steps();
  }

  @Override
  public boolean finished() {
    if (fault != null && trust.trust() == TlsSession.Trust.REFUSED) {
      return engine.isOutboundDone() || closed || ended;
    }
    return closed || (ended && (inner.finished() || fault != null));
  }

  @Override
  public boolean failed() {
    return (fault != null && trust.trust() != TlsSession.Trust.REFUSED && !ended)
        || (inner.failed() && closed);
  }

  /** The state of TLS by now. */
  public TlsSession session() {
    boolean ready = finishedAt >= 0;
    return new TlsSession(
        serverName,
        List.of(VERSIONS),
        ready ? engine.getSession().getProtocol() : "",
        ready ? engine.getSession().getCipherSuite() : "",
        ready && engine.getApplicationProtocol() != null ? engine.getApplicationProtocol() : "",
        Certificates.of(trust.chain()),
        trust.trust(),
        plan.store(),
        Optional.ofNullable(fault),
        records.records(),
        startedAt,
        finishedAt);
  }
}
