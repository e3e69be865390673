package dev.jnet.lab.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.network.TrustStore;
import dev.jnet.wire.Addresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProgramTest {
  private static final int MAX_TURNS = 200;
  private static final byte[] ALERT_BEGINS = {21, 3, 3, 0, 2};

  private final Program server = new TlsProgram(new HttpProgram("www.lab.test"));
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  /** Its chain is verified by the practice network's authority alone, and for this name. */
  private static SSLEngine client(String host, String version)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager trusted = TrustStore.of(Optional.empty(), true).authorities();
    context.init(null, new TrustManager[] {trusted}, null);
    SSLEngine client = context.createSSLEngine(host, 443);
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    client.setSSLParameters(parameters);
    return client;
  }

  /** Asks for a path. Each side takes what the other says, in pieces of the given length. */
  private void talk(SSLEngine client, String path, int piece) throws SSLException {
    byte[] request =
        ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer from = ByteBuffer.wrap(request);
    ByteBuffer arrived = ByteBuffer.allocate(1 << 20);
    client.beginHandshake();
    for (int i = 0; i < MAX_TURNS && !server.isDone(); i++) {
      HandshakeStatus status = client.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_WRAP
          || (status == HandshakeStatus.NOT_HANDSHAKING && from.hasRemaining())) {
        ByteBuffer to = ByteBuffer.allocate(1 << 15);
        client.wrap(from, to);
        for (int at = 0; at < to.position(); at += piece) {
          server.hear(Arrays.copyOfRange(to.array(), at, Math.min(to.position(), at + piece)));
        }
      }
      arrived.put(server.say());
      arrived.flip();
      unwrap(client, arrived);
      arrived.compact();
    }
    arrived.flip();
    unwrap(client, arrived);
  }

  private void unwrap(SSLEngine client, ByteBuffer arrived) throws SSLException {
    SSLEngineResult result;
    do {
      ByteBuffer plain = ByteBuffer.allocate(1 << 15);
      result = client.unwrap(arrived, plain);
      for (Runnable task = client.getDelegatedTask();
          task != null;
          task = client.getDelegatedTask()) {
        task.run();
      }
      received.write(plain.array(), 0, plain.position());
    } while (result.bytesConsumed() > 0 && arrived.hasRemaining());
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.3, 8192", "TLSv1.3, 7", "TLSv1.2, 8192", "TLSv1.2, 7"})
  void answersInsideTls(String version, int piece) throws GeneralSecurityException, IOException {
    SSLEngine client = client("www.lab.test", version);
    talk(client, "/50000", piece);
    String answer = received.toString(StandardCharsets.US_ASCII);
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertEquals(50_000, answer.length() - answer.indexOf("\r\n\r\n") - 4);
    assertEquals(version, client.getSession().getProtocol());
    assertEquals("http/1.1", client.getApplicationProtocol());
    assertTrue(client.isInboundDone(), "it ended with a close_notify");
  }

  @ParameterizedTest
  @CsvSource({"10000", "6000", "5"})
  void answersWhatIsNotTlsWithAnAlert(int bytes) {
    byte[] noise = new byte[bytes];
    Arrays.fill(noise, (byte) 'x');
    server.hear(noise);
    byte[] alert = server.say();
    assertArrayEquals(ALERT_BEGINS, Arrays.copyOf(alert, ALERT_BEGINS.length));
    assertTrue(server.isDone());
    server.hear(noise);
    assertEquals(0, server.say().length);
  }

  @Test
  void theCertificateIsForAllHostsOfTheBuiltInNetworks()
      throws GeneralSecurityException, IOException {
    SSLEngine client = client("lab.test", "TLSv1.3");
    talk(client, "/", 8192);
    X509Certificate own = (X509Certificate) client.getSession().getPeerCertificates()[0];
    Set<String> names = new TreeSet<>();
    for (List<?> each : own.getSubjectAlternativeNames()) {
      boolean address = each.get(0).equals(7);
      String name = String.valueOf(each.get(1));
      names.add(address ? Addresses.text(InetAddress.getByName(name)) : name);
    }
    Set<String> missing = new TreeSet<>();
    for (String lab : Lab.names()) {
      for (Lab.LabHost host : Lab.open(lab, 0).hosts()) {
        boolean named = names.contains(host.name()) || host.name().endsWith(".lab.test");
        if (!named) {
          missing.add(host.name());
        }
        for (InetAddress address : host.addresses()) {
          if (!names.contains(Addresses.text(address))) {
            missing.add(Addresses.text(address));
          }
        }
      }
    }
    assertEquals(Set.of(), missing, "scripts/practice-authority makes it anew");
  }
}
