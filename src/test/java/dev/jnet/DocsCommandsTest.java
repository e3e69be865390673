package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README, the docs and the manual pages show: those of {@code jnet} on
 * a practice network, with its hosts in place of the example's. Of scripts, the options are looked
 * up in the script.
 */
class DocsCommandsTest {
  private static final Pattern FENCED =
      Pattern.compile("^```\\w*\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("(?<!`)`([^`\n]+)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern SCRIPT =
      Pattern.compile("(?:sudo )?(scripts/[a-z]+)((?: [^#\n]*)?)(?:#.*)?");
  private static final Pattern PLACEHOLDER = Pattern.compile(".*\\b[A-Z]{3,}\\b.*|.*[…\\[].*");

  /**
   * Commands that are only read: they need a real network or files, or go on until they are ended.
   */
  private static final Pattern ONLY_READ =
      Pattern.compile(
          "(exporter|read) .*|mesh try"
              + "|.*(--nats|--targets|--watch|--kernel|--reverse|--flood-rate|--keys|near0).*");

  private static final Map<String, String> PRACTICE_HOSTS =
      Map.of(
          "192.168.0.7", "192.168.1.20",
          "192.168.0.1", "192.168.1.1",
          "192.168.0.77", "192.168.1.77",
          "192.0.2.53", "192.168.1.1",
          "192.0.2.1", "192.168.1.1",
          "[2001:db8::1]", "[2001:db8:80::80]");

  @TempDir private Path folder;

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> files = Files.list(Path.of("src/main/docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    for (Path page : pages) {
      String text = Files.readString(page);
      FENCED
          .matcher(text)
          .results()
          .flatMap(block -> block.group(1).lines())
          .forEach(commands::add);
      INLINE
          .matcher(FENCED.matcher(text).replaceAll(""))
          .results()
          .map(match -> match.group(1))
          .filter(code -> !PLACEHOLDER.matcher(code).matches())
          .forEach(commands::add);
    }
    try (Stream<Path> files = Files.list(Path.of("src/main/docs/manual"))) {
      for (Path page : files.sorted().toList()) {
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("  jnet "))
            .forEach(line -> commands.add(line.strip()));
      }
    }
    return commands;
  }

  @Test
  void everyCommandRuns() throws IOException {
    Set<String> run = new LinkedHashSet<>();
    Set<String> failed = new TreeSet<>();
    for (String command : commands()) {
      String plain =
          command.replaceFirst("^\\$ ", "").replaceFirst("^(sudo )?scripts/jnet ", "jnet ");
      if (plain.startsWith("jnet ") && run.add(plain)) {
        String[] words = words(plain.replaceFirst("^jnet ", ""));
        Outcome outcome = InProcess.jnet(words);
        if (outcome.exit() > 1) {
          failed.add(plain + " → " + String.join(" ", words) + ": " + outcome.err().strip());
        }
      }
    }
    assertTrue(run.size() > 30, run::toString);
    assertEquals(Set.of(), failed);
  }

  /** The words of a command, with the practice network's hosts and files of the test's own. */
  private String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceFirst(" +#.*", "").replaceFirst(" +[|>].*", ""));
    String before = "";
    while (word.find()) {
      MatchResult match = word.toMatchResult();
      String text = match.group(1) != null ? match.group(1) : match.group().replace("\"", "");
      words.add(isFileOption(before) ? folder.resolve(text).toString() : practice(text));
      before = text;
    }
    if (ONLY_READ.matcher(command).matches() || words.size() == 1) {
      words.add("--help");
    } else if (!command.contains("--lab")
        && !command.matches("(interfaces|lab|schema|-.*)( .*)?|.*--help")) {
      words.addAll(List.of("--lab", "home"));
    }
    if (words.get(0).equals("ping") && !words.contains("-c") && !command.contains("-c")) {
      words.addAll(List.of("-c", "1"));
    }
    return words.toArray(String[]::new);
  }

  private static boolean isFileOption(String word) {
    return Set.of("-o", "--pcap", "--html", "--svg", "--keys").contains(word);
  }

  private static String practice(String word) {
    String text =
        word.replaceAll("\\b(www|vpn)\\.example\\.org\\b|\\b[ab]\\.example\\b", "www.lab.test")
            .replaceAll("^(ssh://)?(host|HOST)(?=$|:)", "$1www.lab.test");
    for (Map.Entry<String, String> host : PRACTICE_HOSTS.entrySet()) {
      if (text.equals(host.getKey()) || text.startsWith(host.getKey() + ":")) {
        return host.getValue() + text.substring(host.getKey().length());
      }
    }
    return text;
  }

  @Test
  void everyOptionOfAScriptExists() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (String command : commands()) {
      Matcher script = SCRIPT.matcher(command);
      if (!script.matches() || script.group(1).equals("scripts/jnet")) {
        continue;
      }
      Path file = Path.of(script.group(1));
      String text = Files.exists(file) ? Files.readString(file) : "";
      boolean known =
          Stream.of(script.group(2).strip().split(" +", -1))
              .filter(word -> word.startsWith("--"))
              .allMatch(text::contains);
      if (text.isEmpty() || !known) {
        unknown.add(command);
      }
    }
    assertEquals(Set.of(), unknown);
  }
}
