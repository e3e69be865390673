package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.options.Command;
import dev.jnet.options.habit.HabitKeys;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration files: defaults of options, which nothing that a script reads depends on. */
class HabitsTest {
  private static final Path PAGE = Path.of("src/main/docs/configuration.md");

  @TempDir private Path home;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = home.toRealPath().resolve("jnet/config.toml");
    Files.createDirectories(file.getParent());
  }

  private Outcome jnet(String text, String line) throws IOException {
    Files.writeString(file, text);
    return jnet(line);
  }

  private Outcome jnet(String line) {
    Map<String, String> environment =
        Map.of("XDG_CONFIG_HOME", file.getParent().getParent().toString(), "COLUMNS", "80");
    return InProcess.run(false, environment, line.split(" ", -1));
  }

  private static String plain(String line) {
    return InProcess.jnet(line.split(" ", -1)).out();
  }

  @Test
  void optionThatIsNotGivenHasItsValueFromTheFile() throws IOException {
    Outcome habit = jnet("[ping]\ncount = 2\n", "ping --lab home www.lab.test");
    assertEquals(plain("ping -c 2 --lab home www.lab.test"), habit.out());
  }

  @Test
  void commandLineIsStrongerThanTheFile() throws IOException {
    Outcome habit = jnet("[ping]\ncount = 2\n", "ping -c 1 --lab home www.lab.test");
    assertEquals(plain("ping -c 1 --lab home www.lab.test"), habit.out());
  }

  @Test
  void sectionOfTheCommandIsStrongerThanTheTopOfTheFile() throws IOException {
    String line = "mtu --lab home www.lab.test";
    Outcome all = jnet("max = 1000\n", line);
    assertEquals(plain("mtu --max 1000 --lab home www.lab.test"), all.out());
    Outcome own = jnet("max = 1000\n[mtu]\nmax = 1100\n[trace]\nmax-ttl = 3\n", line);
    assertEquals(plain("mtu --max 1100 --lab home www.lab.test"), own.out());
  }

  @Test
  void flagIsOnWhereItIsTrue() throws IOException {
    String line = "trace --lab home www.lab.test";
    assertEquals(plain(line), jnet("no-mtu = false\n", line).out());
    Outcome on = jnet("no-mtu = true\n", line);
    assertEquals(plain("trace --no-mtu --lab home www.lab.test"), on.out());
  }

  @Test
  void noConfigRunsWithoutTheFile() throws IOException {
    Outcome without = jnet("max = 1000\n", "mtu --no-config --lab home www.lab.test");
    assertEquals(plain("mtu --lab home www.lab.test"), without.out());
    Outcome wrong = jnet("nonsense", "mtu --no-config --lab home www.lab.test");
    assertEquals(0, wrong.exit(), wrong::toString);
  }

  @Test
  void variableNamesAnotherFileOrNone() throws IOException {
    Files.writeString(file, "max = 1000\n");
    Path other = Files.writeString(home.toRealPath().resolve("other"), "max = 1100\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CONFIG_HOME", file.getParent().getParent().toString());
    environment.put("COLUMNS", "80");
    String[] line = {"mtu", "-q", "--lab", "home", "www.lab.test"};
    assertEquals("1000\n", InProcess.run(false, environment, line).out());
    environment.put("JNET_CONFIG", other.toString());
    assertEquals("1100\n", InProcess.run(false, environment, line).out());
    environment.put("JNET_CONFIG", "");
    assertEquals("1492\n", InProcess.run(false, environment, line).out());
    environment.put("JNET_CONFIG", "/nowhere");
    Outcome missing = InProcess.run(false, environment, line);
    assertEquals(2, missing.exit());
    assertEquals(
        """
        jnet: /nowhere: No such file or directory
          --no-config runs jnet without configuration files
        """,
        missing.err());
  }

  @ParameterizedTest
  @CsvSource({"--json", "-q"})
  void whatAScriptReadsKeepsItsForm(String form) throws IOException {
    String line = "mtu " + form + " --lab home --seed 1 www.lab.test";
    Outcome habit = jnet("color = \"always\"\nverbose = true\n", line);
    assertEquals(
        plain(line).replaceAll("\"time\":\"[^\"]*\"", ""),
        habit.out().replaceAll("\"time\":\"[^\"]*\"", ""));
    assertEquals("", habit.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ipv4 = true                          | mtu -6 -q --lab home www.lab.test
          ipv6 = true                          | mtu -4 -q --lab home www.lab.test
          interface = "eth7"                   | mtu -q --lab home www.lab.test
          source = "192.0.2.9"                 | mtu -q --lab home www.lab.test
          mark = 7                             | mtu -q --lab home www.lab.test
          ipv6 = true                          | arp --lab home 192.168.1.1
          ipv6 = true                          | mss -q --lab home 198.51.100.80:80
          ipv6 = true                          | walk -q --lab home http://198.51.100.80/
          ipv4 = true                          | mtu -q --lab home 2001:db8:80::80
          via = "tcp:80"                       | ping -c 1 --explain --lab home www.lab.test
          """)
  void habitGivesWayToWhatItExcludes(String text, String line) throws IOException {
    Outcome habit = jnet(text + "\n", line);
    assertEquals(plain(line), habit.out(), habit::toString);
    assertEquals("", habit.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [mtu]#vai = "tcp:443"  | 2 | vai cannot be set in this file; did you mean via? | allowed in [mtu]: color, deadline
          json = true            | 1 | json cannot be set in this file | allowed above all sections: absolute, brief,
          [mtuu]#via = "icmp"    | 2 | [mtuu] is not a command; did you mean mtu | sections: doctor
          count = "two"          | 1 | count = "two" | write a whole number, without quotes
          rate = true            | 1 | rate = true | write a number, without quotes
          numeric = "yes"        | 1 | numeric = "yes" | write true or false, without quotes
          deadline = "soon"      | 1 | deadline = "soon" | write seconds as a number, or with a unit
          color = "blue"         | 1 | color = "blue" | write "auto", "always" or "never"
          via = true             | 1 | via = true | write text in quotes
          #via =                 | 2 | not valid TOML: Unexpected end of line | write key = "text", key = 5
          [mtu                   | 1 | not valid TOML: Unexpected end of line | write key = "text", key = 5
          ["\\C"]#max = 1        | 1 | not valid TOML: Invalid escape sequence | write key = "text", key = 5
          max = 1#max = 2        | 2 | not valid TOML: max previously defined | write key = "text", key = 5
          via = ["icmp"]         | 1 | via: must be text, a number, true or false | write key =
          [mtu]#max = 20         | 2 | max = 20 | must be from 68 to 65575 bytes
          [mtu]##via = "icpm"    | 3 | via = "icpm" | must be
          [mtu]#deadline = 0     | 2 | deadline = 0 | must be above 0
          """)
  void mistakeIsToldInTwoLinesWithItsPlace(String text, int line, String what, String allowed)
      throws IOException {
    Outcome outcome = jnet(text.replace('#', '\n') + "\n", "mtu --lab home www.lab.test");
    assertEquals(2, outcome.exit(), outcome::toString);
    assertEquals("", outcome.out());
    String[] lines = outcome.err().split("\n", -1);
    assertEquals(3, lines.length, outcome::toString);
    String first = "jnet: " + file + ", line " + line + ": " + what;
    assertTrue(lines[0].startsWith(first), outcome::toString);
    assertTrue(lines[1].startsWith("  " + allowed), outcome::toString);
  }

  @Test
  void anotherFailureSaysWhichHabitsThereWere() throws IOException {
    Outcome outcome = jnet("ipv4 = true\nipv6 = true\n", "mtu --lab home www.lab.test");
    assertEquals(
        "jnet: -4 and -6 exclude each other: choose one\n"
            + "  from the configuration file: --ipv4 --ipv6 (from "
            + file
            + "); --no-config leaves them out\n",
        outcome.err());
  }

  @Test
  void verboseTellsWhichHabitsAreInForce() throws IOException {
    Outcome outcome = jnet("[mtu]\nmax = 1000\n", "mtu -v --lab home www.lab.test");
    assertTrue(
        outcome
            .err()
            .startsWith("jnet: from the configuration file: --max 1000 (from " + file + ")\n"),
        outcome::toString);
  }

  @Test
  void eachHabitLeavesEachCommandWorking() throws IOException {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("color", "\"never\""),
            Map.entry("creds", "\"/dev/null\""),
            Map.entry("dns", "\"192.0.2.1\""),
            Map.entry("interface", "\"eth7\""),
            Map.entry("name", "\"here\""),
            Map.entry("nats", "\"nats://127.0.0.1:4222\""),
            Map.entry("queries", "2"),
            Map.entry("pmtudisc", "\"do\""),
            Map.entry("source", "\"192.0.2.9\""),
            Map.entry("tls-ca", "\"/dev/null\""),
            Map.entry("via", "\"icmp\""),
            Map.entry("wait", "0.5"));
    Set<String> flags =
        Set.of(
            "absolute",
            "brief",
            "ipv4",
            "ipv6",
            "no-follow",
            "no-mtu",
            "numeric",
            "verbose",
            "wire-only");
    Map<String, String> lines =
        Map.ofEntries(
            Map.entry("mtu", "mtu --lab home www.lab.test"),
            Map.entry("mss", "mss --lab home www.lab.test:80"),
            Map.entry("ping", "ping --lab home -c 1 www.lab.test"),
            Map.entry("trace", "trace --lab home www.lab.test"),
            Map.entry("handshake", "handshake --lab home www.lab.test:80"),
            Map.entry("walk", "walk --lab home http://www.lab.test/"),
            Map.entry("arp", "arp --lab home 192.168.1.1"),
            Map.entry("interfaces", "interfaces --lab home"),
            Map.entry("doctor", "doctor --lab home www.lab.test:80"),
            Map.entry("mesh", "mesh matrix --lab offices"));
    List<String> failed = new ArrayList<>();
    for (Command command : new Jnet(() -> false).commands()) {
      for (String key : HabitKeys.of(command)) {
        if (!lines.containsKey(command.name()) || key.equals("cacert")) { // needs a certificate
          continue;
        }
        String value = flags.contains(key) ? "true" : values.getOrDefault(key, "100");
        Outcome outcome =
            jnet(
                "[" + command.name() + "]\n" + key + " = " + value + "\n",
                lines.get(command.name()));
        if (outcome.exit() == 2) {
          failed.add(outcome.toString());
        }
      }
    }
    assertEquals(List.of(), failed);
  }

  @Test
  void pageNamesEachHabit() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Command command : new Jnet(() -> false).commands()) {
      keys.addAll(HabitKeys.of(command));
    }
    String page = Files.readString(PAGE);
    assertEquals(List.of(), keys.stream().filter(key -> !page.contains("`" + key + "`")).toList());
  }

  @Test
  void fileThatIsNoTextOrTooLargeIsRefused() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, 'x'});
    assertTrue(jnet("mtu x").err().contains(": not text in UTF-8\n"));
    Files.writeString(file, "#".repeat(65_537));
    assertTrue(jnet("mtu x").err().contains(": more than 65536 bytes\n"));
    Files.delete(file);
    Files.createDirectory(file);
    assertTrue(jnet("mtu x").err().contains(": a folder\n"));
    assertFalse(jnet("mtu x").err().contains("bug"));
  }
}
