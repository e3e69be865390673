package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Needs;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@code scripts/jnet} does in a tree that is not this one: fresh, stale, broken, without a
 * JVM.
 */
class LauncherIT {
  private static final Duration BUILD = Duration.ofMinutes(5);
  private static final Duration START = Duration.ofSeconds(20);
  private static final Path SOURCES = Path.of("").toAbsolutePath();
  private static final int USER_WITHOUT_PROCESSES = 54_321;

  private Path folder;
  private Path tree;
  private Path launcher;
  private Path jvms;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void copyTheTree() throws IOException {
    folder = Files.createTempDirectory("jnet launcher");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    tree = folder.resolve("a clone");
    for (String part : new String[] {"pom.xml", ".mvn", "scripts", "src/main"}) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
        for (Path file : files.toList()) {
          Path to = tree.resolve(SOURCES.relativize(file));
          Files.createDirectories(to.getParent());
          if (!Files.isDirectory(to)) {
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
    launcher = tree.resolve("scripts/jnet");
    jvms = folder.resolve("jvms");
    Files.createDirectories(jvms);
    // What the test's own surroundings say about JVMs is not to decide what it finds.
    for (String name :
        new String[] {"JNET_JAVA_HOME", "JNET_JAVA_OPTS", "JNET_JVM_DIR", "JNET_BUILD"}) {
      environment.put(name, "");
    }
  }

  @AfterEach
  void removeTheTree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void freshCloneIsBuiltOnceItIsWholeAndAgainWhenItIsStale() throws IOException {
    // The compiler that made this build's jar makes the same jar from another folder.
    environment.put("JNET_JAVA_HOME", System.getProperty("java.home"));
    // And is told the same commit.
    Outcome git =
        start(List.of("git", "-C", SOURCES.toString(), "rev-parse", "--absolute-git-dir"))
            .await(START);
    if (git.exit() == 0) {
      environment.put("GIT_DIR", git.out().strip());
      environment.put("GIT_WORK_TREE", SOURCES.toString());
    }
    Path source = tree.resolve("src/main/java/dev/jnet/app/Main.java");
    String text = Files.readString(source);
    Files.writeString(source, text.replace("class Main", "klass Main"));
    Outcome broken = start(List.of(launcher.toString(), "--help")).await(BUILD);
    assertEquals(2, broken.exit(), broken::toString);
    assertEquals("", broken.out());
    assertTrue(
        broken.err().contains("Main.java") && broken.err().contains("jnet-build.log"),
        broken::toString);
    Files.writeString(source, text);

    Path link = Files.createSymbolicLink(folder.resolve("jnet"), launcher);
    Background first = start(List.of(link.toString(), "--help"));
    Background second = start(List.of(launcher.toString(), "--help"));
    Outcome one = first.await(BUILD).orThrow();
    Outcome other = second.await(BUILD).orThrow();
    assertFalse(one.out().isEmpty());
    assertEquals(one.out(), other.out());
    assertEquals(
        1,
        (one.err() + other.err()).lines().filter(l -> l.contains("building")).count(),
        one::toString);

    Path jar = Path.of("target/jnet.jar");
    assertEquals(-1, Files.mismatch(SOURCES.resolve(jar), tree.resolve(jar)), "not the same bytes");
    assertEquals("", run("--help").err(), "nothing is stale, and nothing is said");

    // A source that is not compiled takes a build, and no minute.
    Path page = tree.resolve("src/main/docs/startup.md");
    Files.writeString(page, Files.readString(page) + "\n");
    Outcome again = start(List.of(launcher.toString(), "--help")).await(BUILD).orThrow();
    assertTrue(again.err().contains("building"), again::toString);
    assertEquals(one.out(), again.out());
    assertEquals("", run("--help").err());
  }

  @Test
  void whatMakesAJarStale() throws IOException {
    builtBefore();
    jvm("jdk-21", "21.0.2");
    // A build that is begun says so; with a Maven that fails nothing else comes of it.
    tool("mvn", "exit 1");
    environment.put("PATH", tools() + ":" + System.getenv("PATH"));
    assertEquals("", run().err());

    touch(tree.resolve("pom.xml"));
    Outcome failed = run();
    assertTrue(failed.err().contains("building"), failed::toString);
    assertTrue(failed.err().contains("jnet-build.log"), failed::toString);
    assertEquals(2, failed.exit(), failed::toString);
    assertEquals("", failed.out(), "the jar from before is not run");
    builtBefore();
    assertEquals("", run().err());
    Files.delete(tree.resolve("src/main/java/dev/jnet/wire/package-info.java"));
    assertTrue(run().err().contains("building"), "a source that is gone");
    builtBefore();
    Files.writeString(tree.resolve("target/jnet.building"), "");
    assertTrue(run().err().contains("building"), "a build that was broken off");
    environment.put("JNET_BUILD", "never");
    assertEquals("", run().err());
  }

  @Test
  void theNewestJvmRunsWithTheArgumentsAsGiven() throws IOException {
    builtBefore();
    jvm("jdk-17", "17.0.11");
    jvm("jdk-25", "25");
    jvm("jdk-8", "1.8.0_392");
    environment.put("JNET_JAVA_OPTS", "-Done=1 -Dtwo=2");
    environment.put("FAKE_EXIT", "37");
    Outcome outcome = run("a b", "", "*");
    assertEquals(37, outcome.exit(), outcome::toString);
    List<String> words = outcome.out().lines().toList();
    assertEquals("jdk-25", words.get(0));
    assertEquals(
        List.of("dev.jnet.app.Main", "a b", "", "*"),
        words.subList(words.size() - 4, words.size()));
    assertTrue(
        words.containsAll(List.of("-Done=1", "-Dtwo=2", "--enable-native-access=ALL-UNNAMED")));

    environment.put("JNET_JAVA_HOME", jvms.resolve("jdk-17").toString());
    words = run().out().lines().toList();
    assertEquals("jdk-17", words.get(0));
    assertFalse(words.contains("--enable-native-access=ALL-UNNAMED"), words::toString);
  }

  @Test
  void withoutJvmTheCommandThatInstallsOneIsNamed() throws IOException {
    builtBefore();
    jvm("jdk-11", "11.0.2");
    assertEquals(2, bare(Privilege.NONE).exit());
    assertEquals(
        "jnet: jnet needs a JVM from version 17 on\ninstall jdk by your system's means\n",
        bare(Privilege.NONE).err());
    tool("apt-get", "exit 1");
    tool(
        "apt-cache",
        "case $2 in *-25-*) echo '  Candidate: (none)' ;; *) echo '  Candidate: 1' ;; esac");
    assertEquals(
        """
        jnet: jnet needs a JVM from version 17 on
        install with: sudo apt-get install openjdk-21-jdk-headless
        """,
        bare(Privilege.NONE).err());
  }

  @Test
  void asRootOnDebianItIsInstalled() throws IOException {
    Needs.root();
    builtBefore();
    jvm("late", "21");
    Path release = jvms.resolve("late/release");
    Path hidden = Files.move(release, release.resolveSibling("hidden"));
    tool("apt-cache", "echo '  Candidate: 1'");
    tool("apt-get", "echo \"$@\" >'" + folder + "/asked'; mv '" + hidden + "' '" + release + "'");
    Outcome outcome = bare(Privilege.ROOT, "--version");
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals(
        "jnet: installing what is missing: apt-get install openjdk-25-jdk-headless\n",
        outcome.err());
    assertEquals(
        "install -y -qq openjdk-25-jdk-headless\n", Files.readString(folder.resolve("asked")));
    assertTrue(outcome.out().startsWith("late\n"), outcome::toString);
  }

  /** A shell that forks takes milliseconds more, before every answer. */
  @Test
  void theUsualWayThroughItForksNothing() throws IOException {
    Needs.root();
    builtBefore();
    jvm("jdk-21", "21");
    run(); // leaves an archive
    Outcome outcome = withoutForking(launcher.toString(), "mtu", "192.0.2.1");
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals("", outcome.err(), outcome::toString);
    assertTrue(outcome.out().startsWith("jdk-21\n"), outcome::toString);
    Outcome forking = withoutForking("dash", "-c", ": | :");
    assertTrue(forking.err().contains("Cannot fork"), forking::toString);
  }

  /** Runs it as a user who may have one process. */
  private Outcome withoutForking(String... command) {
    List<String> words = new ArrayList<>(List.of("prlimit", "--nproc=1"));
    words.addAll(List.of("setpriv", "--reuid=" + USER_WITHOUT_PROCESSES, "--clear-groups"));
    words.addAll(List.of(command));
    return start(words).await(START);
  }

  private Outcome run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(List.of(arguments));
    return start(words).await(START);
  }

  private Background start(List<String> words) {
    return Background.start(folder, environment, words);
  }

  /** Runs it where there is nothing but bash and the tools that the test has made. */
  private Outcome bare(Privilege privilege, String... arguments) {
    Map<String, String> bare = new HashMap<>(environment);
    bare.put("PATH", tools().toString());
    bare.put("JAVA_HOME", "");
    List<String> words = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    words.addAll(List.of(arguments));
    if (root()) {
      words = new ArrayList<>(privilege.wrap(words));
      if (privilege != Privilege.ROOT) {
        words.set(0, "/usr/bin/" + words.get(0));
      }
    }
    return Background.start(folder, bare, words).await(START);
  }

  private static boolean root() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A jar that is newer than everything though half a minute old, and JVMs of the test's own only.
   */
  private void builtBefore() throws IOException {
    environment.put("JNET_JVM_DIR", jvms.toString());
    environment.put("JAVA_HOME", "");
    Path target = Files.createDirectories(tree.resolve("target"));
    Files.deleteIfExists(target.resolve("jnet.building"));
    Path jar = Files.writeString(target.resolve("jnet.jar"), "");
    Files.writeString(Files.createDirectories(target.resolve("lib")).resolve("names"), "@/x.jar");
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(30)));
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /** A JVM that says its name and its arguments, one a line. */
  private void jvm(String name, String version) throws IOException {
    Path home = Files.createDirectories(jvms.resolve(name));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    String script = "printf '%s\\n' " + name + " \"$@\"; exit ${FAKE_EXIT:-0}";
    executable(home.resolve("bin/java"), script);
    executable(home.resolve("bin/javac"), "exit 0");
  }

  private Path tools() {
    return folder.resolve("tools");
  }

  private void tool(String name, String script) throws IOException {
    executable(tools().resolve(name), script);
    for (String real : new String[] {"mv"}) {
      Path link = tools().resolve(real);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/bin", real));
      }
    }
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
