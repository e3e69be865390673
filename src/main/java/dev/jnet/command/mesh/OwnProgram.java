package dev.jnet.command.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that this process runs: a JVM with its options, or the binary. */
final class OwnProgram {
  private static final String MAIN = "dev.jnet.app.Main";

  /** Each run of a JVM with an archive has its own note of that. */
  private static final String RUN_NOTE = "-Djnet.run=";

  private OwnProgram() {}

  /** The words that run it with other arguments. */
  static List<String> with(String... arguments) throws IOException {
    List<String> own = List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1));
    String program = ProcessHandle.current().info().command().orElse(own.get(0));
    List<String> words = new ArrayList<>(List.of(program));
    own.subList(1, Math.max(1, own.indexOf(MAIN) + 1)).stream()
        .filter(each -> !each.startsWith(RUN_NOTE))
        .forEach(words::add);
    words.addAll(List.of(arguments));
    return words;
  }
}
