package dev.jnet.options;

/** Reads times: seconds as a number such as 1 or 0.5, or a number with a unit such as 200ms. */
public final class TimeValue {
  private TimeValue() {}

  /** A time in seconds; NaN where the text is none. */
  public static double seconds(String text) {
    int digits = text.length();
    while (digits > 0 && isLetter(text.charAt(digits - 1))) {
      digits--;
    }
    try {
      boolean number = digits > 0 && !isLetter(text.charAt(0));
      return number
          ? Double.parseDouble(text.substring(0, digits)) * unit(text.substring(digits))
          : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isLetter(char c) {
    return c > '9' || c == ' ';
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "", "s" -> 1;
      case "ms" -> 1e-3;
      case "us", "µs" -> 1e-6;
      case "ns" -> 1e-9;
      case "m", "min" -> 60;
      case "h" -> 3600;
      case "d" -> 86_400;
      default -> Double.NaN;
    };
  }
}
