package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.Console;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files without an end, or nested without one: a sentence, and exit code 2. */
class EndlessFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'ping --lab home --targets /dev/zero', 'line 1 is longer than 65536 characters'",
    "'ping --lab home --targets FEW --resume /dev/zero', 'line 1 is longer than 4194304 characters'",
    "'ping --lab home --targets FEW --resume DEEP', 'line 1 is not one of jnet'",
    "'walk --lab home --cacert /dev/zero https://www.lab.test/', 'more than 16 MB'",
    "'handshake --lab home www.lab.test:80 --send @/dev/zero', 'more than 1048576 bytes'",
    "'lab ZERO', 'longer than'",
  })
  void areOneLineAndExitCodeTwo(String words, String sentence) throws IOException {
    Path few = Files.writeString(folder.resolve("few"), "www.lab.test\n");
    Path deep = Files.writeString(folder.resolve("deep"), "[".repeat(200_000) + "\n");
    Path zero = Files.createSymbolicLink(folder.resolve("zero.lab"), Path.of("/dev/zero"));
    String line =
        words
            .replace("FEW", few.toString())
            .replace("DEEP", deep.toString())
            .replace("ZERO", zero.toString());
    Outcome outcome = InProcess.jnet(line.split(" ", -1));

    assertEquals(2, outcome.exit(), outcome.toString());
    assertTrue(outcome.err().contains(sentence), outcome.toString());
    assertEquals(1, outcome.err().lines().count(), outcome.toString());
  }

  @Test
  void sendsContentsOfFile() throws IOException {
    Path file = Files.writeString(folder.resolve("request"), "GET / HTTP/1.0\r\n\r\n");
    Outcome outcome =
        InProcess.jnet("handshake", "--lab", "home", "www.lab.test:80", "--send", "@" + file);

    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(outcome.out().contains("Hello from www.lab.test"), outcome.toString());
  }

  @Test
  void lackOfMemoryAndStackAreNoBugs() {
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, Map.of());
    Failures failures = new Failures(new String[0], "ping", console);

    assertEquals(2, failures.exhausted(new OutOfMemoryError("Java heap space")));
    assertEquals(2, failures.exhausted(new StackOverflowError()));
    String[] lines = err.toString().split("\\R", -1);
    assertTrue(lines[0].startsWith("jnet: out of memory: this takes more than the "), lines[0]);
    assertEquals("jnet: something in what was read is nested too deeply", lines[1]);
  }
}
