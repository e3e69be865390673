package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.lab.Lab;
import dev.jnet.options.Picocli;
import dev.jnet.report.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * What is written down of the commands' options, so that it can be read as it is: help (which a
 * start then need not make), manual pages, completion. {@link Golden} writes them anew.
 */
class SnapshotsTest {
  private static final Path MAIN = Path.of("src/main");

  @TempDir private Path folder;

  private final CommandSpec jnet = Picocli.parser(new Jnet(() -> false).model()).getCommandSpec();

  @Test
  void help() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (CommandSpec command : commands()) {
      files.put(
          command.name() + ".txt",
          command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
    }
    Golden.compare(MAIN.resolve("resources/dev/jnet/options/help"), files);
  }

  @Test
  void manualPages() throws IOException {
    int code = ManPageGenerator.generateManPage(folder.toFile(), null, new boolean[0], true, jnet);
    assertEquals(0, code);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> pages = Files.list(folder)) {
      for (Path page : pages.toList()) {
        String name = page.getFileName().toString();
        String text = ManualPage.of(name.replace(".adoc", ""), Files.readString(page));
        files.put(name, text);
      }
    }
    assertEquals(commands().size(), files.size(), files.keySet()::toString);
    Golden.compare(MAIN.resolve("man"), files);
  }

  @Test
  void completion() throws IOException {
    Completion completion = new Completion(jnet, Lab.names());
    Golden.compare(
        MAIN.resolve("completion"),
        Map.of(
            "jnet.bash", completion.bash(),
            "_jnet", completion.zsh(),
            "jnet.fish", completion.fish()));
  }

  /** jnet itself, and its commands. */
  private List<CommandSpec> commands() {
    List<CommandSpec> commands = new ArrayList<>(List.of(jnet));
    for (CommandLine command : jnet.subcommands().values()) {
      commands.add(command.getCommandSpec());
    }
    return commands;
  }
}
