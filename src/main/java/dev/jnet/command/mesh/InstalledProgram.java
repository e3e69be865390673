package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program of another project that jnet runs.
 *
 * @param name of its file
 * @param advice how to get it
 */
record InstalledProgram(String name, String advice) {
  /** Where systems keep programs. */
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Where it is.
   *
   * @param path folders with colons between, before those of {@link #PATH}; null for none
   * @throws CommandException when it is not installed, with what to do
   */
  Path find(String path) throws CommandException {
    return in(path == null ? PATH : path + ":" + PATH)
        .orElseThrow(
            () -> new CommandException("not-installed", name + " is not installed: " + advice));
  }

  private Optional<Path> in(String folders) {
    for (String folder : folders.split(":", -1)) {
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file.toAbsolutePath());
      }
    }
    return Optional.empty();
  }
}
