package dev.jnet.walk.greeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.walk.url.Url.Scheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers that speak in lines say, and what we say to them. */
class GreetingTalkTest {
  private GreetingTalk talk;

  private void hears(String text) {
    talk.incoming(text.getBytes(StandardCharsets.UTF_8), 1);
  }

  private String says() {
    return new String(talk.outgoing(2), StandardCharsets.US_ASCII);
  }

  @Test
  void sshTalkEndsWithTheIdentification() {
    talk = new GreetingTalk(Scheme.SSH, "");
    hears("a line in front of it\r\nSSH-2.0-test\r\n");

    assertTrue(talk.finished());
    assertTrue(talk.transcript().complete());
    assertEquals("", says());
    assertEquals(List.of("a line in front of it", "SSH-2.0-test"), talk.transcript().answerTo(""));
  }

  @Test
  void sendsEhloAndQuitToAMailServer() {
    talk = new GreetingTalk(Scheme.SMTP, "[192.0.2.1]");
    assertEquals("", says());
    hears("220 mail\r\n");
    assertEquals("EHLO [192.0.2.1]\r\n", says());
    hears("250-mail\r\n250 SIZE\r\n");
    assertEquals("QUIT\r\n", says());
    assertFalse(talk.finished());
    hears("221 bye\r\n");

    assertTrue(talk.finished());
    assertEquals(List.of("250-mail", "250 SIZE"), talk.transcript().answerTo("EHLO"));
  }

  @Test
  void asksFtpServerForItsFeatures() {
    talk = new GreetingTalk(Scheme.FTP, "");
    hears("120 soon\r\n");
    assertEquals("", says(), "another greeting follows");
    hears("220-a\r\n220 b\r\n");
    assertEquals("FEAT\r\n", says());
    assertEquals("", says());
    hears("211-F\r\n EPSV\r\n211 End\r\n");
    assertEquals("QUIT\r\n", says());
    hears("221 bye\r\n");

    assertTrue(talk.transcript().complete());
    assertEquals(List.of("211-F", " EPSV", "211 End"), talk.transcript().answerTo("FEAT"));
  }

  @Test
  void saysThatTheServerRefusesTheSession() {
    talk = new GreetingTalk(Scheme.SMTP, "x");
    hears("554 no\r\n");

    assertTrue(talk.finished());
    assertFalse(talk.failed());
    assertEquals("it refuses this client", talk.transcript().fault());
  }

  @Test
  void failsWhenTheFirstLineIsNoGreeting() {
    talk = new GreetingTalk(Scheme.FTP, "");
    hears("HTTP/1.1 400 Bad Request\r\n");

    assertTrue(talk.failed());
    assertEquals("its greeting is not one of ftp", talk.transcript().fault());
  }

  @Test
  void linesAndTheirNumberHaveBounds() {
    talk = new GreetingTalk(Scheme.SSH, "");
    hears("x".repeat(2_049));
    assertTrue(talk.failed());

    talk = new GreetingTalk(Scheme.SSH, "");
    hears("x\r\n".repeat(201));
    assertTrue(talk.failed());
  }

  @Test
  void saysWhetherAnythingWasSaidBeforeTheServerClosed() {
    talk = new GreetingTalk(Scheme.SSH, "");
    talk.ended(1);
    assertEquals("it closed without a word", talk.transcript().fault());

    talk = new GreetingTalk(Scheme.SMTP, "x");
    hears("220 mail\r\n");
    talk.ended(1);
    assertEquals("it closed before all was said", talk.transcript().fault());
    assertTrue(talk.finished());
  }
}
