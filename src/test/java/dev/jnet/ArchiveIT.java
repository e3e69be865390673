package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Needs;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
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

  private final Map<String, String> environment = new HashMap<>();
  private Path folder;
  private Path target;

  @BeforeEach
  void copyWhatWasBuilt() throws IOException {
    folder = Files.createTempDirectory("jnet archive");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    target = folder.resolve("target");
    for (String part :
        new String[] {
          "scripts/jnet", "scripts/jvm.bash", "target/jnet.jar", "target/lib", "target/native"
        }) {
      Files.createDirectories(folder.resolve(part).getParent());
      try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(
              file, folder.resolve(SOURCES.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    environment.put("JNET_JAVA_HOME", System.getProperty("java.home"));
    environment.put("JNET_JAVA_OPTS", "");
    environment.put("JNET_BUILD", "archive");
  }

  @AfterEach
  void removeIt() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Damage at random places crashes the JVM nearly always. Where it only says that it cannot be
   * initialized, and ends with 1, the archive stays: that is another fault.
   */
  @Test
  void aDamagedOneIsThrownAwayByTheJvmThatCrashes() throws IOException {
    Path archive = Path.of(archive(run(Privilege.ROOT)));
    byte[] whole = Files.readAllBytes(archive);
    FileTime made = Files.getLastModifiedTime(archive);
    int exit = 1;
    for (int seed = 1; exit == 1 && seed <= 10; seed++) {
      byte[] bytes = whole.clone();
      Random random = new Random(seed);
      for (int i = 0; i < 2_000; i++) {
        bytes[bytes.length / 10 + random.nextInt(bytes.length / 2)] = (byte) random.nextInt(256);
      }
      Files.write(archive, bytes);
      Files.setLastModifiedTime(archive, made);
      exit = start(Privilege.ROOT).exit();
    }
    assertEquals(ABORTED, exit, "the JVM crashes of it");
    assertTrue(Files.notExists(archive), "and has thrown it away");
    assertEquals(archive.toString(), archive(run(Privilege.ROOT)), "the next start makes another");
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
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(172_800)));
    assertEquals(second, archive(run(Privilege.ROOT)));

    // Another JVM under the same name.
    Files.setLastModifiedTime(Path.of(second), FileTime.from(Instant.EPOCH));
    assertEquals(second, archive(run(Privilege.ROOT)));
    assertTrue(Files.getLastModifiedTime(Path.of(second)).toInstant().isAfter(Instant.EPOCH));
  }

  @Test
  void whatCannotBeUsedIsNotMissed() throws IOException {
    environment.put("JNET_BUILD", "never");
    assertEquals(NONE, archive(run(Privilege.ROOT)));
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
    assertEquals(NONE, archive(run(Privilege.NONE)));
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
