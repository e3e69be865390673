package dev.jnet.walk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chunked body, taken apart. */
class ChunkReaderTest {
  private final ChunkReader reader = new ChunkReader();

  /** Hands everything over, and returns the data in it. */
  private String read(String text) {
    byte[] bytes = text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    StringBuilder data = new StringBuilder();
    int from = 0;
    while (from < bytes.length && !reader.isOver() && !reader.isBroken()) {
      from += reader.take(bytes, from);
      int length = reader.dataLength();
      data.append(new String(bytes, reader.dataFrom(), length, StandardCharsets.ISO_8859_1));
    }
    return data.toString();
  }

  @Test
  void joinsTheDataOfAllChunks() {
    assertEquals("hello, world", read("7|hello, |5|world|0||"));
    assertEquals(2, reader.chunks());
    assertTrue(reader.isOver());
  }

  @Test
  void sizesAreHexadecimalAndMayHaveExtensions() {
    assertEquals("0123456789abcdef", read("10;name=value|0123456789abcdef|0||"));
    assertTrue(reader.isOver());
  }

  @Test
  void givesDataBeforeTheChunkIsComplete() {
    assertEquals("hel", read("5|hel"));
    assertEquals("lo", read("lo|"));
    assertEquals(1, reader.chunks());
    assertFalse(reader.isOver());
  }

  @Test
  void dataMayLookLikeSizes() {
    assertEquals("0\r\n\r\n", read("5|0|||0||"));
    assertTrue(reader.isOver());
  }

  @Test
  void trailerFieldsAreSkipped() {
    assertEquals("", read("0|A: b|C: d|"));
    assertFalse(reader.isOver());
    read("|");
    assertTrue(reader.isOver());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1|", "|", "xyz|", "1000000000000000|", "2|hi!|"})
  void isBrokenByASizeThatIsNoNumber(String text) {
    read(text);
    assertTrue(reader.isBroken());
  }

  @Test
  void linesAndTrailersHaveBounds() {
    read("x".repeat(5_000));
    assertTrue(reader.isBroken());

    ChunkReader other = new ChunkReader();
    byte[] trailer =
        ("0\r\n" + ("A: " + "b".repeat(1_000) + "\r\n").repeat(20))
            .getBytes(StandardCharsets.US_ASCII);
    other.take(trailer, 0);
    assertTrue(other.isBroken());
  }
}
