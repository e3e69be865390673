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
  /** Makes settings of what a file says. */
  public interface Reader<T> {
    /**
     * Reads the settings.
     *
     * @param document mappings, lists and scalars
     * @param folder in which the files are that it names by relative paths
     * @throws CommandException when something is wrong; the message does not name the file
     */
    T read(Object document, Path folder) throws CommandException;
  }

  /** The most bytes of a file. */
  private static final int MAX_BYTES = 1 << 20;

  /** The most levels of a file. No file that jnet reads has a use for more than five. */
  private static final int MAX_DEPTH = 16;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(false).build();

  private YamlFile() {}

  /**
   * The settings of a file.
   *
   * @param option that names it, for messages
   * @throws CommandException when it cannot be read, is no YAML, exceeds a bound, or has a mistake
   */
  public static <T> T read(String option, Path file, Reader<T> reader) throws CommandException {
    try {
      return reader.read(parse(text(file)), file.toAbsolutePath().getParent());
    } catch (CharacterCodingException e) {
      throw wrong(option, file, "not text in UTF-8");
    } catch (CommandException e) {
      throw wrong(option, file, e.getMessage());
    } catch (IOException e) {
      throw wrong(option, file, "cannot be read: " + FileTrouble.inWords(e));
    }
  }

  /**
   * The settings of a file that is read again while requests are answered. They must not have to
   * wait: a FIFO without a writer, such as that of {@code <(command)} after the start, would hold
   * up whoever reads it for ever.
   *
   * @throws CommandException as {@link #read} does, and when it is not a regular file
   */
  public static <T> T readAnew(String option, Path file, Reader<T> reader) throws CommandException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw wrong(option, file, "not a regular file, so it is read at the start only");
    }
    return read(option, file, reader);
  }

  private static CommandException wrong(String option, Path file, String what) {
    return new CommandException("usage", option + " " + file + ": " + what);
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
}
