package dev.jnet.command.doctor;

import dev.jnet.app.InProcess;
import dev.jnet.report.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code jnet doctor} prints about each practice network that was made for it. */
class DoctorLabsGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/jnet/command/doctor");

  /** The networks, and what is asked about in each. */
  private static final Map<String, String> TARGETS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("vpn-hangs", "www.lab.test:80"),
              Map.entry("wsl-mirrored", "www.lab.test:80"),
              Map.entry("icmp-filtered", "www.lab.test:80"),
              Map.entry("jumbo-island", "www.lab.test:80"),
              Map.entry("clamped-too-low", "www.lab.test:80"),
              Map.entry("dead-ipv6", "www.lab.test:80"),
              Map.entry("tls-middlebox", "https://www.lab.test/"),
              Map.entry("duplicate-address", "www.lab.test"),
              Map.entry("slow-dns", "www.lab.test"),
              Map.entry("firewall-here", "www.lab.test:80"),
              Map.entry("one-of-four-paths", "www.lab.test:80"),
              Map.entry("cluster-ip", "www.lab.test:80")));

  @Test
  void printsGoldenFiles() throws IOException {
    Map<String, String> files = new TreeMap<>();
    TARGETS.forEach(
        (lab, target) -> {
          files.put(lab + ".txt", text(InProcess.jnet("doctor", "--lab", lab, target).out()));
          String json = InProcess.jnet("doctor", "--lab", lab, "--json", target).out();
          files.put(lab + ".json", json(json));
        });
    Golden.compare(FOLDER, files);
  }

  /** A report without how long programs took: their sockets wait by this machine's clock. */
  private static String text(String report) {
    return report.replaceAll("(?m)^(  programs +\\w+) +[\\d.]+ ms", "$1          … ms");
  }

  private static String json(String document) {
    return document
        .replaceAll("\"time\":\"[^\"]+\"", "\"time\":\"…\"")
        .replaceAll("(\"programs\",[^\\[]*\"elapsedMs\"):[\\d.]+", "$1:0")
        .replaceAll("\"elapsedMs\":[\\d.]+}\\s*$", "\"elapsedMs\":0}\n");
  }
}
