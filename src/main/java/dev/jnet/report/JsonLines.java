package dev.jnet.report;

import io.avaje.jsonb.Jsonb;
import java.util.HexFormat;

/**
 * Writes documents as JSON, one on each line. The mappers are made at compile time, so that nothing
 * uses reflection.
 */
public final class JsonLines {
  private static final Jsonb JSON = Jsonb.builder().build();

  private JsonLines() {}

  /** The document on one line, without a line end. */
  public static String of(Object document) {
    return escaped(JSON.toJson(document));
  }

  /**
   * Escapes control characters beyond ASCII. JSON does not require it (RFC 8259 section 7), but a
   * terminal would obey them. They occur only in strings.
   */
  private static String escaped(String json) {
    int at = 0;
    while (at < json.length() && Plain.isHarmless(json.codePointAt(at))) {
      at += Character.charCount(json.codePointAt(at));
    }
    if (at == json.length()) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i += Character.charCount(json.codePointAt(i))) {
      int c = json.codePointAt(i);
      if (Plain.isHarmless(c)) {
        out.appendCodePoint(c);
      } else {
        for (char half : Character.toChars(c)) {
          out.append("\\u").append(HexFormat.of().toHexDigits(half));
        }
      }
    }
    return out.toString();
  }
}
