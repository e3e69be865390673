package dev.jnet.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Takes away what a network leaves in the system: its own, and those of runs that were killed. */
final class Leftovers {
  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final String PREFIX = "jn";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Leftovers() {}

  /** Removes the namespaces and files of test runs whose process is gone. */
  static void remove() {
    List<String> namespaces = new ArrayList<>();
    for (Path namespace : abandoned(NAMESPACES)) {
      namespaces.add(namespace.getFileName().toString());
    }
    removeNamespaces(namespaces);
    abandoned(Path.of(System.getProperty("java.io.tmpdir"))).forEach(Leftovers::removeFolder);
  }

  private static List<Path> abandoned(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(
              entry -> {
                OptionalLong owner = owner(entry.getFileName().toString());
                return owner.isPresent() && ProcessHandle.of(owner.getAsLong()).isEmpty();
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The id of the process that gave something its name, when it was one of ours: {@code
   * jn<pid>-...}.
   */
  static OptionalLong owner(String name) {
    int end = name.indexOf('-');
    if (!name.startsWith(PREFIX) || end <= PREFIX.length() || end > PREFIX.length() + 10) {
      return OptionalLong.empty();
    }
    long pid = 0;
    for (int i = PREFIX.length(); i < end; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      pid = pid * 10 + digit;
    }
    return OptionalLong.of(pid);
  }

  /**
   * Removes namespaces, and ends the processes that still live in them: a namespace lives as long
   * as they do.
   */
  static void removeNamespaces(List<String> namespaces) {
    if (namespaces.isEmpty()) {
      return;
    }
    StringBuilder script = new StringBuilder();
    for (String namespace : namespaces) {
      script
          .append("for pid in $(ip netns pids ")
          .append(namespace)
          .append("); do kill -9 $pid; done\n")
          .append("ip netns del ")
          .append(namespace)
          .append('\n');
    }
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script.toString())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw Wait.interrupted(e);
    }
    for (String namespace : namespaces) {
      // Another run may be in the middle of removing it.
      Wait.until(
          PATIENCE,
          () -> !Files.exists(NAMESPACES.resolve(namespace)),
          () -> "cannot remove the namespace " + namespace);
    }
  }

  /**
   * Removes a folder with all that is in it. Several test runs may remove the same leftovers at the
   * same time: what another has already removed is passed over.
   */
  static void removeFolder(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              return goOn(e);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path entered, IOException e)
                throws IOException {
              if (e != null) {
                return goOn(e);
              }
              Files.deleteIfExists(entered);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileVisitResult goOn(IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
