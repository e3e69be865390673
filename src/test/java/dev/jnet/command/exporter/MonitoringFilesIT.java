package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files of {@code src/main/docs/monitoring}, as the programs that they are for see them. */
@NamespaceTest
class MonitoringFilesIT {
  private static final Path FOLDER = Path.of("src/main/docs/monitoring").toAbsolutePath();

  private static Outcome run(Host host, String... command) {
    return host.run("sh", "-c", "cd '" + FOLDER + "' && " + String.join(" ", command));
  }

  @Test
  void promtoolTakesTheConfigurationAndTheRules() {
    String promtool = Servers.program("promtool");
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      for (String check :
          List.of(
              "check config prometheus.yml",
              "check rules rules.yml",
              "test rules rules-test.yml")) {
        Outcome outcome = run(host, promtool, check);
        assertEquals(0, outcome.exit(), outcome::toString);
      }
    }
  }

  @Test
  void everyAlertHasATest() throws IOException {
    String tests = Files.readString(FOLDER.resolve("rules-test.yml"));
    List<String> alerts =
        Files.readAllLines(FOLDER.resolve("rules.yml")).stream()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .toList();
    assertEquals(5, alerts.size(), alerts::toString);
    for (String alert : alerts) {
      assertTrue(tests.contains("alertname: " + alert + "\n"), alert);
    }
  }

  @Test
  void systemdTakesTheUnit() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      Outcome outcome = host.run("systemd-analyze", "verify", FOLDER + "/jnet-exporter.service");
      String complaints =
          outcome
              .err()
              .lines()
              .filter(line -> line.contains("jnet-exporter.service"))
              .filter(line -> !line.contains("is not executable")) // nothing is installed here
              .collect(Collectors.joining("\n"));
      assertEquals("", complaints, outcome::toString);
    }
  }
}
