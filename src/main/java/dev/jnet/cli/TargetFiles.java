package dev.jnet.cli;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that {@code --targets} and {@code --resume} name. */
final class TargetFiles {
  /** More targets would take more memory than a process of ours should have. */
  private static final int MOST_TARGETS = 1_000_000;

  private TargetFiles() {}

  /** The targets in a file, a line each; what is behind a {@code #} is a comment. */
  static List<String> targets(String file) throws IOException {
    List<String> targets = new ArrayList<>();
    try (BufferedReader in = reader("--targets", file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int comment = line.indexOf('#');
        String target = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!target.isEmpty()) {
          targets.add(target);
        }
        if (targets.size() > MOST_TARGETS) {
          throw new Trouble(
              "usage", "--targets " + file + ": more than 1000000 targets; split the file");
        }
      }
    }
    if (targets.isEmpty()) {
      throw new Trouble("usage", "--targets " + file + ": there is no target in it");
    }
    return targets;
  }

  private static BufferedReader reader(String option, String file) throws IOException {
    if (file.equals("-")) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    try {
      return Files.newBufferedReader(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new Trouble("usage", option + " " + file + ": cannot be read");
    }
  }

  /**
   * Whom earlier JSON lines answer: the target's name, and with a port behind a blank where one was
   * asked about. What says that the question could not be put is no answer, but silence is one; a
   * last line that was not written to its end is none.
   */
  static Set<String> answered(String file) throws IOException {
    JsonType<Map<String, Object>> json = Jsonb.builder().build().type(Object.class).map();
    Set<String> answered = new HashSet<>();
    try (BufferedReader in = reader("--resume", file)) {
      int number = 1;
      for (String line = in.readLine(); line != null; number++) {
        String next = in.readLine();
        try {
          add(json.fromJson(line), answered);
        } catch (JsonException | IllegalStateException e) {
          if (next != null) {
            throw new Trouble(
                "usage", "--resume " + file + ": line " + number + " is not one of jnet's answers");
          }
        }
        line = next;
      }
    }
    return answered;
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
