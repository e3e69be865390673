package dev.jnet.testnet;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The jnet that tests run: what this build has packaged, started as users start it. With {@code
 * -Djnet.binary} it is the binary without a JVM that {@code scripts/native} has built.
 */
public final class Installation {
  /**
   * Tests run what has been built; a source edited meanwhile must not start a second build within
   * this one.
   */
  public static final Map<String, String> ENVIRONMENT = Map.of("JNET_BUILD", "never");

  private static final String PLAIN = "target/jnet";
  private static final String WITH_CAPABILITY = "target/jnet-raw";

  private static final boolean BINARY = System.getProperty("jnet.binary") != null;

  private Installation() {}

  /**
   * Where the launcher is that a user of this privilege can read. A binary for {@link
   * Privilege#NET_RAW} has that capability itself, as {@code scripts/install --native --cap} gives
   * it.
   */
  public static Path launcher(Privilege privilege) {
    if (!BINARY) {
      return launcherOfJvm(privilege);
    }
    return folder(privilege).resolve(privilege == Privilege.NET_RAW ? WITH_CAPABILITY : PLAIN);
  }

  /** Whether the tests run the binary, which has fewer threads of its own. */
  public static boolean isBinary() {
    return BINARY;
  }

  /** Where the launcher of the JVM form is, to be compared with the binary. */
  public static Path launcherOfJvm(Privilege privilege) {
    return folder(privilege).resolve("scripts/jnet");
  }

  private static Path folder(Privilege privilege) {
    return privilege == Privilege.ROOT ? sources() : ForOthers.ROOT;
  }

  static Path sources() {
    return Path.of("").toAbsolutePath();
  }

  /**
   * A copy, as the source tree may lie where other users have no access, such as in root's home.
   */
  private static final class ForOthers {
    private static final List<String> PARTS =
        List.of("scripts", "target/jnet.jar", "target/lib", "target/native", "target/archive");

    static final Path ROOT = copy();

    private static Path copy() {
      try {
        Path to = Files.createTempDirectory("jn" + ProcessHandle.current().pid() + "-0-");
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Leftovers.removeFolder(to)));
        for (String part : PARTS) {
          copy(sources(), to, part);
        }
        if (BINARY) {
          copy(sources(), to, PLAIN);
          Files.copy(to.resolve(PLAIN), to.resolve(WITH_CAPABILITY), COPY_ATTRIBUTES);
          String raw = to.resolve(WITH_CAPABILITY).toString();
          Background.start(to, Map.of(), List.of("setcap", "cap_net_raw=ep", raw))
              .await(Duration.ofSeconds(10))
              .orThrow();
        }
        return to;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void copy(Path from, Path to, String part) throws IOException {
      Files.createDirectories(to.resolve(part).getParent());
      try (Stream<Path> files = Files.walk(from.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
        }
      }
    }
  }
}
