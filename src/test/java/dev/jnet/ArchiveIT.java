package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Needs;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The archive of classes that {@code scripts/jnet} starts with: whose it is, and when it is not.
 */
class ArchiveIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Path SOURCES = Path.of("").toAbsolutePath();
  private static final String NONE = "none";

  /** The exit code of a process that SIGABRT has ended. */
  private static final int ABORTED = 134;

  /**
   * What every test begins with: a copy of what was built, and the archive that its first start
   * made.
   */
  private static Path begun;

  /** Where each test has its copy. An archive is valid for the jar of one path only. */
  private static Path folder;

  private static Path target;

  private final Map<String, String> environment = environment();

  private static Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "JNET_JAVA_HOME", System.getProperty("java.home"),
            "JNET_JAVA_OPTS", "",
            "JNET_BUILD", "archive"));
  }

  @BeforeAll
  static void startWhatWasBuilt() throws IOException {
    Path place = Files.createTempDirectory("jnet archive");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    begun = place.resolve("begun");
    folder = place.resolve("jnet");
    target = folder.resolve("target");
    for (String part :
        new String[] {
          "scripts/jnet", "scripts/jvm.bash", "target/jnet.jar", "target/lib", "target/native"
        }) {
      copy(SOURCES.resolve(part), folder.resolve(part));
    }
    start(Privilege.ROOT, environment()).orThrow();
    copy(folder, begun);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @BeforeEach
  void beginAnew() throws IOException {
    remove(folder);
    copy(begun, folder);
  }

  @AfterAll
  static void removeAll() throws IOException {
    remove(folder.getParent());
  }

  /** A start while there is no archive, by somebody who makes none. */
  private Outcome runWithoutArchive(Privilege privilege) throws IOException {
    Path place = target.resolve("archive");
    Path aside = Files.move(place, folder.resolve("aside"));
    Outcome outcome = run(privilege);
    Files.move(aside, place);
    return outcome;
  }

  /** Damage at random places crashes the JVM nearly always; what does not is harmless. */
  @Test
  void aDamagedOneIsThrownAwayAfterTheJvmHasCrashed() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    byte[] whole = Files.readAllBytes(archive);
    int exit = 0;
    for (int seed = 1; exit != ABORTED && seed <= 10; seed++) {
      byte[] bytes = whole.clone();
      Random random = new Random(seed);
      for (int i = 0; i < 2_000; i++) {
        bytes[bytes.length / 10 + random.nextInt(bytes.length / 2)] = (byte) random.nextInt(256);
      }
      replace(archive, bytes);
      exit = start(Privilege.ROOT).exit();
    }
    assertEquals(ABORTED, exit, "the JVM crashes of it");
    assertNextStartThrowsItAway(archive);
  }

  /** Without the name of the method that a program begins with, the JVM ends with 1. */
  @Test
  void aDamagedOneIsThrownAwayAfterTheJvmHasSaidThatItCannotStart() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    String latin1 = Files.readString(archive, StandardCharsets.ISO_8859_1);
    replace(archive, latin1.replace("\4\0main", "\4\0maim").getBytes(StandardCharsets.ISO_8859_1));
    Outcome outcome = start(Privilege.ROOT);
    assertEquals(1, outcome.exit(), outcome::toString);
    assertNextStartThrowsItAway(archive);
  }

  /**
   * A JVM that hangs has to be killed. That may have had another reason: then the archive stays.
   */
  @Test
  void afterAnEndByForceItIsChecked() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    byte[] whole = Files.readAllBytes(archive);
    FileTime made = Files.getLastModifiedTime(archive);
    killARun();
    assertEquals(archive.toString(), archive(run(Privilege.ROOT)));
    assertEquals(made, Files.getLastModifiedTime(archive), "as it was");

    killARun();
    byte[] bytes = whole.clone();
    bytes[bytes.length / 2] ^= 1; // so little is harmless more often than not
    replace(archive, bytes);
    assertNextStartMakesAnother(archive);
  }

  /** That there are too few descriptors for the JVM says nothing against the archive. */
  @Test
  void afterStartsWithTooFewDescriptorsItIsStillThere() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    environment.put("JNET_BUILD", "never");
    String launcher = folder.resolve("scripts/jnet").toString();
    for (int files : new int[] {6, 10, 14, 18, 22, 26, 30, 40}) {
      String line = "ulimit -n " + files + " && exec \"$0\" ping -c1 127.0.0.1";
      Background.start(folder, environment, List.of("bash", "-c", line, launcher)).await(START);
    }
    killARun();
    assertEquals(archive.toString(), archive(run(Privilege.ROOT)));
  }

  /** A run that goes on, and one that ends after it, say nothing against the archive. */
  @Test
  void runsBesideEachOtherHaveNothingChecked() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    try (Background going = waiting()) {
      going.awaitOutput("its note", () -> noteOf(archive).equals(going.pid() + "\n"));
      run(Privilege.ROOT);
      assertTrue(noteOf(archive).endsWith("\nended\n"), noteOf(archive));
    }
  }

  /** Kills a run in the middle of it. */
  private void killARun() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    try (Background going = waiting()) {
      going.awaitOutput("its note", () -> noteOf(archive).equals(going.pid() + "\n"));
      going.signal("KILL");
      going.await(START);
    }
  }

  /** A run that waits for a topology that never comes. */
  private Background waiting() {
    Path fifo = folder.resolve("fifo");
    if (Files.notExists(fifo)) {
      Background.start(folder, environment, List.of("mkfifo", fifo.toString())).await(START);
    }
    String launcher = folder.resolve("scripts/jnet").toString();
    return Background.start(
        folder, environment, List.of(launcher, "ping", "--lab", fifo.toString(), "www.lab.test"));
  }

  private static String noteOf(Path archive) {
    try {
      return Files.readString(Path.of(archive + ".run"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Puts other bytes in the archive's place, at the time that it had. */
  private static void replace(Path archive, byte[] bytes) throws IOException {
    FileTime made = Files.getLastModifiedTime(archive);
    Path damaged = archive.resolveSibling("damaged");
    Files.write(damaged, bytes);
    Files.setLastModifiedTime(damaged, made);
    Files.move(damaged, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertNextStartThrowsItAway(Path archive) {
    environment.put("JNET_BUILD", "never");
    assertEquals(NONE, archive(run(Privilege.ROOT)), "the next start does without");
    assertTrue(Files.notExists(archive), "and is the last that finds it");
  }

  private void assertNextStartMakesAnother(Path archive) throws IOException {
    FileTime made = Files.getLastModifiedTime(archive);
    assertEquals(archive.toString(), archive(run(Privilege.ROOT)), "the next start");
    assertNotEquals(made, Files.getLastModifiedTime(archive), "makes another");
    assertEquals(archive.toString(), archive(run(Privilege.ROOT)), "which is well");
  }

  @Test
  void itBelongsToOneJarAndOneJvm() throws IOException {
    String first = archive(run(Privilege.ROOT));
    assertTrue(first.startsWith(target.toString()), first);
    FileTime made = Files.getLastModifiedTime(Path.of(first));
    assertEquals(first, archive(run(Privilege.ROOT)));
    assertEquals(made, Files.getLastModifiedTime(Path.of(first)), "made once");

    // Another jar in the place of this one, though older: the JVM itself would not say so.
    Path jar = target.resolve("jnet.jar");
    Files.write(jar, new byte[1], StandardOpenOption.APPEND);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(86_400)));
    String second = archive(run(Privilege.ROOT));
    assertNotEquals(first, second);
    assertTrue(Files.notExists(Path.of(first)), "that of the old jar is gone");

    // The same jar, built anew: the JVM would not take what was made from the one before.
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    assertEquals(second, archive(run(Privilege.ROOT)));
    FileTime now = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(172_800)));
    environment.put("JNET_BUILD", "never");
    assertEquals(NONE, archive(run(Privilege.ROOT)));
    environment.put("JNET_BUILD", "archive");
    Files.setLastModifiedTime(jar, now);

    // Another JVM under the same name.
    Files.setLastModifiedTime(Path.of(second), FileTime.from(Instant.EPOCH));
    assertEquals(second, archive(run(Privilege.ROOT)));
    assertTrue(Files.getLastModifiedTime(Path.of(second)).toInstant().isAfter(Instant.EPOCH));
  }

  @Test
  void whatCannotBeUsedIsNotMissed() throws IOException {
    environment.put("JNET_BUILD", "never");
    assertEquals(NONE, archive(runWithoutArchive(Privilege.ROOT)));
    environment.put("JNET_BUILD", "archive");
    Path archive = Path.of(archive(run(Privilege.ROOT)));

    byte[] bytes = Files.readAllBytes(archive);
    Files.delete(archive);
    Files.write(archive, new byte[bytes.length]);
    assertEquals(NONE, archive(run(Privilege.ROOT)), "not an archive");
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(NONE, archive(run(Privilege.ROOT)), "half an archive");
    Files.write(archive, new byte[0]);
    assertEquals(NONE, archive(run(Privilege.ROOT)), "one that could not be made");
    assertEquals(0, Files.size(archive), "is not tried again");
  }

  @Test
  void whoMayNotWriteItRunsWithoutOrWithTheOwners() throws IOException {
    Needs.root();
    assertEquals(NONE, archive(runWithoutArchive(Privilege.NONE)));
    String owners = archive(run(Privilege.ROOT));
    assertEquals(owners, archive(run(Privilege.NONE)));
  }

  /** Asks for the version; no start says a word about archives. */
  private Outcome run(Privilege privilege) {
    Outcome outcome = start(privilege).orThrow();
    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith("jnet "), outcome::toString);
    return outcome;
  }

  private Outcome start(Privilege privilege) {
    return start(privilege, environment);
  }

  private static Outcome start(Privilege privilege, Map<String, String> environment) {
    List<String> words =
        new ArrayList<>(List.of(folder.resolve("scripts/jnet").toString(), "--version"));
    return Background.start(folder, environment, privilege.wrap(words)).await(START);
  }

  /** The archive of ours that the version tells of, or none. */
  private String archive(Outcome outcome) {
    String last = outcome.out().strip().lines().reduce((one, next) -> next).orElseThrow();
    String ours = "archive " + target;
    return last.startsWith(ours) ? last.substring("archive ".length()) : NONE;
  }
}
