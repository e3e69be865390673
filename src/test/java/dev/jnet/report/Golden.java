package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what jnet prints with files that are kept beside the sources. A difference fails the
 * test and is shown line by line, and so a change of words is seen in a review. When the change is
 * meant, write the files anew and commit them:
 *
 * <pre>mvn test -Dtest='*GoldenTest,SnapshotsTest' -Djnet.golden=write</pre>
 *
 * <p>In reports an escape character is kept as {@code ␛}, so that a file with colours can be read.
 */
public final class Golden {
  private static final boolean WRITE = "write".equals(System.getProperty("jnet.golden"));
  private static final Path REPORTS = Path.of("src/test/resources/dev/jnet/report");
  private static final int MAX_SHOWN = 60;

  private Golden() {}

  /** Compares the golden files of one report, each with {@code ␛} in place of escapes. */
  public static void compareReport(String report, Map<String, String> files) throws IOException {
    files.replaceAll((name, text) -> text.replace('\u001b', '␛'));
    compare(REPORTS.resolve(report), files);
  }

  /**
   * Compares a folder with what its files should hold. A file that is missing, that differs, or
   * that nobody expects fails the test.
   *
   * @param files the text of each file by its name
   */
  public static void compare(Path folder, Map<String, String> files) throws IOException {
    if (WRITE) {
      write(folder, files);
    }
    List<String> differences = differences(folder, files);
    for (Path path : unexpected(folder, files)) {
      differences.add(path + " belongs to no test");
    }
    failOn(differences);
  }

  /** Compares some files of a folder; what else is in the folder does not matter. */
  public static void compareSome(Path folder, Map<String, String> files) throws IOException {
    if (WRITE) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    }
    failOn(differences(folder, files));
  }

  private static List<String> differences(Path folder, Map<String, String> files)
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path)) {
        differences.add(path + " is missing");
      } else if (!Files.readString(path).equals(file.getValue())) {
        differences.add(path + ":\n" + difference(Files.readString(path), file.getValue()));
      }
    }
    return differences;
  }

  private static void failOn(List<String> differences) {
    if (!differences.isEmpty()) {
      fail(
          String.join("\n", differences)
              + "\nIf this change is meant: mvn test -Dtest='*GoldenTest,SnapshotsTest'"
              + " -Djnet.golden=write");
    }
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (Path path : unexpected(folder, files)) {
      Files.delete(path);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<Path> unexpected(Path folder, Map<String, String> files) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> there = Files.list(folder)) {
      return there
          .filter(path -> !files.containsKey(path.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /** The lines that differ, as {@code diff} shows them: old ones with a minus, new with a plus. */
  static String difference(String expected, String actual) {
    List<String> old = List.of(expected.split("\n", -1));
    List<String> now = List.of(actual.split("\n", -1));
    int[][] common = commonLines(old, now);
    StringBuilder text = new StringBuilder();
    int shown = 0;
    int i = 0;
    int j = 0;
    while ((i < old.size() || j < now.size()) && shown <= MAX_SHOWN) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        text.append("  ").append(i + 1).append(" - ").append(old.get(i++)).append('\n');
        shown++;
      } else {
        text.append("  ").append(i + 1).append(" + ").append(now.get(j++)).append('\n');
        shown++;
      }
    }
    return text.append(shown > MAX_SHOWN ? "  and more\n" : "").toString();
  }

  /** How many lines two texts have in common, in their order, from a line of each on. */
  private static int[][] commonLines(List<String> one, List<String> other) {
    int[][] common = new int[one.size() + 1][other.size() + 1];
    for (int i = one.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        common[i][j] =
            one.get(i).equals(other.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
