package dev.jnet.command.handshake;

import dev.jnet.console.CommandException;
import dev.jnet.host.privilege.OwnProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@code --send} names: a text, a file, or standard input. */
final class DataToSend {
  private static final int MAX_BYTES = 1 << 20;

  private DataToSend() {}

  /**
   * The bytes to send.
   *
   * @param text the text to send in UTF-8, {@code @FILE} for the content of a file, or {@code -}
   *     for standard input
   * @throws CommandException when the file cannot be read, or there are more than 1,048,576 bytes
   */
  static byte[] read(String text) throws IOException {
    byte[] data;
    if (text.equals("-")) {
      data = OwnProcess.readingForUser(() -> System.in.readNBytes(MAX_BYTES + 1));
    } else if (text.startsWith("@")) {
      data = OwnProcess.readingForUser(() -> readFile(text));
    } else {
      data = unescaped(text).getBytes(StandardCharsets.UTF_8);
    }
    if (data.length > MAX_BYTES) {
      throw new CommandException("usage", "--send: more than 1048576 bytes");
    }
    return data;
  }

  private static byte[] readFile(String text) throws IOException {
    Path file = Path.of(text.substring(1));
    if (!Files.isReadable(file)) {
      throw new CommandException(
          "usage", "--send " + text + ": no such file, or it may not be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  /** The text with its escapes replaced: {@code \r}, {@code \n}, {@code \t} and {@code \\}. */
  static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        switch (next) {
          case 'r' -> out.append('\r');
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case '\\' -> out.append('\\');
          default -> out.append(c).append(next);
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
