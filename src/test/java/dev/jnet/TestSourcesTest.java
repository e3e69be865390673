package dev.jnet;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the tests themselves, and for what is beside the sources. */
class TestSourcesTest {
  private static final Path SOURCES = Path.of("src/test/java");
  private static final String TESTNET = "/testnet/";

  /** In Java, in a shell and in Python. */
  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.sleep|parkNanos|\\.sleep\\(|\\bsleep [0-9.]|onSpinWait\\(\\d");

  /** A test's own declaration, however it is spread over lines. */
  private static final Pattern TEST =
      Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b");

  /** What git tracks in the uppermost folder, beside files whose names begin with a dot. */
  private static final Set<String> UPPERMOST =
      Set.of("README.md", "native-config", "pom.xml", "scripts", "src");

  private static Map<Path, String> sources() throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        texts.put(file, Files.readString(file));
      }
    }
    assertFalse(texts.isEmpty());
    return texts;
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  @Test
  void onlyTestnetSleeps() throws IOException {
    Set<Path> sleeping = new TreeSet<>();
    sources()
        .forEach(
            (file, text) -> {
              boolean here = className(file).equals("TestSourcesTest");
              boolean rules = className(file).equals("HouseTest"); // names what others must not use
              if (!here && !rules && !file.toString().contains(TESTNET)) {
                if (SLEEP.matcher(text).find()) {
                  sleeping.add(file);
                }
              }
            });
    assertEquals(Set.of(), sleeping, "wait for an event with testnet's Wait or Background");
  }

  @Test
  void classesWithTestsEndInTestOrItOrFuzz() throws IOException {
    Set<Path> misnamed = new TreeSet<>();
    sources()
        .forEach(
            (file, text) -> {
              if (TEST.matcher(text.replaceAll("(?s)/\\*\\*.*?\\*/", "")).find()
                  && !text.contains("abstract class " + className(file)) // others extend it
                  && !className(file).matches(".*(Test|IT|Fuzz)")) {
                misnamed.add(file);
              }
            });
    assertEquals(Set.of(), misnamed, "Maven would not run these");
  }

  @Test
  void everyHelperIsUsed() throws IOException {
    Map<Path, String> sources = sources();
    Set<Path> unused = new TreeSet<>();
    for (Path file : sources.keySet()) {
      String name = className(file);
      if (!name.matches(".*(Test|IT|Fuzz)|package-info")) {
        Pattern use = Pattern.compile("\\b" + name + "\\b");
        boolean used =
            sources.entrySet().stream()
                .anyMatch(e -> !e.getKey().equals(file) && use.matcher(e.getValue()).find());
        if (!used) {
          unused.add(file);
        }
      }
    }
    assertEquals(Set.of(), unused);
  }

  /** A note to oneself is quickly added by accident. */
  @Test
  void noStrayFileIsTracked() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of(".git")), "this is no checkout");
    Process git =
        new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "-z")
            .redirectError(DISCARD)
            .start();
    String files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(git.waitFor() == 0, "git does not read this folder");
    Set<String> stray = new TreeSet<>();
    for (String file : files.split("\0", 0)) {
      stray.add(file.replaceFirst("/.*", ""));
    }
    assertTrue(stray.removeAll(UPPERMOST));
    stray.removeIf(name -> name.startsWith("."));
    assertEquals(Set.of(), stray);
  }
}
