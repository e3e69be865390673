package dev.jnet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The help as it was written down when jnet was built, which takes a third of the time that picocli
 * needs to lay it out. A test holds the two together.
 */
final class Help {
  private Help() {}

  /** Whether an argument asks for help. */
  static boolean isAsked(String argument) {
    return argument.equals("--help") || argument.equals("-h");
  }

  /** The help of a command, or of {@code jnet} itself. */
  static String of(String command) {
    try (InputStream text = Help.class.getResourceAsStream("help/" + command + ".txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
