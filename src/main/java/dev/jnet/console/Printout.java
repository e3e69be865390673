package dev.jnet.console;

import dev.jnet.report.Style;
import java.util.List;
import java.util.Map;

/** An answer about one target, in each of the forms in which it can be printed. */
public interface Printout {
  /** JSON documents, each of them one line without its end. */
  List<String> json();

  /** JSON documents whose parts are rows of the command's table. */
  default List<String> rows() {
    return json();
  }

  /** The bare answer, such as a number, with its line ends; empty where there is none. */
  String bare(Style style);

  /** The report for a person, with its line ends. */
  String text(Style style);

  /**
   * What was measured, for {@code --expect}: bytes, percent or milliseconds, and 1 or 0 for yes or
   * no. What is not known is left out.
   */
  default Map<String, Double> measured() {
    return Map.of();
  }

  /** The exit code for this answer: one of {@link ExitCode}. */
  int exitCode();
}
