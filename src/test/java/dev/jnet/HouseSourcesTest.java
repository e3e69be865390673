package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds the source files to what a reader can take in: {@link HouseTest} looks at the classes. */
class HouseSourcesTest {
  private static final Path SOURCES = Path.of("src/main/java");

  private static final int MAX_FILES = 35;
  private static final int MAX_LINES = 310;
  private static final int MAX_LINES_OF_COMMAND = 120;

  /** A condition in a branch of another one; deeper than this nobody reads them. */
  private static final int MAX_NESTED_TERNARIES = 2;

  /** What has to be changed in a library is a patch to its sources: src/main/patches. */
  @Test
  void noClassStandsInAnotherProjectsPackage() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> foreign =
          files
              .filter(Files::isRegularFile)
              .map(SOURCES::relativize)
              .filter(file -> !file.startsWith("dev/jnet"))
              .toList();
      assertEquals(List.of(), foreign);
    }
  }

  @Test
  void noPackageHasMoreThan35Files() throws IOException {
    Map<Path, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> sizes.merge(file.getParent(), 1, Integer::sum));
    }
    assertFalse(sizes.isEmpty());
    sizes.values().removeIf(size -> size <= MAX_FILES);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void noFileOfCommandIsLongerThanPage() throws IOException {
    Map<Path, Integer> lengths = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve("dev/jnet/command"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        lengths.put(file, Files.readAllLines(file).size());
      }
    }
    assertFalse(lengths.isEmpty());
    lengths.values().removeIf(lines -> lines <= MAX_LINES_OF_COMMAND);
    assertEquals(Map.of(), lengths);
  }

  @Test
  void eachPackageTellsItsPartOfTheStory() throws IOException {
    Map<Path, Boolean> told = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Path info = file.resolveSibling("package-info.java");
        told.put(info, Files.exists(info) && Files.readString(info).startsWith("/**"));
      }
    }
    assertFalse(told.isEmpty());
    told.values().removeIf(there -> there);
    assertEquals(Map.of(), told, "missing, or without a word about its package");
  }

  @Test
  void noFileIsLongerThan310Lines() throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    for (Path file : javaFiles()) {
      lengths.put(file.getFileName().toString(), Files.readAllLines(file).size());
    }
    lengths.values().removeIf(lines -> lines <= MAX_LINES);
    assertEquals(Map.of(), lengths);
  }

  /**
   * One name for one thing: the bounds of a number are called after {@code min} and {@code max}.
   */
  @Test
  void boundsAreCalledMinAndMax() throws IOException {
    Pattern other = Pattern.compile("\\b(MOST|LEAST|USUAL|FOR_EVER)(_[A-Z_]+)?\\b");
    Map<String, String> found = new TreeMap<>();
    for (Path file : javaFiles()) {
      Matcher name = other.matcher(Files.readString(file));
      if (name.find()) {
        found.put(file.getFileName().toString(), name.group());
      }
    }
    assertEquals(Map.of(), found);
  }

  @Test
  void noConditionIsNestedDeeperThanTwo() throws IOException {
    Set<String> deeper = new TreeSet<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  null,
                  null,
                  manager.getJavaFileObjectsFromPaths(javaFiles()));
      for (var unit : task.parse()) {
        unit.accept(
            new TreeScanner<Void, Integer>() {
              @Override
              public Void visitConditionalExpression(
                  ConditionalExpressionTree tree, Integer depth) {
                if (depth + 1 > MAX_NESTED_TERNARIES) {
                  deeper.add(unit.getSourceFile().getName() + ": " + tree.getCondition());
                }
                scan(tree.getCondition(), 0);
                scan(tree.getTrueExpression(), depth + 1);
                scan(tree.getFalseExpression(), depth + 1);
                return null;
              }
            },
            0);
      }
    }
    assertEquals(Set.of(), deeper);
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
