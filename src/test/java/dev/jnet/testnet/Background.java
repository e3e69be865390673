package dev.jnet.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A process that runs beside the test; ended, if it has not by then, when its network is closed.
 */
public final class Background implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String command;
  private final Process process;
  private final Path out;
  private final Path err;

  private Background(String command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a process with empty stdin.
   *
   * @param folder where its output is kept; whoever gives it removes it
   * @param environment variables added to those of the test
   */
  public static Background start(
      Path folder, Map<String, String> environment, List<String> command) {
    try {
      // Files, not pipes: nothing that nobody reads can hold the process up.
      Path out = Files.createTempFile(folder, "process", ".out");
      Path err = Files.createTempFile(folder, "process", ".err");
      // Tests in the background ignore SIGINT, tests under nohup SIGHUP: so would their children.
      List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
      words.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      return new Background(String.join(" ", command), builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process id; the command's own, as neither a shell nor a wrapper stays in between. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean running() {
    return process.isAlive();
  }

  /** Whether it waits for something, with nothing to do. */
  boolean asleep() {
    String fields = read(Path.of("/proc/" + pid() + "/stat"));
    return fields.charAt(fields.lastIndexOf(')') + 2) == 'S';
  }

  /** What it has written on stdout until now. */
  public String out() {
    return read(out);
  }

  /** What it has written on stderr until now. */
  public String err() {
    return read(err);
  }

  /**
   * Waits for a text on stdout or stderr.
   *
   * @throws IllegalStateException when it has not come within 10 seconds or when the process ended
   *     without it
   */
  public Background awaitOutput(String text) {
    return awaitOutput("\"" + text + "\"", () -> out().contains(text) || err().contains(text));
  }

  /**
   * Waits for more on stdout or stderr than one text.
   *
   * @param missing what is waited for, for the failure's message
   * @throws IllegalStateException when it has not come within 10 seconds or when the process ended
   *     without it
   */
  public Background awaitOutput(String missing, BooleanSupplier written) {
    // Whether it runs is asked first: all that it wrote is there once it has ended.
    BooleanSupplier over = () -> !process.isAlive() || written.getAsBoolean();
    Supplier<String> explanation =
        () ->
            "no "
                + missing
                + " from "
                + command
                + (running() ? "" : " (ended)")
                + "\n"
                + out()
                + err();
    Wait.until(PATIENCE, over, explanation);
    if (!written.getAsBoolean()) {
      throw new IllegalStateException(explanation.get());
    }
    return this;
  }

  /**
   * The bytes of memory that it has had at most until now (the peak of its resident set); 0 when it
   * has ended.
   */
  private long peakMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return 0;
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      try {
        if (process.waitFor(1, TimeUnit.SECONDS)) {
          return 0; // it was about to end
        }
      } catch (InterruptedException interrupted) {
        throw Wait.interrupted(interrupted);
      }
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for its end, and gives the bytes of memory that it had at most (the peak of its resident
   * set).
   *
   * @throws IllegalStateException when it has not ended within that time
   */
  public long peakMemoryAtEnd(Duration limit) {
    long[] peak = {0};
    Wait.until(
        limit,
        () -> {
          peak[0] = Math.max(peak[0], peakMemory());
          return !running();
        },
        () -> "still running: " + command);
    return peak[0];
  }

  /** The processor time that it has used until now, in steps of 10 ms; zero when it has ended. */
  public Duration processorTime() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    } catch (IOException ended) {
      return Duration.ZERO;
    }
  }

  /** Sends a signal such as {@code INT} or {@code TERM}. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw Wait.interrupted(e);
    }
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException when it has not come within the time; the process is killed then
   */
  public Outcome await(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(
            "not ended after " + timeout.toMillis() + " ms: " + command + "\n" + out() + err());
      }
      return new Outcome(command, process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Wait.interrupted(e);
    }
  }

  /** Ends it, by SIGTERM and where that does not help by SIGKILL, and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Wait.interrupted(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
