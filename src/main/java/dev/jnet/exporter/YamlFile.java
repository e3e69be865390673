package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.console.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a YAML file that the user names, within bounds that no file can exceed. */
public final class YamlFile {
  /** The most bytes of a file. */
  private static final int MAX_BYTES = 1 << 20;

  /** The most levels of a file. No file that jnet reads has a use for more than five. */
  private static final int MAX_DEPTH = 16;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(false).build();

  private YamlFile() {}

  /**
   * What a file says: mappings, lists and scalars.
   *
   * @throws CommandException when it cannot be read, is no YAML, or exceeds a bound; the message
   *     does not name the file
   */
  public static Object read(Path file) throws CommandException {
    try {
      return parse(text(file));
    } catch (CharacterCodingException e) {
      throw new CommandException("usage", "not text in UTF-8");
    } catch (CommandException e) {
      throw e;
    } catch (IOException e) {
      throw new CommandException("usage", "cannot be read: " + FileTrouble.inWords(e));
    }
  }

  /**
   * Reads a file to its end, or to the most bytes that one may have: a device or a FIFO does not
   * tell its size.
   */
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new CommandException("usage", "larger than 1 MB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /**
   * What a text says.
   *
   * @throws CommandException when it is no YAML, or nested too deeply
   */
  public static Object parse(String text) throws CommandException {
    try {
      requireShallow(text);
      return new Load(SETTINGS).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new CommandException("usage", "not valid YAML: " + inOneLine(e));
    }
  }

  /** Where the mistake is, and what it is. The library's message has the text around it, too. */
  private static String inOneLine(YamlEngineException mistake) {
    if (mistake instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      Mark mark = marked.getProblemMark().get();
      return String.format(
          Locale.ROOT,
          "line %d, column %d: %s",
          mark.getLine() + 1,
          mark.getColumn() + 1,
          marked.getProblem());
    }
    return String.valueOf(mistake.getMessage()).replaceAll("\\s+", " ");
  }

  /**
   * Checks how deeply YAML is nested. The loader calls itself for each level, so that too many
   * would overflow the stack.
   */
  private static void requireShallow(String yaml) throws CommandException {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw new CommandException("usage", "nested too deeply");
      }
    }
  }

  /**
   * Checks that reading a file anew comes to an end. A FIFO without a writer, such as that of
   * {@code <(command)} after the start, would hold up whoever reads it for ever.
   *
   * @throws CommandException when it is not a regular file; the message does not name it
   */
  public static void requireRegular(Path file) throws CommandException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CommandException("usage", "not a regular file, so it is read at the start only");
    }
  }
}
