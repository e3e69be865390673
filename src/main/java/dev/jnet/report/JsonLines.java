package dev.jnet.report;

import io.avaje.jsonb.Jsonb;

/**
 * Documents as JSON, one on a line, by mappers that the compiler made: nothing is reflected upon.
 */
public final class JsonLines {
  private static final Jsonb JSON = Jsonb.builder().build();

  private JsonLines() {}

  /** The document on one line, without a line end. */
  public static String of(Object document) {
    return JSON.toJson(document);
  }
}
