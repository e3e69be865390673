package dev.jnet.report;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Converts values for JSON documents. {@code null} is left out of a document. */
public final class JsonValues {
  private JsonValues() {}

  /** A time in ns as ms, rounded to the microsecond. */
  public static double millis(long ns) {
    return Math.round(ns / 1e3) / 1e3;
  }

  /** A share of 0 to 1 in percent, rounded to a tenth. */
  public static double percent(double share) {
    return Math.round(share * 1000) / 10.0;
  }

  /** A constant's name in lower case, with hyphens: {@code no-reply}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The number, or {@code null} when there is none. */
  public static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /** The number, or {@code null} when there is none. */
  public static Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
