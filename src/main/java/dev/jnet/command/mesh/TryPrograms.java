package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.console.Pause;
import dev.jnet.unit.Nanos;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that run until the end of {@code jnet mesh try}, and a folder for their files. */
final class TryPrograms implements AutoCloseable {
  private static final long START_LIMIT = 30 * Nanos.SECOND;
  private static final long BETWEEN = 50 * Nanos.MILLISECOND;
  private static final long END_LIMIT_SECONDS = 1;
  private static final int CONTROLLER_LIMIT_SECONDS = 2;

  private final Pause pause;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /** No programs, and an empty folder. */
  TryPrograms(Pause pause) throws IOException {
    this.pause = pause;
    this.folder = Files.createTempDirectory("jnet-try-");
  }

  /** A file or a folder that goes at the end. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Starts a program, which prints into a file. */
  void start(String name, List<String> words) throws IOException {
    File out = file(name).toFile();
    running.add(
        new ProcessBuilder(words)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start());
  }

  /**
   * Waits until a program has printed something.
   *
   * @return false where Ctrl-C ended the wait
   * @throws CommandException when it does not come within half a minute, with what it printed last
   */
  boolean await(String name, String words) throws IOException {
    long giveUpAt = System.nanoTime() + START_LIMIT;
    String printed = Files.readString(file(name));
    while (!printed.contains(words)) {
      boolean over = running.stream().anyMatch(each -> !each.isAlive());
      if (over || System.nanoTime() > giveUpAt) {
        String last = printed.lines().reduce("it printed nothing", (before, each) -> each);
        throw new CommandException("not-started", name + " does not start: " + last);
      }
      if (!pause.of(BETWEEN)) {
        return false;
      }
      printed = Files.readString(file(name));
    }
    return true;
  }

  /** Runs a program on this process's terminal, until its end or until Ctrl-C. */
  int run(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    boolean goesOn = true;
    while (process.isAlive() && goesOn) {
      goesOn = pause.of(BETWEEN);
    }
    if (process.isAlive()) {
      process.destroy(); // it prints what it knows
      await(process, CONTROLLER_LIMIT_SECONDS);
    }
    return process.isAlive() ? 0 : process.exitValue();
  }

  private static void await(Process process, long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all programs at once, and removes the folder. */
  @Override
  public void close() throws IOException {
    running.forEach(Process::destroyForcibly);
    running.forEach(each -> await(each, END_LIMIT_SECONDS));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
