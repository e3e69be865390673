package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.lab.Lab;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdicts of {@code jnet doctor} on the practice networks. */
class DoctorCommandTest {
  /** A row a network: its name, the target, the verdict, and the causes. */
  private static final String VERDICTS =
      """
      home            www.lab.test:80   ok
      vpn             wiki.lab.test     ok
      blackhole       www.lab.test:80   broken    black-hole black-hole
      jumbo           www.lab.test      ok
      staircase       www.lab.test:80   ok
      clamp           www.lab.test:80   degraded  black-hole
      lossy           www.lab.test      degraded  packet-loss
      liar            www.lab.test      degraded  black-hole
      oldrouter       www.lab.test      degraded  black-hole
      narrowback      www.lab.test:80   ok
      silent          www.lab.test:80   ok
      vpn-hangs       www.lab.test:80   broken    black-hole black-hole
      icmp-filtered   www.lab.test:80   ok
      jumbo-island    www.lab.test:80   broken    black-hole black-hole
      clamped-too-low www.lab.test:80   degraded  clamped-too-low clamped-too-low
      dead-ipv6       www.lab.test:80   degraded  refused-on-path
      wsl-mirrored    www.lab.test:80   broken    black-hole black-hole
      tls-middlebox   https://www.lab.test/ broken connection-reset connection-reset
      duplicate-address www.lab.test    degraded  duplicate-address duplicate-address
      slow-dns        www.lab.test      degraded  name-slow name-slow
      firewall-here   www.lab.test:80   broken    firewall-here firewall-here
      one-of-four-paths www.lab.test:80 broken  one-path-broken one-path-broken
      cluster-ip      www.lab.test:80   ok
      offices         madrid            broken    black-hole black-hole
      """;

  private static DoctorAnswer examine(String lab, String target) {
    return DoctorAnswer.of(InProcess.jnet("doctor", "--lab", lab, "--json", target));
  }

  @Test
  void everyPracticeNetworkHasItsVerdict() {
    Set<String> told = new HashSet<>();
    for (String line : VERDICTS.lines().toList()) {
      List<String> words = List.of(line.split(" +", -1));
      told.add(words.get(0));
      DoctorAnswer answer = examine(words.get(0), words.get(1));
      assertEquals(words.get(2), answer.verdict(), () -> line + "\n" + answer);
      assertEquals(words.subList(3, words.size()), answer.causes(), () -> line + "\n" + answer);
      assertEquals(words.get(2).equals("ok") ? 0 : 1, answer.exit());
    }
    assertEquals(Set.copyOf(Lab.names()), told);
  }

  @ParameterizedTest
  @CsvSource({
    "home, ok, ''",
    "vpn-hangs, broken, black-hole black-hole",
    "blackhole, broken, black-hole black-hole",
    "liar, degraded, black-hole",
    "icmp-filtered, ok, ''",
    "firewall-here, ok, ''"
  })
  void pagesInsideTlsHaveTheVerdictOfTheNetwork(String lab, String verdict, String causes) {
    DoctorAnswer answer = examine(lab, "https://www.lab.test/");
    assertEquals(verdict, answer.verdict(), answer::toString);
    assertEquals(causes, String.join(" ", answer.causes()), answer::toString);
  }

  @Test
  void portThatAnswersNoTlsIsNotTakenForAMiddlebox(@TempDir Path folder) throws IOException {
    Path lab = folder.resolve("own.lab");
    Files.writeString(
        lab,
        """
        title Mine
        client pc 192.0.2.1/24 2001:db8::1/64
        host h.test 192.0.2.2/24 2001:db8::2/64 listens 443
        link pc h.test mtu 1500
        """);
    DoctorAnswer answer = examine(lab.toString(), "https://h.test/");
    assertEquals("broken", answer.verdict(), answer::toString);
    assertEquals(List.of("tls-unanswered", "tls-unanswered"), answer.causes());
    String out =
        InProcess.jnet("doctor", "--lab", lab.toString(), "https://h.test/")
            .out()
            .replaceAll("\\s+", " ");
    assertTrue(
        out.contains(
            "The port of h.test (192.0.2.2) opens, but nothing answers TLS: the server does not"
                + " speak TLS there, or something drops its answer."),
        out);
  }

  @ParameterizedTest
  @CsvSource({
    "home, www.lab.test:81, port-closed",
    "home, 192.168.1.99, next-hop-silent",
  })
  void targetsThatDoNotAnswerAreBroken(String lab, String target, String cause) {
    DoctorAnswer answer = examine(lab, target);
    answer.assertVerdict("broken", 1);
    assertTrue(answer.causes().contains(cause), answer::toString);
  }

  /** The plan of a practice network has all its names: another one is a typing mistake. */
  @Test
  void nameThatAPracticeNetworkLacksIsAnError() {
    Outcome outcome = InProcess.jnet("doctor", "--lab", "home", "nobody.lab.test");
    assertEquals(2, outcome.exit(), outcome::toString);
    assertTrue(outcome.err().contains("unknown host: nobody.lab.test"), outcome::toString);
    assertTrue(outcome.err().contains("'jnet lab home' lists the hosts"), outcome::toString);
  }

  /** Pings of every size pass, and no page is fetched that would hang. */
  @Test
  void largeSegmentsThatAFirewallDropsAloneAreNamedAlsoWithoutAUrl(@TempDir Path folder)
      throws IOException {
    Path lab =
        Files.writeString(
            folder.resolve("filter.lab"),
            """
            title A firewall drops large segments
            client pc 192.0.2.1/24
            router gateway 192.0.2.254/24
            router firewall 203.0.113.1 tcp-filter 1300
            host h.test 198.51.100.2/24 listens 443
            link pc gateway mtu 1500 delay 1ms
            link gateway firewall mtu 1500 delay 1ms
            link firewall h.test mtu 1500 delay 1ms
            """);
    DoctorAnswer answer = examine(lab.toString(), "h.test:443");
    answer.assertVerdict("broken", 1).assertCauses("black-hole");
  }

  @Test
  void oneOfFourEqualPathsThatDropsLargePacketsIsNamed(@TempDir Path folder) throws IOException {
    Path lab =
        Files.writeString(
            folder.resolve("paths.lab"),
            """
            title One of four equal paths drops large packets
            client laptop        192.168.1.20/24   2001:db8:1::20/64
            router gateway       192.168.1.1/24    2001:db8:1::1/64    dns
            router isp           203.0.113.1       2001:db8:ff::1
            host   www.lab.test  198.51.100.80/24  2001:db8:80::80/64  http 80
            link laptop  gateway      mtu 1500 delay 300us
            link gateway isp          mtu 1500 delay 8ms there one-broken-of 4 hole 1400
            link isp     www.lab.test mtu 1500 delay 5ms
            """);
    DoctorAnswer answer = examine(lab.toString(), "www.lab.test:80");
    answer
        .assertVerdict("broken", 1)
        .assertCauses("one-path-drops-large", "one-path-drops-large")
        .assertRemedies("here", "router", "operator");
    assertTrue(answer.text().contains("drops packets over 1400 bytes"), answer::toString);
    assertTrue(answer.mending(0, "here").get(0).endsWith(" mtu 1400"), answer::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.lab.test",
        "198.51.100.80",
        "www.lab.test:80",
        "http://www.lab.test/",
        "https://www.lab.test/"
      })
  void healthyTargetIsWaitedForHalfASecondBeyondItsRoundTrips(String target, @TempDir Path folder)
      throws IOException {
    Path lab =
        Files.writeString(
            folder.resolve("near.lab"),
            """
            title Packets take no time
            client laptop        192.168.1.20/24   2001:db8:1::20/64
            router gateway       192.168.1.1/24    2001:db8:1::1/64    dns
            router isp           203.0.113.1       2001:db8:ff::1
            host   www.lab.test  198.51.100.80/24  2001:db8:80::80/64  http 80 https 443
            link laptop  gateway      mtu 1500 delay 1us
            link gateway isp          mtu 1500 delay 1us
            link isp     www.lab.test mtu 1500 delay 1us
            """);
    DoctorAnswer answer = examine(lab.toString(), target).assertVerdict("ok", 0);
    assertTrue(answer.elapsed() < 500, answer::toString);
  }

  @Test
  void pageForABrowserSaysWhatTheReportSays(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.html");
    Outcome outcome =
        InProcess.jnet(
            "doctor", "--lab", "blackhole", "-q", "--html", page.toString(), "www.lab.test");
    assertEquals(1, outcome.exit(), outcome::toString);
    String html = Files.readString(page);
    assertTrue(html.contains("<title>jnet doctor www.lab.test</title>"), html);
    assertTrue(html.contains("<span class=\"c31\">broken</span>"), html);
    assertTrue(html.contains("nft &#39;table ip mss"), html);
  }

  @Test
  void bareAnswerIsOneWord() {
    Outcome outcome = InProcess.jnet("doctor", "--lab", "blackhole", "-q", "www.lab.test");
    assertEquals("broken\n", outcome.out());
    assertEquals(1, outcome.exit());
  }

  @Test
  void urlNamesTheHostAndThePort() {
    DoctorAnswer answer = examine("home", "http://www.lab.test/index.html");
    answer.assertVerdict("ok", 0);
    assertTrue(answer.outcome().out().contains("\"port-open\""), answer::toString);
  }

  /** What a step asked about does not work only because another step found the cause. */
  @Test
  void stepsThatFoundNothingWorkingAreNotCalledWell() {
    String report = InProcess.jnet("doctor", "--lab", "dead-ipv6", "www.lab.test").out();
    String steps = report.substring(report.indexOf("Steps to 2001:"));
    assertTrue(steps.contains("  ping      unclear "), report);
    assertTrue(steps.contains("  path MTU  unclear "), report);
    assertTrue(
        report.replaceAll("\\s+", " ").contains("; IPv6 name, route, next hop Steps to"), report);
  }

  @Test
  void aRemarkAboutBothVersionsStandsOnce() {
    String report = InProcess.jnet("doctor", "--lab", "home", "www.lab.test").out();
    assertEquals(1, report.lines().filter(line -> line.startsWith("  Remark ")).count(), report);
  }

  private static DoctorAnswer examineFor(String time, String lab, String target) {
    return DoctorAnswer.of(InProcess.jnet("doctor", "--lab", lab, "--json", "-w", time, target));
  }

  /** What had not come when the time was over may have been about to come. */
  @Test
  void timeThatIsOverEndsTheStepsAndIsNoCause() {
    for (String line : VERDICTS.lines().toList()) {
      List<String> words = List.of(line.split(" +", -1));
      List<String> causes = words.subList(3, words.size());
      for (double time : new double[] {0.001, 0.03, 0.3, 1}) {
        DoctorAnswer answer = examineFor("" + time, words.get(0), words.get(1));
        String told = line + " in " + time + " s\n" + answer;
        // a router refuses all of it, which only the trace tells
        List<String> known = causes.contains("refused-on-path") ? List.of("port-filtered") : causes;
        assertTrue(known.containsAll(answer.causes()) || answer.causes().equals(causes), told);
        if (!words.get(0).equals("slow-dns")) { // its look-up only says how long it takes
          assertTrue(answer.slowestStep() <= 1000 * time + 1, told);
        }
        if (answer.causes().isEmpty() && !answer.verdict().equals("ok")) {
          assertEquals("unknown", answer.verdict(), told);
          assertTrue(answer.text().contains("no time was left (-w) for: "), told);
          assertEquals(2, answer.exit(), told);
        }
      }
      assertEquals(words.get(2), examineFor("60", words.get(0), words.get(1)).verdict(), line);
    }
  }

  @Test
  void eachTargetHasItsOwnTimeAndTheReportSaysForWhatNoneWasLeft() {
    Outcome outcome =
        InProcess.jnet(
            "doctor", "--lab", "home", "-w", "0.06", "www.lab.test:81", "www.lab.test:81");
    String report = outcome.out().replaceAll("\\s+", " ");
    assertEquals(5, report.split("port 81 is closed", -1).length, report);
    assertEquals(3, report.split("Not asked next hop, ping, ", -1).length, report);
    assertTrue(report.contains("segments, port: no time was left (-w)"), report);
    assertEquals(1, outcome.exit());
  }

  @Test
  void oneSeedGivesOneReport() {
    String[] line = {"doctor", "--lab", "lossy", "--seed", "7", "www.lab.test:80"};
    assertEquals(InProcess.jnet(line).out(), InProcess.jnet(line).out());
  }
}
