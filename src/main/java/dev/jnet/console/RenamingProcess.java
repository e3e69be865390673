package dev.jnet.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process whose only task is to rename one file within one folder. When root runs jnet, jnet
 * starts it before it gives up its capabilities, because without them jnet may not rename files in
 * other users' folders. When jnet ends without giving the order, the process removes the file.
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
   * @param place the final name of the file
   * @param temporary the name of the file until then
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

  /** Lets the process rename the file. */
  void rename() throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      out.write("whole\n".getBytes(StandardCharsets.US_ASCII));
    }
    if (end() != 0) {
      throw new IOException("its new contents cannot take its place");
    }
  }

  /** Lets the process remove the file. */
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
