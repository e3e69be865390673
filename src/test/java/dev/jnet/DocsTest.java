package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README and the pages of {@code src/main/docs} speak of what exists. */
class DocsTest {
  private static final Path README = Path.of("README.md");
  private static final Path DOCS = Path.of("src/main/docs");
  private static final int MAX_COLUMNS = 120;

  private static final Pattern LINK =
      Pattern.compile("]\\(([^)\\s]+)\\)|^\\[[a-z]+]: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern PRINTED =
      Pattern.compile("^```console\n.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FILE =
      Pattern.compile("[\\w/-]+\\.java|src/[\\w/.-]+|[a-z]+/[a-z]+");
  private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]+[A-Za-z]*");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      List<Path> pages = new ArrayList<>(files.filter(f -> f.toString().endsWith(".md")).toList());
      assertFalse(pages.isEmpty());
      pages.add(README);
      return pages;
    }
  }

  @Test
  void linksLeadToFilesAndHeadings() throws IOException {
    List<Path> pages = pages();
    Set<String> broken = new TreeSet<>();
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String[] target = target(link).split("#", 2);
        if (target[0].startsWith("http:") || target[0].startsWith("https:")) {
          continue;
        }
        Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]);
        boolean there =
            Files.exists(file) && (target.length == 1 || headings(file).contains(target[1]));
        if (!there) {
          broken.add(page + ": " + target(link));
        }
      }
    }
    assertEquals(Set.of(), broken);
  }

  private static String target(MatchResult link) {
    return link.group(1) == null ? link.group(2) : link.group(1);
  }

  /** As GitHub names a heading in a link. */
  private static Set<String> headings(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("#+ *", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\w\\s-]", "").strip().replace(' ', '-'))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    int words = Files.readString(README).strip().split("\\s+", -1).length;
    assertTrue(words < 1000, words + " words");
  }

  @Test
  void pagesHaveNoLongLines() throws IOException {
    Set<String> tooLong = new TreeSet<>();
    for (Path page : pages()) {
      // Printed reports are as they are: a command in them can be pasted whole.
      for (String line : PRINTED.matcher(Files.readString(page)).replaceAll("").split("\n", -1)) {
        if (line.codePointCount(0, line.length()) > MAX_COLUMNS) {
          tooLong.add(page + ": " + line);
        }
      }
    }
    assertEquals(Set.of(), tooLong);
  }

  @Test
  void classesAndFoldersThatTheArchitectureNamesExist() throws IOException {
    Set<String> classes = sources("src");
    String page = Files.readString(DOCS.resolve("architecture.md"));
    Set<String> missing = new TreeSet<>();
    for (MatchResult code : CODE.matcher(page).results().toList()) {
      String name = code.group(1);
      boolean there =
          FILE.matcher(name).matches()
              ? Files.exists(Path.of(name)) || Files.exists(Path.of("src/main/java/dev/jnet", name))
              : !CLASS.matcher(name).matches() || name.equals("Document") || classes.contains(name);
      if (!there) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** Every room of the code has a line in the table of rooms, and every line has a room. */
  @Test
  void theTableOfRoomsIsWhole() throws IOException {
    Set<String> rooms = new TreeSet<>();
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/dev/jnet"))) {
      folders.filter(Files::isDirectory).forEach(room -> rooms.add(room.getFileName().toString()));
    }
    Set<String> told = new TreeSet<>();
    Pattern row = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE);
    row.matcher(Files.readString(DOCS.resolve("architecture.md")))
        .results()
        .forEach(match -> told.add(match.group(1)));
    assertEquals(rooms, told);
  }

  private static Set<String> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
