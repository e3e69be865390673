package dev.jnet.batch;

import dev.jnet.console.CommandException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the files that {@code --targets} and {@code --resume} name. */
final class TargetFiles {
  /** The most targets, because more would take too much memory. */
  private static final int MAX_TARGETS = 1_000_000;

  /** The most characters of a line with a name, a port list and a comment. */
  private static final int MAX_TARGET_LINE = 1 << 16;

  /** The most characters of a line with an answer; none of jnet's is as long. */
  private static final int MAX_ANSWER_LINE = 1 << 22;

  /** The most levels of an answer; none of jnet's has as many. */
  private static final int MAX_DEPTH = 64;

  /** Some editors write it before UTF-8. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** The beginning of each answer, also of one that was not written to its end. */
  private static final String ANSWER = "{\"schema\":";

  private TargetFiles() {}

  /** Takes the lines of a file. */
  private interface Lines {
    /** Takes a line. Its number is from 1 on. */
    void take(String line, int number) throws IOException;
  }

  private static void read(String option, String file, int maxLine, Lines lines)
      throws IOException {
    int number = 1;
    try (LineReader in = new LineReader(reader(file), maxLine)) {
      for (String line = in.next(); line != null; line = in.next()) {
        boolean marked = number == 1 && line.startsWith(BYTE_ORDER_MARK);
        lines.take(marked ? line.substring(1) : line, number);
        number++;
      }
    } catch (CharacterCodingException e) {
      throw new CommandException(
          "usage", option + " " + file + ": not text in UTF-8, from about line " + number + " on");
    } catch (LineReader.LongLineException e) {
      throw new CommandException(
          "usage", option + " " + file + ": line " + number + " is " + e.getMessage());
    } catch (CommandException e) {
      throw e;
    } catch (IOException | InvalidPathException e) {
      String why = Files.isDirectory(Path.of(file)) ? ": it is a folder" : "";
      throw new CommandException("usage", option + " " + file + ": cannot be read" + why);
    }
  }

  private static Reader reader(String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            file.equals("-") ? standardInput() : Files.newInputStream(Path.of(file)),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /**
   * Standard input, which is never closed: where the process began without one, a library may have
   * got its descriptor.
   */
  private static InputStream standardInput() {
    return new FilterInputStream(System.in) {
      @Override
      public void close() {}
    };
  }

  /** The targets in a file, one a line, each once. What follows a {@code #} is a comment. */
  static List<String> targets(String file) throws IOException {
    Set<String> targets = new LinkedHashSet<>();
    read(
        "--targets",
        file,
        MAX_TARGET_LINE,
        (line, number) -> {
          int comment = line.indexOf('#');
          String target = (comment < 0 ? line : line.substring(0, comment)).strip();
          if (!target.isEmpty()) {
            targets.add(target);
          }
          if (targets.size() > MAX_TARGETS) {
            throw new CommandException(
                "usage", "--targets " + file + ": more than 1000000 targets; split the file");
          }
        });
    if (targets.isEmpty()) {
      throw new CommandException("usage", "--targets " + file + ": there is no target in it");
    }
    return List.copyOf(targets);
  }

  /**
   * The targets that earlier JSON lines answer: the host's name, and the port after a blank where
   * one was asked about. Silence is an answer. An error document is none, nor is a line that was
   * not written to its end.
   *
   * @param command that asks now; a line of another command is a mistake
   */
  static Set<String> answered(String file, String command) throws IOException {
    JsonType<Map<String, Object>> json = Jsonb.builder().build().type(Object.class).map();
    Set<String> answered = new HashSet<>();
    read(
        "--resume",
        file,
        MAX_ANSWER_LINE,
        (line, number) -> {
          try {
            requireShallow(line);
            Map<String, Object> document = json.fromJson(line);
            String other = String.valueOf(document.get("command"));
            if (!other.equals(command)) {
              throw new CommandException(
                  "usage",
                  "--resume " + file + ": line " + number + " is not an answer of jnet " + command);
            }
            add(document, answered);
          } catch (RuntimeException e) { // the parser throws all kinds of them
            if (!ANSWER.startsWith(line) && !line.startsWith(ANSWER)) {
              throw new CommandException(
                  "usage",
                  "--resume " + file + ": line " + number + " is not one of jnet's answers");
            }
          }
        });
    return answered;
  }

  /**
   * Checks how deeply JSON is nested. A parser calls itself for each bracket, so that too many
   * would overflow the stack.
   *
   * @throws IllegalStateException when it is nested too deeply
   */
  private static void requireShallow(String json) {
    boolean inside = false;
    int depth = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inside && c == '\\') {
        i++;
      } else if (c == '"') {
        inside = !inside;
      } else if (!inside) {
        depth += c == '[' || c == '{' ? 1 : 0;
        depth -= c == ']' || c == '}' ? 1 : 0;
      }
      if (depth > MAX_DEPTH) {
        throw new IllegalStateException("nested too deeply");
      }
    }
  }

  private static void add(Map<String, Object> document, Set<String> answered) {
    if (document.get("target") instanceof Map<?, ?> target
        && !"error".equals(document.get("status"))) {
      Object port = document.get("port");
      answered.add(
          target.get("name") + (port instanceof Number number ? " " + number.intValue() : ""));
    }
  }
}
