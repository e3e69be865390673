package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shells make of the completion scripts. */
class CompletionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path SCRIPTS = Path.of("src/main/completion").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void bash() {
    assertEquals("mesh mss mtu", bash("m"));
    assertEquals("--lab", bash("mtu", "--la"));
    assertEquals("staircase", bash("mtu", "--lab", "st"));
    assertEquals("staircase", bash("mtu", "--lab", "=", "st"));
    assertTrue(bash("mtu", "-i", "").contains("lo"));
    assertEquals("lo", bash("interfaces", "lo"));
    assertEquals("home", bash("lab", "ho"));
    assertEquals("always", bash("ping", "--color", "al"));
    assertEquals("", bash("ping", "-c", ""));
    assertEquals("", bash("no-such-command", ""));
  }

  @Test
  void fish() {
    Needs.program("/usr/bin/fish");
    assertEquals("mesh mss mtu", fish("m"));
    assertEquals("--lab", fish("mtu --la"));
    assertEquals("staircase", fish("mtu --lab st"));
    assertTrue(fish("mtu -i ").contains("lo"));
    assertEquals("lo", fish("interfaces lo"));
    assertEquals("always", fish("ping --color al"));
  }

  @Test
  void zsh() {
    Needs.program("/usr/bin/zsh");
    assertEquals("", run("zsh", "-n", SCRIPTS.resolve("_jnet").toString()));
  }

  private String bash(String... words) {
    String line = "'" + String.join("' '", words) + "'";
    return run(
        "bash",
        "-c",
        ". "
            + SCRIPTS.resolve("jnet.bash")
            + "; COMP_WORDS=(jnet "
            + line
            + "); COMP_CWORD="
            + words.length
            + "; _jnet; printf '%s\\n' \"${COMPREPLY[@]}\"");
  }

  private String fish(String line) {
    return run(
        "fish",
        "--no-config",
        "-c",
        "source " + SCRIPTS.resolve("jnet.fish") + "; complete -C 'jnet " + line + "'");
  }

  /** The first word of each line, in order. */
  private String run(String... command) {
    Map<String, String> environment = Map.of("HOME", folder.toString());
    String out =
        Background.start(folder, environment, List.of(command)).await(PATIENCE).orThrow().out();
    TreeSet<String> words = new TreeSet<>();
    for (String line : out.lines().toList()) {
      words.add(Arrays.asList(line.split("\t")).get(0).strip());
    }
    words.remove("");
    return String.join(" ", words);
  }
}
