package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code --rate} with ten thousand targets: held to within 2 %, by the kernel's stamps. */
@NamespaceTest
@Tag("flood")
class ManyTargetsRateIT {
  private static final int TARGETS = 10_000;

  @Test
  void sendsEchoRequestsAtTheRate() throws Exception {
    assertRate(2500, "", "ping");
  }

  @Test
  void sendsLargePacketsAtTheRate() throws Exception {
    assertRate(5000, "", "mtu");
  }

  @Test
  void sendsSegmentsAtTheRate() throws Exception {
    assertRate(2500, ":8080", "handshake");
  }

  private static void assertRate(double rate, String port, String command) throws Exception {
    try (TestNet net = TestNet.create()) {
      Host client = net.host("client");
      Host server = net.host("server");
      net.cable(client, server).addresses("10.1.0.1/24", "10.1.0.2/24").lay();
      server.ip("route add local 10.64.0.0/16 dev lo");
      client.ip("route add 10.64.0.0/16 via 10.1.0.2");
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < TARGETS; i++) {
        lines.add("10.64." + i / 250 + "." + (i % 250 + 1) + port);
      }
      String targets = Files.write(net.file("targets"), lines).toString();
      Capture capture = client.captureDepartures("eth0");
      Background run =
          client.startJnet(
              Privilege.ROOT, command, "--targets", targets, "--rate", Double.toString(rate));
      Outcome outcome = run.await(Duration.ofSeconds(50));
      assertEquals(TARGETS, outcome.out().lines().count(), outcome.err());
      assertHeld(rate, times(client, capture.stop()));
    }
  }

  private static List<Double> times(Host host, Path file) {
    List<Double> times = new ArrayList<>();
    String text = host.run("tcpdump", "-r", file.toString(), "-nn", "-tt").orThrow().out();
    for (String line : text.lines().toList()) {
      if (line.contains(" 10.1.0.1")) { // not the kernel's own IPv6 and ARP
        times.add(Double.valueOf(line.substring(0, line.indexOf(' '))));
      }
    }
    return times;
  }

  /**
   * The bulk lies between the first tenth, in which the JVM has only begun, and the last one, which
   * waits for answers. Of its seconds the median one counts for too slow: a machine may stand still
   * for a moment. For too fast there is no excuse.
   */
  private static void assertHeld(double rate, List<Double> times) {
    List<Double> bulk = times.subList(times.size() / 10, times.size() - times.size() / 10);
    double took = bulk.get(bulk.size() - 1) - bulk.get(0);
    double whole = (bulk.size() - 1) / took;
    assertTrue(whole <= 1.02 * rate, whole + " a second, not " + rate);
    List<Integer> seconds = new ArrayList<>();
    int from = 0;
    for (int to = 0; to < bulk.size(); to++) {
      if (bulk.get(to) - bulk.get(from) >= 1) {
        seconds.add(to - from);
        from = to;
      }
    }
    Collections.sort(seconds);
    assertEquals(rate, seconds.get(seconds.size() / 2), 0.02 * rate, seconds::toString);
  }
}
