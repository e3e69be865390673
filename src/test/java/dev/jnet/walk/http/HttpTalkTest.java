package dev.jnet.walk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.dns.DnsTalk;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.url.Url;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP's answers, whole and in the smallest pieces. */
class HttpTalkTest {
  private static final Url URL = Url.parse("http://h/p?q");
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private HttpTalk talk() {
    body.reset();
    HttpTalk talk =
        new HttpTalk(
            URL, "test", (data, from, length) -> body.write(data, from, length), Long.MAX_VALUE);
    talk.outgoing(0);
    return talk;
  }

  private Page hear(String answer, int piece, boolean ends) {
    HttpTalk talk = talk();
    byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
    for (int from = 0; from < bytes.length; from += piece) {
      int to = Math.min(bytes.length, from + piece);
      talk.incoming(java.util.Arrays.copyOfRange(bytes, from, to), from);
    }
    if (ends) {
      talk.ended(bytes.length);
    }
    assertEquals(
        talk.page().fault().isEmpty() && talk.page().isComplete(),
        talk.finished() && talk.page().fault().isEmpty());
    return talk.page();
  }

  @Test
  void asksOnce() {
    HttpTalk talk = new HttpTalk(URL, "test", BodySink.none(), Long.MAX_VALUE);
    assertEquals(
        "GET /p?q HTTP/1.1\r\nHost: h\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n",
        new String(talk.outgoing(5), StandardCharsets.US_ASCII));
    assertEquals(0, talk.outgoing(6).length);
    assertEquals(5, talk.page().requestedAt());
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|Content-Length: 5||hello', hello, LENGTH",
    "'HTTP/1.1 200 OK|Content-Length: 5||hello and more', hello, LENGTH",
    "'HTTP/1.1 200 OK|Content-Length: 0||', '', LENGTH",
    "'HTTP/1.1 204 No Content|Content-Length: 5||', '', NONE",
    "'HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 2||hi', hi, LENGTH",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|1;x=y|!|0||', hello!, CHUNKED",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 3||A|0123456789|0|T: v||',"
        + " 0123456789, CHUNKED",
    "'HTTP/1.0 200 OK||until the end', until the end, UNTIL_CLOSE",
  })
  void hearsTheSameInWhateverPieces(String answer, String expected, Page.Framing framing) {
    String bytes = answer.replace("|", "\r\n");
    for (int piece = 1; piece <= bytes.length(); piece++) {
      Page page = hear(bytes, piece, framing == Page.Framing.UNTIL_CLOSE);
      assertEquals(Optional.empty(), page.fault(), "in pieces of " + piece);
      assertTrue(page.isComplete(), "in pieces of " + piece);
      assertEquals(framing, page.framing());
      assertEquals(expected, body.toString(StandardCharsets.ISO_8859_1));
      assertEquals(expected.length(), page.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', NO_ANSWER",
    "'HTTP/1.1 200 OK|Content-Le', NOT_HTTP",
    "'SSH-2.0-OpenSSH|', NOT_HTTP",
    "'HTTP/1.1 9999 x||', NOT_HTTP",
    "'HTTP/1.1 200 OK|Content-Length: 5||hell', SHORT_BODY",
    "'HTTP/1.1 200 OK|Content-Length: -5||hell', BAD_LENGTH",
    "'HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 6||hell', BAD_LENGTH",
    "'HTTP/1.1 200 OK|Content-Length: 99999999999999999999||hell', BAD_LENGTH",
    "'HTTP/1.1 200 OK|no colon here||', BAD_FIELD",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hel', SHORT_BODY",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|', BAD_CHUNK",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFFF|', BAD_CHUNK",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|hi!!|0||', BAD_CHUNK",
  })
  void saysWhatIsWrong(String answer, Page.Fault fault) {
    String bytes = answer.replace("|", "\r\n");
    for (int piece : new int[] {1, 7, 1000}) {
      assertEquals(Optional.of(fault), hear(bytes, piece, true).fault(), "pieces of " + piece);
    }
  }

  @Test
  void headersHaveABound() {
    HttpTalk talk = talk();
    talk.incoming("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII), 0);
    byte[] field = ("X: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1000; i++) {
      talk.incoming(field, i);
    }
    assertEquals(Optional.of(Page.Fault.ENDLESS_HEAD), talk.page().fault());
    assertTrue(talk.failed());
    assertTrue(talk.page().headBytes() <= 65_536);
  }

  @Test
  void givesUpAfterSixteenInterimAnswers() {
    HttpTalk talk = new HttpTalk(URL, "test", BodySink.none(), Long.MAX_VALUE);
    for (int i = 0; i < 16; i++) {
      hears(talk, "HTTP/1.1 100 Continue\r\n\r\n");
      assertFalse(talk.failed());
    }
    hears(talk, "HTTP/1.1 102 Processing\r\n\r\n");

    assertTrue(talk.failed());
    assertEquals(Optional.of(Page.Fault.ENDLESS_INTERIM), talk.page().fault());
  }

  @Test
  void onlyWholeHeaderAndBytesOfBodyAreSteps() {
    HttpTalk talk = new HttpTalk(URL, "test", BodySink.none(), Long.MAX_VALUE);
    hears(talk, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: x");
    assertEquals(0, talk.steps());
    hears(talk, "\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertEquals(1, talk.steps());
    hears(talk, "3;extension=\"");
    assertEquals(1, talk.steps());
    hears(talk, "\"\r\nab");
    assertEquals(3, talk.steps());
  }

  @Test
  void takesNoBodyThatIsAnnouncedAsTooLarge() {
    HttpTalk talk = new HttpTalk(URL, "test", BodySink.none(), 10);
    hears(talk, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nabc");

    assertTrue(talk.failed());
    assertEquals(Optional.of(Page.Fault.TOO_LARGE), talk.page().fault());
    assertEquals(0, talk.page().body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n0123456789X", "Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n6789X"})
  void cutsBodyOffWhereItIsTooLarge(String rest) {
    HttpTalk talk =
        new HttpTalk(URL, "test", (data, from, length) -> body.write(data, from, length), 10);
    hears(talk, "HTTP/1.1 200 OK\r\n" + rest);

    assertEquals(Optional.of(Page.Fault.TOO_LARGE), talk.page().fault());
    assertFalse(talk.page().isComplete());
    assertEquals("0123456789", body.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void takesBodyOfExactlyTheLargestSize() {
    HttpTalk talk = new HttpTalk(URL, "test", BodySink.none(), 10);
    hears(talk, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");

    assertTrue(talk.page().isComplete());
    assertEquals(Optional.empty(), talk.page().fault());
  }

  private static void hears(HttpTalk talk, String text) {
    talk.incoming(text.getBytes(StandardCharsets.US_ASCII), 0);
  }

  @Test
  void aBodyThatCannotBeWrittenEndsTheTalk() {
    HttpTalk talk =
        new HttpTalk(
            URL,
            "test",
            (data, from, length) -> {
              throw new IOException("disk full");
            },
            Long.MAX_VALUE);
    talk.incoming("HTTP/1.1 200 OK\r\n\r\nx".getBytes(StandardCharsets.US_ASCII), 0);
    assertTrue(talk.failed());
    assertEquals(Optional.of(Page.Fault.NOT_WRITTEN), talk.page().fault());
  }

  @Test
  void anyBytesGiveAPageWithoutAnException() {
    Random random = new Random(42);
    String[] parts = {
      "HTTP/1.1 200 OK\r\n",
      "Content-Length: ",
      "Transfer-Encoding: chunked\r\n",
      "\r\n",
      "5\r\n",
      "0\r\n",
      "220 hi\r\n",
      "250-",
      "211-x\r\n",
      " ",
      "SSH-2.0-",
      "\n",
      "\u0000",
      "zz"
    };
    for (int i = 0; i < 5_000; i++) {
      Talk[] talks = {
        talk(),
        new GreetingTalk(Url.Scheme.SMTP, "[192.0.2.1]"),
        new GreetingTalk(Url.Scheme.FTP, ""),
        new GreetingTalk(Url.Scheme.SSH, ""),
        new DnsTalk(java.util.List.of(new byte[12])),
      };
      for (int j = random.nextInt(12); j >= 0; j--) {
        byte[] data = parts[random.nextInt(parts.length)].getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(4) == 0) {
          random.nextBytes(data);
        }
        for (Talk talk : talks) {
          talk.incoming(data, j);
          talk.outgoing(j);
        }
      }
      for (Talk talk : talks) {
        talk.ended(99);
        assertTrue(talk.finished() || talk.failed(), "over when the other side has closed");
      }
    }
  }
}
