package dev.jnet.command.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.Jnet;
import dev.jnet.console.Console;
import io.avaje.jsonb.Jsonb;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jnet arp} on a practice network: arguments in, text and exit code out. */
class ArpCommandTest {
  private record Outcome(int exit, String out, String err) {
    Map<?, ?> json() {
      return Jsonb.builder().build().type(Map.class).fromJson(out.strip());
    }
  }

  private static Outcome arp(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(err), false, false, Map.of("COLUMNS", "80"));
    int exit =
        new Jnet(() -> false).run(("arp --lab home " + arguments).strip().split(" "), console);
    console.out().flush();
    return new Outcome(exit, out.toString(), err.toString());
  }

  /** Progress begins at the start of the line, and would replace the first half of the answer. */
  @Test
  void noProgressReplacesTheAnswerOnATerminal() {
    StringWriter screen = new StringWriter();
    PrintWriter both = new PrintWriter(screen);
    Console console = new Console(both, both, true, true, Map.of("COLUMNS", "80", "NO_COLOR", "1"));
    String[] line = {"arp", "--lab", "duplicate-address", "192.168.1.1"};
    assertEquals(1, new Jnet(() -> false).run(line, console)); // a conflict
    String headline = "192.168.1.1: 02:6c:61:62:00:02; conflict: 02:6c:61:62:ff:02 answers, too\n";
    assertTrue(screen.toString().startsWith(headline), screen::toString);
  }

  @Test
  void neighborIsDrawnFieldByField() {
    Outcome outcome = arp("192.168.1.5");
    assertEquals(
        """
        192.168.1.5: 02:6c:61:62:00:06

          Vendor         unknown: made up, as by telephones and virtual machines
          Round trip     0.400 ms
          Answer         by unicast: to this machine alone
          Sent from      eth0, 192.168.1.20 at 02:6c:61:62:00:01
          Measured       1 question, 1 answered, 100 ms

                                          question               answer
          Ethernet destination         6  ff:ff:ff:ff:ff:ff all  02:6c:61:62:00:01
          Ethernet source              6  02:6c:61:62:00:01      02:6c:61:62:00:06
          Ethernet type                2  0x0806 ARP             0x0806 ARP
          hardware type                2  1 Ethernet             1 Ethernet
          protocol type                2  0x0800 IPv4            0x0800 IPv4
          address lengths              2  6 and 4                6 and 4
          operation                    2  1 request              2 reply
          sender MAC                   6  02:6c:61:62:00:01      02:6c:61:62:00:06
          sender IP                    4  192.168.1.20           192.168.1.5
          target MAC                   6  00:00:00:00:00:00 ?    02:6c:61:62:00:01
          target IP                    4  192.168.1.5            192.168.1.20
          padding                     18  added by the card      to the minimum of 60

          Frame          14 Ethernet + 28 ARP = 42 bytes; + 18 padding = 60; + 4 FCS =
                         64 on the wire, the least a frame has
          Asked          by broadcast: who has the address is not known, so everybody is
                         asked
        """,
        outcome.out());
    assertEquals(0, outcome.exit());
    assertEquals("", outcome.err());
  }

  @Test
  void distantHostIsAnsweredForByTheRouter() {
    Outcome outcome = arp("www.lab.test");
    assertTrue(
        outcome
            .out()
            .startsWith(
                "www.lab.test (198.51.100.80): behind router 192.168.1.1 at 02:6c:61:62:00:02\n"),
        outcome.out());
    assertTrue(outcome.out().contains("is not on this link. ARP asks on one link only"));
    assertEquals("02:6c:61:62:00:02\n", arp("-q www.lab.test").out());
    assertEquals(false, arp("--json www.lab.test").json().get("onLink"));
  }

  @Test
  void ipv6IsAskedByNeighborSolicitation() {
    Outcome outcome = arp("-6 nas.lab.test");
    assertEquals(0, outcome.exit());
    assertTrue(outcome.out().startsWith("nas.lab.test (2001:db8:1::5): 02:6c:61:62:00:06\n"));
    assertTrue(outcome.out().contains("33:33:ff:00:00:05 group"), outcome.out());
    assertTrue(outcome.out().contains("solicited, override"), outcome.out());
    assertTrue(outcome.out().contains("= 86 bytes"), outcome.out());
    assertTrue(outcome.out().lines().allMatch(line -> line.length() <= 80), outcome.out());
  }

  @Test
  void silenceIsNegativeAndOurOwnAddressIsNotAskedFor() {
    Outcome silent = arp("--json 192.168.1.77");
    assertEquals(1, silent.exit());
    assertEquals("no-reply", silent.json().get("status"));
    assertEquals("", arp("-q 192.168.1.77").out());
    Outcome own = arp("192.168.1.20");
    assertEquals(0, own.exit());
    assertTrue(own.out().startsWith("192.168.1.20: 02:6c:61:62:00:01, this machine itself"));
  }

  @Test
  void countIsAskedToItsEnd() {
    Outcome outcome = arp("-c 3 --interval 0.5 --json nas.lab.test");
    assertEquals(3L, ((Number) outcome.json().get("questions")).longValue());
    assertEquals(3, ((List<?>) outcome.json().get("answers")).size());
    assertEquals(1100.4, ((Number) outcome.json().get("elapsedMs")).doubleValue(), 1);
  }

  @Test
  void probeTellsFreeFromTaken() {
    assertEquals("taken\n", arp("--probe -q 192.168.1.5").out());
    assertEquals(1, arp("--probe -q 192.168.1.5").exit());
    assertEquals("free\n", arp("--probe -q 192.168.1.6").out());
    assertEquals(0, arp("--probe -q 192.168.1.6").exit());
    Outcome hurried = arp("--probe -q -w 2 192.168.1.6");
    assertEquals("incomplete\n", hurried.out());
    assertEquals(1, hurried.exit());
    assertEquals("taken", arp("--probe --json 2001:db8:1::5").json().get("status"));
    assertEquals("free", arp("--probe --json 2001:db8:1::6").json().get("status"));
  }

  @Test
  void onlyOurOwnAddressIsAnnounced() {
    Outcome ours = arp("--announce 192.168.1.20");
    assertEquals(0, ours.exit());
    assertTrue(ours.out().startsWith("192.168.1.20: announced, and nobody objected"));
    Outcome other = arp("--announce 192.168.1.5");
    assertEquals(2, other.exit());
    assertTrue(other.err().contains("is not an address of this machine"), other.err());
  }

  @Test
  void scanFindsAllNeighbors() {
    Outcome outcome = arp("--scan auto");
    assertEquals(0, outcome.exit());
    assertTrue(
        outcome
            .out()
            .startsWith(
                """
                192.168.1.1-192.168.1.254 on eth0: 2 addresses answered

                  192.168.1.1      02:6c:61:62:00:02     0.600 ms  (locally administered)
                  192.168.1.5      02:6c:61:62:00:06     0.401 ms  (locally administered)
                """),
        outcome.out());
    assertEquals(
        "192.168.1.1 02:6c:61:62:00:02\n192.168.1.5 02:6c:61:62:00:06\n",
        arp("--scan 192.168.1.0/24 -q").out());
    List<String> lines = arp("--scan auto --json").out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(2).contains("\"event\":\"done\""), lines.get(2));
    assertTrue(lines.get(2).contains("\"inUse\":2"), lines.get(2));
    assertEquals(1, arp("--scan 192.168.1.100-110").exit());
  }

  @Test
  void reverseWithoutServerTellsWhatTookItsPlace() {
    Outcome outcome = arp("--reverse");
    assertEquals(1, outcome.exit());
    assertTrue(outcome.out().startsWith("02:6c:61:62:00:01: no RARP server answers"));
    assertTrue(outcome.out().contains("DHCP"), outcome.out());
    assertEquals("no-reply", arp("--reverse 02:00:00:00:00:09 --json").json().get("status"));
  }

  @Test
  void theFirstAnswerIsAllThatIsWaitedFor() {
    Outcome first = arp("-f 192.168.1.5");
    assertEquals(0, first.exit(), first.err());
    assertTrue(
        first.out().contains("Measured       1 question, 1 answered, 0.400 ms"), first.out());
    assertTrue(first.out().contains("Alone?         not looked for"), first.out());
    assertEquals(true, arp("--first --json 192.168.1.5").json().get("onlyFirst"));
    assertEquals(null, arp("--json 192.168.1.5").json().get("onlyFirst"));
    assertFalse(arp("-f 192.168.1.77").out().contains("Alone?"));
  }

  @Test
  void watchEndsAtItsDeadline() {
    Outcome outcome = arp("--watch -w 3");
    assertEquals(0, outcome.exit());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("0 events in 0 messages on eth0"), outcome.err());
  }

  @ParameterizedTest
  @CsvSource({
    "'', which ADDRESS?",
    "--probe, which ADDRESS?",
    "--scan auto 192.168.1.5, --scan takes no ADDRESS",
    "--scan 2001:db8::/64, too many addresses",
    "--scan 192.168.1.0/99, a prefix of 99 bits",
    "--scan 10.0.0.0/8, too many for one scan",
    "--scan 203.0.113.0/24, not on the link",
    "--probe --scan auto, exclude each other",
    "-f -c 3 192.168.1.5, -f ends with the first answer: leave -c out",
    "-f --scan auto, -f ends with the first answer: leave --scan out",
    "--probe -c 3 192.168.1.5, -c goes with a plain question",
    "-c 0 192.168.1.5, must be 1 or more",
    "--interval 2 192.168.1.5, goes with -c COUNT",
    "--wait 2 192.168.1.5, goes with --scan",
    "-w 0 192.168.1.5, must be above 0",
    "--reverse nonsense, not a MAC address",
    "127.0.0.1, no ARP on loopback",
    "224.0.0.1, not the address of one station",
    "no.such.host, unknown host",
  })
  void troubleIsSaidInWords(String arguments, String words) {
    Outcome outcome = arp(arguments);
    assertEquals(2, outcome.exit(), outcome.out() + outcome.err());
    assertTrue(outcome.err().contains(words), outcome.err());
    assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
    assertFalse(outcome.err().contains("Exception"), outcome.err());
  }

  @Test
  void troubleIsADocumentToo() {
    Outcome outcome = arp("--json no.such.host");
    assertEquals("error", outcome.json().get("status"));
    assertEquals("unknown-host", ((Map<?, ?>) outcome.json().get("error")).get("code"));
  }
}
