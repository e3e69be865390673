package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A capture in progress, by tcpdump, with nanosecond stamps. */
public final class Capture {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofMillis(60);
  private final Background process;
  private final Path file;

  private Capture(Host host, String networkInterface, Path file, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
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
                "-U"));
    words.addAll(List.of(options));
    this.file = file;
    this.process = host.start(words.toArray(new String[0]));
    process.awaitOutput("listening on");
  }

  static Capture whole(Host host, String networkInterface, Path file) {
    return new Capture(host, networkInterface, file, "-s", "0", "-B", "16384");
  }

  static Capture departures(Host host, String networkInterface, Path file) {
    return new Capture(host, networkInterface, file, "-Q", "out", "-s", "64", "-B", "65536");
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

  /**
   * On a signal tcpdump leaves at once, with frames still in the kernel's hands. But it sleeps only
   * when it has written all that has passed.
   */
  private void awaitQuiet() {
    Wait.until(
        PATIENCE,
        () -> {
          long length = length();
          Wait.pause(QUIET);
          return process.asleep() && length() == length;
        },
        () -> "frames keep passing, or tcpdump does not come to write them");
  }

  private long length() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
