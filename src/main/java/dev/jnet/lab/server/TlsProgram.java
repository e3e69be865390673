package dev.jnet.lab.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A program inside TLS 1.3 (RFC 8446) or 1.2 (RFC 5246), with the practice network's certificate.
 * It answers what is not TLS with an alert, and closes.
 */
public final class TlsProgram implements Program {
  private static final byte[] NOTHING = {};

  private final Program inner;
  private final SSLEngine engine;
  private final ByteBuffer encrypted;
  private byte[] pending = NOTHING;
  private boolean failed;

  /** TLS around a program. It waits for the client's hello. */
  public TlsProgram(Program inner) {
    this.inner = inner;
    this.engine = PracticeCertificates.server().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    engine.setSSLParameters(parameters);
    encrypted = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    try {
      engine.beginHandshake();
    } catch (SSLException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  @Override
  public void hear(byte[] data) {
    int from = 0;
    while (from < data.length && takesMore()) {
      int count = Math.min(encrypted.remaining(), data.length - from);
      encrypted.put(data, from, count);
      from += count;
      unwrap();
    }
  }

  private boolean takesMore() {
    return !failed && !engine.isInboundDone() && encrypted.hasRemaining();
  }

  private void unwrap() {
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    encrypted.flip();
    try {
      boolean goesOn = true;
      while (goesOn) {
        SSLEngineResult result = engine.unwrap(encrypted, plain);
        runTasks();
        if (plain.position() > 0) {
          inner.hear(Arrays.copyOf(plain.array(), plain.position()));
          plain.clear();
        }
        goesOn =
            result.getStatus() == SSLEngineResult.Status.OK
                && result.bytesConsumed() > 0
                && !needsWrap();
      }
    } catch (SSLException clientSpeaksNoTls) {
      failed = true; // the engine has an alert ready
    }
    encrypted.compact();
  }

  private void runTasks() {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  @Override
  public byte[] say() {
    if (needsWrap()) {
      byte[] bytes = wrap();
      if (!failed && encrypted.position() > 0) {
        unwrap(); // records that had to wait for this host's message
      }
      return bytes;
    }
    if (!isReady()) {
      return NOTHING;
    }
    if (pending.length == 0) {
      pending = inner.say();
    }
    if (pending.length == 0 && (inner.isDone() || engine.isInboundDone())) {
      engine.closeOutbound();
      return engine.isOutboundDone() ? NOTHING : wrap();
    }
    return pending.length == 0 ? NOTHING : wrap();
  }

  private boolean isReady() {
    return !failed
        && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.isOutboundDone();
  }

  private byte[] wrap() {
    ByteBuffer from = ByteBuffer.wrap(pending);
    ByteBuffer to = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    try {
      engine.wrap(from, to);
      runTasks();
    } catch (SSLException noAlertEither) {
      failed = true;
    }
    pending = Arrays.copyOfRange(pending, from.position(), pending.length);
    return Arrays.copyOf(to.array(), to.position());
  }

  @Override
  public boolean isDone() {
    return engine.isOutboundDone() || (failed && !needsWrap());
  }

  private boolean needsWrap() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }
}
