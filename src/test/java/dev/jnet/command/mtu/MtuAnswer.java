package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;

/** One JSON document of {@code jnet mtu}, as a script sees it: maps, lists, numbers and texts. */
public record MtuAnswer(Map<?, ?> document) {
  /** The most packets that an answer may take on a path without loss. */
  private static final int MAX_PROBES = 60;

  /** The documents on a stdout: one a line, and nothing else. */
  public static List<MtuAnswer> all(Outcome outcome) {
    return outcome.out().lines().map(MtuAnswer::parse).toList();
  }

  private static MtuAnswer parse(String line) {
    return new MtuAnswer((Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(line));
  }

  /** A field, or one of a field's own: {@code bottleneck.hop}; null when it is not there. */
  public Object get(String path) {
    Object value = document;
    for (String name : path.split("\\.", -1)) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }

  /** A field that is a number. */
  public double number(String path) {
    return ((Number) get(path)).doubleValue();
  }

  /** A field that is a list of objects. */
  List<MtuAnswer> list(String path) {
    return ((List<?>) get(path)).stream().map(each -> new MtuAnswer((Map<?, ?>) each)).toList();
  }

  /** The number is this one, surely, and was found with few packets. */
  public MtuAnswer assertSure(int pathMtu) {
    assertEquals("ok", get("status"), this::toString);
    assertEquals("confirmed", get("confidence"), this::toString);
    assertEquals(pathMtu, number("pathMtu"), this::toString);
    assertEquals(pathMtu, number("lowerBytes"), this::toString);
    assertEquals(pathMtu + 1, number("upperBytes"), this::toString);
    return this;
  }

  /** All that was to be tried arrived, and nothing is known about larger packets. */
  MtuAnswer assertAtLeast(int size) {
    assertEquals("at-least", get("confidence"), this::toString);
    assertEquals(size, number("lowerBytes"), this::toString);
    assertNull(get("pathMtu"), this::toString);
    return this;
  }

  /** It took no more packets than an answer may on a path without loss. */
  MtuAnswer assertFrugal() {
    assertTrue(number("sent") <= MAX_PROBES, this::toString);
    return this;
  }

  /** A router said so. */
  MtuAnswer assertReported(int hop, String address) {
    return assertBottleneck(hop, address, true);
  }

  /** Larger packets vanish behind a router, and nobody says so. */
  MtuAnswer assertBlackHole(int hop, String address) {
    return assertBottleneck(hop, address, false);
  }

  private MtuAnswer assertBottleneck(int hop, String address, boolean reported) {
    assertEquals(!reported, get("blackHole"), this::toString);
    assertEquals(hop, number("bottleneck.hop"), this::toString);
    assertEquals(address, get("bottleneck.address"), this::toString);
    assertEquals(reported, get("bottleneck.reported"), this::toString);
    return this;
  }

  @Override
  public String toString() {
    return document.toString();
  }
}
