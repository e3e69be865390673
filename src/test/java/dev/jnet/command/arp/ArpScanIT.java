package dev.jnet.command.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Bridged;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code jnet arp --scan} of whole links. */
@NamespaceTest
class ArpScanIT {
  private static Map<?, ?> json(String line) {
    return Jsonb.builder().build().type(Map.class).fromJson(line);
  }

  private static Map<?, ?> summary(Outcome outcome) {
    List<String> lines = outcome.out().lines().toList();
    assertFalse(lines.isEmpty(), outcome.toString());
    return json(lines.get(lines.size() - 1));
  }

  @Test
  void fiftyHostsAndDuplicateOnOneBridge() {
    try (TestNet net = TestNet.create()) {
      int[] numbers = new int[51];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = 1 + i * 4;
      }
      Bridged link = new Bridged(net, "10.5.0.", numbers);
      link.add("10.5.0.5"); // the second host's
      Host here = link.hosts().get(0);
      String before = here.run("ip", "neigh").orThrow().out();
      Capture capture = here.capture("eth0");
      Outcome outcome = here.jnet("arp", "--scan", "auto", "--json");
      Captures.Verdict verdict = Captures.check(capture.stop(), here.mac("eth0"));
      assertEquals(before, here.run("ip", "neigh").orThrow().out(), "ip neigh");

      List<String> expected = new ArrayList<>();
      for (int i = 1; i < link.hosts().size(); i++) {
        String address = i < numbers.length ? "10.5.0." + numbers[i] : "10.5.0.5";
        expected.add(address + " " + link.hosts().get(i).mac("eth0"));
      }
      List<String> found = new ArrayList<>();
      outcome
          .out()
          .lines()
          .map(ArpScanIT::json)
          .forEach(
              each -> {
                if (each.get("event").equals("host")) {
                  found.add(each.get("address") + " " + each.get("mac"));
                }
              });
      assertEquals(new TreeSet<>(expected), new TreeSet<>(found));
      assertEquals(expected.size(), found.size(), "each once");
      Map<?, ?> summary = summary(outcome);
      assertEquals(50, ((Number) summary.get("inUse")).intValue());
      assertEquals(1, ((Number) summary.get("duplicates")).intValue());
      assertEquals(253, ((Number) summary.get("asked")).intValue());
      assertEquals(1, outcome.exit(), "a duplicate is no good news");
      assertTrue(
          verdict.frames() >= ((Number) summary.get("questions")).intValue(),
          "frames: " + verdict.frames());
      assertEquals(List.of(), verdict.problems());
    }
  }

  @Test
  @Timeout(120)
  void wholeSixteenLosesNobody() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there).addresses("10.6.0.1/16", "10.6.255.254/16").lay();
      String[] lines = new String[299];
      for (int i = 0; i < lines.length; i++) {
        int number = 3 + i * 211;
        lines[i] = "addr add 10.6." + number / 256 + "." + number % 256 + "/16 dev eth0";
      }
      there.ip(lines);
      Background scan = here.startJnet(Privilege.ROOT, "arp", "--scan", "10.6.0.0/16", "--json");
      long peak = scan.peakMemoryAtEnd(Duration.ofSeconds(100));
      Outcome outcome = scan.await(Duration.ofSeconds(1));
      Map<?, ?> summary = summary(outcome);
      assertEquals(0, outcome.exit(), outcome.toString());
      assertEquals(300, ((Number) summary.get("inUse")).intValue());
      assertEquals(65_533, ((Number) summary.get("asked")).intValue());
      assertEquals(0, ((Number) summary.get("refused")).intValue());
      assertEquals(true, summary.get("complete"));
      double elapsed = ((Number) summary.get("elapsedMs")).doubleValue();
      // 13 s at its own pace; where other tests keep the processors busy, some more
      assertTrue(elapsed < 25_000, elapsed + " ms");
      assertTrue(peak > 0 && peak < 128_000_000, peak + " bytes");
    }
  }

  @Test
  void everyAnswerOfWholeLinkThatAnswersIsHeard() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there).addresses("10.6.0.1/20", "10.6.15.254/20").lay();
      // one station that has all of them
      there.ip("route add local 10.6.8.0/21 dev lo");
      Outcome outcome = here.jnet("arp", "--scan", "10.6.8.0/21", "--json");
      Map<?, ?> summary = summary(outcome);
      assertEquals(2046, ((Number) summary.get("inUse")).intValue(), summary.toString());
    }
  }
}
