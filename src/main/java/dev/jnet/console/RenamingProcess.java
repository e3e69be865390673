package dev.jnet.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that can do one thing: rename one file within one folder, when it is told to. Root's
 * jnet starts it before it gives its capabilities away, because without them it may not rename in
 * other users' folders any more. When jnet ends without a word, it removes the file.
 */
final class RenamingProcess {
  /** Arguments: the folder, its device and inode, the file's name, the name that it gets. */
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      cd -P -- "$1" && [ "$(stat -c %d:%i .)" = "$2" ] && echo ready || exit 1
      if read -r whole; then mv -fT -- "$3" "$4"; else rm -f -- "$3"; fi
      """;

  private final Process process;

  private RenamingProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it, and waits until it is in the folder.
   *
   * @param place that the file gets in the end
   * @param temporary name that it has by then
   */
  static RenamingProcess start(FilePlace place, String temporary) throws IOException {
    Path folder = place.folder().path().toRealPath();
    String key =
        Files.getAttribute(folder, "unix:dev") + ":" + Files.getAttribute(folder, "unix:ino");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", "-c", SCRIPT, "sh", folder.toString(), key, temporary, place.name());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("its folder cannot be entered");
    }
    return new RenamingProcess(process);
  }

  /** Has it rename the file. */
  void rename() throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      out.write("whole\n".getBytes(StandardCharsets.US_ASCII));
    }
    if (end() != 0) {
      throw new IOException("its new contents cannot take its place");
    }
  }

  /** Has it remove the file. */
  void remove() throws IOException {
    process.getOutputStream().close();
    end();
  }

  private int end() throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
