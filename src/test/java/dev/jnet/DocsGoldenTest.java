package dev.jnet;

import dev.jnet.app.InProcess;
import dev.jnet.report.Golden;
import dev.jnet.report.TerminalPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reports in the docs are real: each picture of a terminal, and each block that begins with {@code
 * $ jnet}, is what that command prints on its practice network. {@code scripts/pictures} writes
 * them anew.
 */
class DocsGoldenTest {
  private static final Path DOCS = Path.of("src/main/docs");
  private static final String FENCE = "```";
  private static final String PROMPT = "$ jnet ";

  /** The command of each picture, by the picture's name. */
  private static final Map<String, String> PICTURES = Map.of("mtu", "mtu --lab home www.lab.test");

  @Test
  void picturesShowWhatTheirCommandsPrint() throws IOException {
    Map<String, String> files = new HashMap<>();
    PICTURES.forEach(
        (name, command) ->
            files.put(
                name + ".svg", TerminalPicture.of("jnet " + command, printed(command, true))));
    Golden.compare(DOCS.resolve("pictures"), files);
  }

  @Test
  void blocksShowWhatTheirCommandsPrint() throws IOException {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> pages = Files.list(DOCS)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        files.put(page.getFileName().toString(), withRealBlocks(Files.readAllLines(page)));
      }
    }
    Golden.compareSome(DOCS, files);
  }

  /** A page with what its commands print now. */
  private static String withRealBlocks(List<String> lines) {
    StringBuilder page = new StringBuilder();
    boolean stale = false;
    for (String line : lines) {
      if (line.startsWith(PROMPT)) {
        stale = true;
        page.append(line).append('\n').append(printed(line.substring(PROMPT.length()), false));
      } else {
        stale &= !line.startsWith(FENCE);
        page.append(stale ? "" : line + "\n");
      }
    }
    return page.toString();
  }

  private static String printed(String command, boolean colors) {
    Map<String, String> environment =
        Map.of("LANG", "C.UTF-8", colors ? "TERM" : "NO_COLOR", "xterm");
    return InProcess.run(true, environment, command.split(" ", -1)).out();
  }
}
