package dev.jnet.walk.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.tls.TlsSession.Kind;
import dev.jnet.walk.tls.TlsSession.Trust;
import dev.jnet.walk.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A talk inside TLS with a server of the test's own. */
class TlsTalkTest {
  private final Inner inner = new Inner();
  private TlsServer server;
  private TlsTalk talk;
  private int piece = Integer.MAX_VALUE;
  private long now;

  /** Says its line once, and is finished when it has heard enough. */
  private static final class Inner implements Talk {
    byte[] says = "question".getBytes(StandardCharsets.US_ASCII);
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    int enough = 6;
    boolean failed;
    boolean ended;

    @Override
    public byte[] outgoing(long at) {
      byte[] data = says;
      says = new byte[0];
      return data;
    }

    @Override
    public void incoming(byte[] data, long at) {
      heard.write(data, 0, data.length);
    }

    @Override
    public void ended(long at) {
      ended = true;
    }

    @Override
    public long steps() {
      return heard.size();
    }

    @Override
    public boolean finished() {
      return heard.size() >= enough;
    }

    @Override
    public boolean failed() {
      return failed;
    }
  }

  private void begin(String alias, String protocol, String host, boolean insecure)
      throws GeneralSecurityException {
    server = new TlsServer(alias, protocol);
    talk =
        new TlsTalk(
            Url.parse("https://" + host + "/"),
            new TlsPlan(TlsServer.authorities(), "the test's", insecure, TlsKeys.none()),
            inner);
  }

  /** Both give and take until neither has anything to say; how many bytes each gave in all. */
  private int[] exchange() throws SSLException {
    int[] given = new int[2];
    while (true) {
      byte[] ours = talk.outgoing(++now);
      given[0] += ours.length;
      if (ours.length > 0) {
        server.take(ours);
      }
      byte[] theirs = server.give();
      given[1] += theirs.length;
      for (int from = 0; from < theirs.length; from += piece) {
        int to = (int) Math.min(theirs.length, (long) from + piece);
        talk.incoming(Arrays.copyOfRange(theirs, from, to), ++now);
      }
      if (ours.length == 0 && theirs.length == 0) {
        return given;
      }
    }
  }

  private void answer(String text) {
    server.says(text.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void carriesQuestionAndAnswer(String protocol) throws Exception {
    begin("good", protocol, "server.test", false);
    exchange();
    assertEquals("question", new String(server.heard(), StandardCharsets.US_ASCII));
    assertFalse(talk.finished());

    answer("answer");
    exchange();
    assertEquals("answer", inner.heard.toString(StandardCharsets.US_ASCII));
    assertTrue(talk.finished(), "a close_notify was said");
    assertTrue(server.isClosed());

    TlsSession session = talk.session();
    assertEquals(protocol, session.version());
    assertEquals(Trust.VERIFIED, session.trust());
    assertEquals(Optional.empty(), session.fault());
    assertEquals(Optional.of("server.test"), session.serverName());
    assertEquals("handshake: ClientHello", session.records().get(0).content());
    assertTrue(session.startedAt() >= 0 && session.finishedAt() > session.startedAt());
    assertEquals(List.of("server.test"), session.certificates().get(0).names());
  }

  @Test
  void readsTheSameByteByByte() throws Exception {
    piece = 1;
    begin("good", "TLSv1.3", "server.test", false);
    exchange();
    answer("answer");
    exchange();

    assertEquals("answer", inner.heard.toString(StandardCharsets.US_ASCII));
    assertTrue(talk.finished());
  }

  @Test
  void carriesMoreThanOneRecord() throws Exception {
    byte[] much = new byte[100_000];
    Arrays.fill(much, (byte) 7);
    inner.enough = much.length;
    begin("good", "TLSv1.3", "server.test", false);
    exchange();
    server.says(much);
    exchange();

    assertArrayEquals(much, inner.heard.toByteArray());
  }

  @Test
  void refusesCertificateForAnotherName() throws Exception {
    begin("good", "TLSv1.3", "other.test", false);
    exchange();

    assertEquals(Kind.NAME_MISMATCH, talk.session().fault().orElseThrow().kind());
    assertEquals(Trust.REFUSED, talk.session().trust());
    assertFalse(talk.failed(), "the alert is to arrive");
    talk.ended(++now);
    assertTrue(talk.finished());
    assertEquals(0, server.heard().length, "nothing of the question was said");
  }

  @Test
  void acceptsUntrustedCertificateWhereAskedTo() throws Exception {
    begin("stranger", "TLSv1.2", "server.test", true);
    exchange();
    answer("answer");
    exchange();

    assertEquals(Trust.ACCEPTED, talk.session().trust());
    assertEquals(Optional.empty(), talk.session().fault());
    assertEquals("answer", inner.heard.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void failsWhenTheOtherSideSpeaksNoTls() throws Exception {
    begin("good", "TLSv1.3", "server.test", false);
    talk.outgoing(1);
    talk.incoming("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 2);

    assertEquals(Kind.NOT_TLS, talk.session().fault().orElseThrow().kind());
    assertTrue(talk.failed());
  }

  @Test
  void failsWithTheAlertOfTheServer() throws Exception {
    begin("good", "TLSv1.3", "server.test", false);
    talk.outgoing(1);
    talk.incoming(new byte[] {21, 3, 3, 0, 2, 2, 40}, 2); // fatal, handshake_failure

    TlsSession.Fault fault = talk.session().fault().orElseThrow();
    assertEquals(Kind.ALERT, fault.kind());
    assertEquals("the server sent the alert handshake_failure", fault.detail());
  }

  @Test
  void isCutOffWhenConnectionEndsBeforeTlsIsReady() throws Exception {
    begin("good", "TLSv1.3", "server.test", false);
    talk.outgoing(1);
    talk.ended(2);

    assertEquals(Kind.CUT_OFF, talk.session().fault().orElseThrow().kind());
    assertTrue(talk.finished());
    assertTrue(inner.ended);
  }

  @Test
  void sendsCloseNotifyBeforeItFailsWithItsInnerTalk() throws Exception {
    begin("good", "TLSv1.3", "server.test", false);
    exchange();
    inner.failed = true;
    assertFalse(talk.failed());
    exchange();

    assertTrue(talk.failed());
    assertTrue(server.isClosed());
  }

  @Test
  void closesWhenServerCloses() throws Exception {
    begin("good", "TLSv1.2", "server.test", false);
    exchange();
    server.close();
    exchange();

    assertTrue(talk.finished());
  }

  @Test
  void asksForNoNameWhereTheUrlHasAnAddress() throws Exception {
    begin("good", "TLSv1.3", "192.0.2.1", false);
    assertEquals(Optional.empty(), talk.session().serverName());
  }
}
