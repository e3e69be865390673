package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Programs of the tests' own, which ask one room of jnet from inside a network: this build's
 * classes, where every user can read them, and without libpcap's wrapper.
 */
public final class Programs {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Programs() {}

  /** Runs a class with a main method on a host. */
  public static Outcome run(
      Host host, Privilege privilege, String mainClass, List<String> arguments) {
    Path folder = Copy.FOLDER;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djna.tmpdir=" + folder.resolve("tmp"));
    command.add("-cp");
    command.add(folder.resolve("classes") + ":" + folder.resolve("jar/jnet.jar"));
    command.add(mainClass);
    command.addAll(arguments);
    return host.start(privilege, Map.of(), command).await(PATIENCE);
  }

  private static final class Copy {
    static final Path FOLDER = copy();

    private static Path copy() {
      try {
        Path to = Files.createTempDirectory("jn" + ProcessHandle.current().pid() + "-1-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Leftovers.removeFolder(to)));
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path tmp = Files.createDirectory(to.resolve("tmp"));
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path target = Installation.sources().resolve("target");
        copy(target.resolve("test-classes"), to.resolve("classes"));
        copy(target.resolve("jnet.jar"), to.resolve("jar/jnet.jar"));
        copy(target.resolve("lib"), to.resolve("jar/lib"));
        return to;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void copy(Path from, Path to) throws IOException {
      Files.createDirectories(to.getParent());
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          // What needs no libpcap has to run where its wrapper is not even installed.
          if (!file.getFileName().toString().startsWith("pcap4j")) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
          }
        }
      }
    }
  }
}
