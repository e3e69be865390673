package dev.jnet.options;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as a shell takes it, for pages and pictures that tell how they were made. */
public final class ShellLine {
  /** A word that every shell takes as it stands. */
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_./:@%+=,-]+");

  private ShellLine() {}

  /** The command line that the arguments come from. Words with special characters are quoted. */
  public static String of(Arguments arguments) {
    return arguments.words().stream()
        .map(ShellLine::quoted)
        .collect(Collectors.joining(" ", "jnet " + arguments.command().name() + " ", ""));
  }

  /** A word as a shell takes it. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
