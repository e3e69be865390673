package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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

  private static final boolean BINARY = System.getProperty("jnet.binary") != null;

  private Installation() {}

  /** Where the launcher is that a user of this privilege can read. */
  public static Path launcher(Privilege privilege) {
    Path root = privilege == Privilege.ROOT ? sources() : ForOthers.ROOT;
    return root.resolve(BINARY ? "target/jnet" : "scripts/jnet");
  }

  static Path sources() {
    return Path.of("").toAbsolutePath();
  }

  /**
   * A copy, as the source tree may lie where other users have no access, such as in root's home.
   */
  private static final class ForOthers {
    static final Path ROOT = copy();

    private static Path copy() {
      try {
        Path to = Files.createTempDirectory("jn" + ProcessHandle.current().pid() + "-0-");
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Leftovers.removeFolder(to)));
        List<String> parts =
            BINARY
                ? List.of("target/jnet", "target/native")
                : List.of(
                    "scripts", "target/jnet.jar", "target/lib", "target/native", "target/archive");
        for (String part : parts) {
          copy(sources(), to, part);
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
          Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
