package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code jnet ping} on practice networks. */
class PingCommandTest {
  private static Outcome ping(String... arguments) {
    return InProcess.jnet(line(arguments));
  }

  private static String[] line(String... arguments) {
    List<String> line = new ArrayList<>(List.of("ping"));
    line.addAll(List.of(arguments));
    return line.toArray(new String[0]);
  }

  private static List<Map<String, Object>> documents(Outcome outcome) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      documents.add(Jsonb.builder().build().type(Object.class).map().fromJson(line));
    }
    return documents;
  }

  @Test
  void printsWhatPingPrints() {
    Outcome outcome = ping("--lab", "clamp", "-c3", "www.lab.test");
    assertEquals(
        """
        PING www.lab.test (198.51.100.80) 56(84) bytes of data.
        64 bytes from www.lab.test (198.51.100.80): icmp_seq=1 ttl=62 time=26.6 ms
        64 bytes from www.lab.test (198.51.100.80): icmp_seq=2 ttl=62 time=26.6 ms
        64 bytes from www.lab.test (198.51.100.80): icmp_seq=3 ttl=62 time=26.6 ms

        p50/p95/p99/jitter = 26.600/26.600/26.600/0.000 ms

        --- www.lab.test ping statistics ---
        3 packets transmitted, 3 received, 0% packet loss, time 2000ms
        rtt min/avg/max/mdev = 26.600/26.600/26.600/0.000 ms
        """,
        outcome.out());
    assertEquals("", outcome.err());
    assertEquals(0, outcome.exit());
  }

  @Test
  void printsWhatPingPrintsInIpv6AndWithoutNames() {
    Outcome outcome = ping("--lab", "clamp", "-6", "-n", "-c1", "-s20", "-t9", "www.lab.test");
    assertTrue(
        outcome
            .out()
            .startsWith(
                """
                PING www.lab.test(2001:db8:80::80) 20 data bytes
                28 bytes from 2001:db8:80::80: icmp_seq=1 ttl=62 time=26.6 ms

                --- www.lab.test ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time 0ms
                rtt min/avg/max/mdev = 26.600/26.600/26.600/0.000 ms
                """),
        outcome::toString);
  }

  @Test
  void countsUnansweredProbesAsLoss() {
    Outcome outcome = ping("--lab", "lossy", "-c", "100", "--seed", "3", "www.lab.test");
    long answers = outcome.out().lines().filter(line -> line.contains(" bytes from ")).count();
    assertTrue(answers > 75 && answers < 100, outcome::toString);
    assertTrue(
        outcome
            .out()
            .contains(
                "\n100 packets transmitted, "
                    + answers
                    + " received, "
                    + (100 - answers)
                    + "% packet loss, time 99"),
        outcome::toString);
    assertEquals(
        outcome.out(), ping("--lab", "lossy", "-c", "100", "--seed", "3", "www.lab.test").out());
    String last = outcome.out().lines().reduce((before, line) -> line).orElseThrow();
    assertTrue(last.startsWith("rtt min/avg/max/mdev = "), last);
  }

  @Test
  void isNegativeWhereNobodyAnswers() {
    Outcome outcome = ping("--lab", "home", "-c2", "-W1", "198.51.100.99");
    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.out().startsWith("PING 198.51.100.99 (198.51.100.99) 56(84) bytes of data.\n"),
        outcome::toString);
    assertTrue(outcome.out().contains("\n2 packets transmitted, 0 received, "), outcome::toString);
  }

  @Test
  void printsWhereATtlRunsOut() {
    Outcome outcome = ping("--lab", "home", "-c2", "-t1", "www.lab.test");
    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.out().contains("\nFrom gateway (192.168.1.1) icmp_seq=1 Time to live exceeded\n"),
        outcome::toString);
    assertTrue(
        outcome
            .out()
            .endsWith(
                "\n"
                    + "2 packets transmitted, 0 received, +2 errors, 100% packet loss, time"
                    + " 1000ms\n\n"),
        outcome::toString);
  }

  @Test
  void printsWhatIsTooBigForThePathAndForTheLink() {
    Outcome path = ping("--lab", "home", "-c1", "-Mdo", "-s1472", "www.lab.test");
    assertTrue(
        path.out()
            .contains(
                "\nFrom gateway (192.168.1.1) icmp_seq=1 Frag needed and DF set (mtu = 1492)\n"),
        path::toString);
    Outcome link = ping("--lab", "home", "-c1", "-Mdo", "-s1473", "www.lab.test");
    assertTrue(
        link.out().contains("\nicmp_seq=1 local error: message too long, mtu=1500\n"),
        link::toString);
    assertEquals(1, link.exit());
  }

  /**
   * Split here, and in IPv4 again by the router in front of the narrower link. In IPv6 it says so
   * instead, to us and to the target: the first ones are lost.
   */
  @Test
  void splitsWhatIsTooLong() {
    for (String version : List.of("-4", "-6")) {
      Outcome outcome =
          ping("--lab", "home", "-c4", "-Mdont", "-s8000", version, "nas.lab.test", "lab.test");
      assertEquals(0, outcome.exit(), outcome::toString);
      assertTrue(outcome.out().contains("\n8008 bytes from nas.lab.test ("), outcome::toString);
      assertTrue(outcome.out().contains("\n8008 bytes from www.lab.test ("), outcome::toString);
      assertTrue(
          outcome.out().contains("\n4 packets transmitted, 4 received, 0% "), outcome::toString);
    }
  }

  @Test
  void pingsByTcpAndUdp() {
    Outcome tcp = ping("--lab", "clamp", "-c1", "--via", "tcp:80", "www.lab.test");
    assertTrue(
        tcp.out().contains(" bytes from www.lab.test (198.51.100.80): tcp_seq=1 ttl=62 time=26.6"),
        tcp::toString);
    assertTrue(tcp.out().contains(" (port open)\n"), tcp::toString);
    assertEquals(0, tcp.exit());
    Outcome closed = ping("--lab", "clamp", "-c1", "--via", "tcp:81", "www.lab.test");
    assertTrue(closed.out().contains(" (port closed)\n"), closed::toString);
    assertEquals(0, closed.exit());
    Outcome udp = ping("--lab", "clamp", "-c1", "-6", "--via", "udp:33434", "www.lab.test");
    assertTrue(udp.out().contains(": udp_seq=1 ttl=62 time=26.6"), udp::toString);
    assertEquals(0, udp.exit());
  }

  @Test
  void pingsSeveralInTheTimeOfOne() {
    Outcome outcome = ping("--lab", "home", "-c3", "www.lab.test", "nas.lab.test");
    assertEquals(0, outcome.exit());
    List<String> order =
        outcome
            .out()
            .lines()
            .filter(line -> line.contains("icmp_seq="))
            .map(line -> line.replaceAll(".* (from|icmp_seq=)", "").replaceAll("[: ].*", ""))
            .toList();
    assertEquals(6, order.size(), outcome::toString);
    assertTrue(outcome.out().contains("--- nas.lab.test ping statistics ---"));
    assertTrue(outcome.out().contains("--- www.lab.test ping statistics ---"));
    int second = outcome.out().indexOf("icmp_seq=2");
    int lastOfFirst = outcome.out().lastIndexOf("icmp_seq=1");
    assertTrue(lastOfFirst < second, "both are asked at once:\n" + outcome.out());
  }

  @Test
  void isAsQuietAsPing() {
    Outcome outcome = ping("--lab", "clamp", "-q", "-c2", "www.lab.test");
    assertFalse(outcome.out().contains("icmp_seq"), outcome::toString);
    assertTrue(outcome.out().startsWith("PING www.lab.test "), outcome::toString);
    assertTrue(outcome.out().contains("\nrtt min/avg/max/mdev = 26."), outcome::toString);
  }

  @Test
  void leavesADotOfAFloodForEachUnansweredProbe() {
    Outcome outcome = ping("--lab", "lossy", "-f", "-c200", "--seed", "5", "www.lab.test");
    String dots = outcome.out().lines().toList().get(1);
    long left = 0;
    for (int i = 0; i < dots.length(); i++) {
      left += dots.charAt(i) == '.' ? 1 : dots.charAt(i) == ' ' ? -1 : 0;
    }
    assertTrue(left > 2, outcome::toString);
    assertTrue(
        outcome.out().contains("200 packets transmitted, " + (200 - left) + " received, "),
        outcome::toString);
    assertTrue(outcome.out().contains(" ms, pipe "), outcome::toString);
    assertTrue(outcome.out().contains(", ipg/ewma "), outcome::toString);
    Outcome paced = ping("--lab", "home", "-q", "--flood-rate", "1000", "-c11", "nas.lab.test");
    assertTrue(paced.out().contains(", time 10ms\n"), paced::toString);
  }

  @Test
  void drawsTheTimesOnATerminal() {
    Outcome outcome =
        InProcess.jnetOnTerminal(line("--lab", "lossy", "-c", "60", "--seed", "1", "www.lab.test"));
    List<String> bars = outcome.out().lines().filter(line -> line.contains(" ms  ")).toList();
    assertEquals(8, bars.size(), outcome::toString);
    assertTrue(bars.stream().anyMatch(bar -> bar.contains("█")), outcome::toString);
    assertTrue(outcome.out().lines().allMatch(line -> line.length() <= 80), outcome::toString);
  }

  @Test
  void printsADocumentAReplyAndASummary() {
    Outcome outcome = ping("--lab", "clamp", "--json", "-c2", "www.lab.test");
    List<Map<String, Object>> documents = documents(outcome);
    assertEquals(3, documents.size(), outcome::toString);
    Map<String, Object> reply = documents.get(1);
    assertEquals("reply", reply.get("event"));
    assertEquals(2L, reply.get("sequence"));
    assertEquals(62L, reply.get("hopLimit"));
    assertEquals(26.6, ((Number) reply.get("rttMs")).doubleValue());
    assertEquals(List.of(), reply.get("marks"));
    assertEquals("{name=www.lab.test, address=198.51.100.80}", reply.get("target").toString());
    Map<String, Object> summary = documents.get(2);
    assertEquals("summary", summary.get("event"));
    assertEquals("ok", summary.get("status"));
    assertEquals(2L, summary.get("sent"));
    assertEquals(2L, summary.get("received"));
    assertEquals(0.0, ((Number) summary.get("lossPercent")).doubleValue());
    assertEquals(26.6, ((Number) ((Map<?, ?>) summary.get("rtt")).get("p99Ms")).doubleValue());
  }

  /** The steps are added up here once more, from what the report itself shows. */
  @Test
  void explainsTheHeaderAndTheChecksumStepByStep() {
    Outcome outcome =
        ping("--lab", "clamp", "-c1", "-s8", "--explain", "--seed", "9", "www.lab.test");
    List<String> lines = outcome.out().lines().toList();
    long sum = 0;
    for (String label : List.of("  header ", "  data     ")) {
      String row =
          lines.stream()
              .filter(line -> line.startsWith(label) && line.contains(" = 0x"))
              .findFirst()
              .orElseThrow();
      for (String word : row.strip().split(" +", 2)[1].replaceAll(" = .*", "").split(" \\+ ", -1)) {
        sum += Long.parseLong(word, 16);
      }
      assertTrue(row.endsWith(" = 0x" + hex(sum)), outcome::toString);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    String checksum = "0x" + hex(0xffff - sum);
    assertTrue(outcome.out().contains(" = " + checksum + ", as sent\n"), outcome::toString);
    assertTrue(outcome.out().contains("2 bytes  " + checksum + ", see below\n"), outcome::toString);
    assertTrue(outcome.out().contains(": 64 - 62 = 2 routers on the way back"), outcome::toString);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), outcome::toString);
    Outcome six = ping("--lab", "clamp", "-6", "-c1", "--explain", "www.lab.test");
    assertTrue(six.out().contains(", as sent\n"), six::toString);
  }

  private static String hex(long value) {
    String digits = Long.toHexString(value);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  @Test
  void saysWhatIsWrong() {
    Outcome unknown = ping("--lab", "home", "--json", "-c1", "nobody.lab.test", "nas.lab.test");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().startsWith("jnet: unknown host: nobody.lab.test\n"));
    List<Map<String, Object>> documents = documents(unknown);
    assertEquals("error", documents.get(0).get("status"));
    assertEquals("ok", documents.get(2).get("status"), "the other one is pinged nevertheless");
    assertUsage("-c 0: must be at least 1", "-c0");
    assertUsage("-t 256: must be from 1 to 255", "-t256");
    assertUsage("-s 70000: must be from 0 to 65507", "-s70000");
    assertUsage("-i -1: must be from 0 to 1000000 seconds", "-i-1");
    assertUsage("-M maybe: must be do, want or dont", "-Mmaybe");
    assertUsage("-p xy: must be 1 to 16 bytes in hex digits", "-pxy");
    assertUsage("-Q 256: must be from 0 to 255", "-Q256");
    assertUsage("--via sctp:1: must be icmp, tcp:PORT or udp:PORT", "--via=sctp:1");
    assertUsage("--via tcp:0: the port must be from 1 to 65535", "--via=tcp:0");
    assertUsage("--flood-rate 0: must be above 0, at most 1000000", "--flood-rate=0");
    assertUsage(
        "-s and -p have no use with --via tcp: a SYN carries no data", "--via=tcp:1", "-s1");
  }

  private static void assertUsage(String message, String... options) {
    List<String> all = new ArrayList<>(List.of("--lab", "home", "www.lab.test"));
    all.addAll(List.of(options));
    Outcome outcome = ping(all.toArray(new String[0]));
    assertEquals(2, outcome.exit());
    assertEquals("jnet: " + message + "\n", outcome.err());
  }

  /** Small probes may be answered where large ones vanish. */
  @Test
  void silenceOfLargeProbesNamesTheCommandThatTells() {
    String large =
        InProcess.jnet("ping", "-c1", "-s1472", "--lab", "blackhole", "www.lab.test").out();
    assertTrue(large.contains("'jnet mtu --lab blackhole www.lab.test'"), large);
    String small = InProcess.jnet("ping", "-c1", "--lab", "icmp-filtered", "www.lab.test").out();
    assertTrue(small.contains("nothing came back"), small);
    assertEquals(-1, small.indexOf("jnet mtu"), small);
  }
}
