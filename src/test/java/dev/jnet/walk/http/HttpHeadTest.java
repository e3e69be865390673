package dev.jnet.walk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status line and the header fields of a response. */
class HttpHeadTest {
  private final HttpHead head = new HttpHead();

  private int take(String text) {
    return head.take(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  @Test
  void takesBytesUpToTheEmptyLine() {
    assertEquals(19, take("HTTP/1.1 200 OK||body"));
    assertEquals("HTTP/1.1 200 OK", head.statusLine());
    assertEquals(200, head.status());
    assertEquals(19, head.bytes());
    assertNull(head.fault());
  }

  @Test
  void waitsForTheEmptyLine() {
    assertEquals(-1, take("HTTP/1.1 200 OK|A: b|"));
    assertEquals(2, take("|"));
    assertEquals(List.of(new Page.Field("A", "b")), head.fields());
  }

  @Test
  void bareLineFeedsEndLinesToo() {
    assertEquals(22, take("HTTP/1.1 200 OK\nA: b\n\n"));
    assertEquals(List.of(new Page.Field("A", "b")), head.fields());
  }

  @Test
  void foldedLineContinuesTheFieldBeforeIt() {
    take("HTTP/1.1 200 OK|A: b|  c||");
    assertEquals(List.of(new Page.Field("A", "b c")), head.fields());
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-x, NOT_HTTP",
    "HTTP/2 200 OK||, NOT_HTTP",
    "HTTP/1.1 20||, NOT_HTTP",
    "HTTP/1.1 2x0 OK||, NOT_HTTP",
    "HTTP/1.1 600 OK||, NOT_HTTP",
    "HTTP/1.1 200 OK|: empty||, BAD_FIELD",
    "'HTTP/1.1 200 OK| folded||', BAD_FIELD",
  })
  void saysWhatIsWrong(String text, Page.Fault fault) {
    take(text);
    assertEquals(fault, head.fault());
  }

  @Test
  void takesAtMost256Fields() {
    take("HTTP/1.1 200 OK|" + "A: b|".repeat(256) + "|");
    assertNull(head.fault());
    HttpHead more = new HttpHead();
    String text = "HTTP/1.1 200 OK|" + "A: b|".repeat(257) + "|";
    more.take(text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII), 0);
    assertEquals(Page.Fault.ENDLESS_HEAD, more.fault());
  }

  @Test
  void bodyIsChunkedWhereThatIsTheLastCoding() {
    take("HTTP/1.1 200 OK|TRANSFER-encoding: gzip, Chunked||");
    assertTrue(head.isChunked());
  }

  @Test
  void bodyIsNotChunkedWhereAnotherCodingIsLast() {
    take("HTTP/1.1 200 OK|Transfer-Encoding: chunked, gzip||");
    assertFalse(head.isChunked());
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 12, 12",
    "content-length: 0, 0",
    "X: 1, -1",
    "Content-Length: x, -2",
    "Content-Length: +5, -2",
    "Content-Length: 1|Content-Length: 1, 1",
    "Content-Length: 1|Content-Length: 2, -2",
    "Content-Length: 999999999999999, 999999999999999",
    "Content-Length: 1000000000000000, -2",
  })
  void readsTheLengthThatIsAnnounced(String fields, long length) {
    take("HTTP/1.1 200 OK|" + fields + "||");
    assertEquals(length, head.length());
  }
}
