package dev.jnet.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a JVM of its own. */
final class ChildProcess {
  private ChildProcess() {}

  /** Starts it; arguments that begin with -D become options of the JVM. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    // Whoever runs the tests in the background has them, and so their children, ignore SIGINT.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : arguments) {
      if (argument.startsWith("-D")) {
        words.add(argument);
      }
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (String argument : arguments) {
      if (!argument.startsWith("-D")) {
        words.add(argument);
      }
    }
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  /** The first line that it writes, on stdout or stderr. */
  static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
