package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A capture in progress, by tcpdump; whole frames, both ways, with nanosecond stamps. */
public final class Capture {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int QUIET_MILLIS = 60;

  private final Background process;
  private final Path file;

  Capture(Host host, String networkInterface, Path file) {
    this.file = file;
    this.process =
        host.start(
            "tcpdump",
            "-i",
            networkInterface,
            "-w",
            file.toString(),
            "-n",
            "-Z",
            "root",
            "--time-stamp-precision=nano",
            "--immediate-mode",
            "-U",
            "-s",
            "0",
            "-B",
            "16384");
    process.awaitOutput("listening on");
  }

  /**
   * Ends the capture, and gives the file with all that passed before.
   *
   * @throws IllegalStateException when frames are missing from it: it would prove nothing
   */
  public Path stop() {
    awaitQuiet();
    process.signal("INT");
    Outcome outcome = process.await(PATIENCE).orThrow();
    if (!outcome.err().contains("\n0 packets dropped by kernel")) {
      throw new IllegalStateException("the capture is not complete: " + outcome);
    }
    return file;
  }

  /** On a signal tcpdump leaves at once, with frames still in the kernel's hands. */
  private void awaitQuiet() {
    try {
      long length = -1;
      while (Files.size(file) != length) {
        length = Files.size(file);
        Background.pause(Duration.ofMillis(QUIET_MILLIS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
