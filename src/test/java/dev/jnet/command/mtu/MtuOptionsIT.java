package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.PcapFile;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the options of {@code jnet mtu} change, and what ends it early. */
@NamespaceTest
class MtuOptionsIT {
  private static final int ICMP = 1;

  /** Every field that scripts rely on, as a number where it is one. */
  @Test
  void printsADocument() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1492);
      String server = chain.server().ipv4();
      Outcome outcome = chain.client().jnet("mtu", "--json", server).orThrow();
      assertEquals(1, outcome.out().lines().count(), outcome::toString);
      MtuAnswer mtu = MtuAnswer.all(outcome).get(0);
      Map<String, Object> fields =
          Map.ofEntries(
              Map.entry("schema", 2L),
              Map.entry("command", "mtu"),
              Map.entry("target", Map.of("name", server, "address", server)),
              Map.entry("status", "ok"),
              Map.entry("pathMtu", 1492L),
              Map.entry("confidence", "confirmed"),
              Map.entry("lowerBytes", 1492L),
              Map.entry("upperBytes", 1493L),
              Map.entry("blackHole", false),
              Map.entry("mss", 1452L),
              Map.entry("pingPayloadBytes", 1464L),
              Map.entry("udpPayloadBytes", 1464L),
              Map.entry("frameBytes", 1510L),
              Map.entry("interfaceMtu", 1500L),
              Map.entry("ignored", List.of()));
      fields.forEach((name, value) -> assertEquals(value, mtu.get(name), name));
      assertEquals(1L, mtu.get("bottleneck.hop"));
      assertEquals(chain.router(1).ipv4(), mtu.get("bottleneck.address"));
      assertInstanceOf(Long.class, mtu.get("sent"));
      assertEquals("PPPoE", mtu.list("encapsulation").get(0).get("name"));
      assertTrue(mtu.number("rttMs") > 0 && mtu.number("rttMs") < mtu.number("elapsedMs"));
      assertFalse(mtu.document().containsKey("error"));
    }
  }

  /** In the order of the arguments, each on its own, and the worst decides the exit code. */
  @Test
  void answersForSeveralTargets() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      String router = chain.router(1).ipv4();
      String server = chain.server().ipv4();
      String unreachable = "192.0.2.1"; // says the router, as often as it is asked
      chain.router(1).talkative();
      Outcome outcome = client.jnet("mtu", "--json", router, unreachable, server);
      assertEquals(1, outcome.exit(), outcome::toString);
      List<MtuAnswer> answers = MtuAnswer.all(outcome);
      answers.get(0).assertSure(1500);
      assertEquals("no-reply", answers.get(1).get("status"));
      assertEquals("unreachable", answers.get(1).get("error.code"));
      assertFalse(answers.get(1).document().containsKey("pathMtu"));
      answers.get(2).assertSure(1400);

      client.ip("route add prohibit 203.0.113.0/24");
      outcome = client.jnet("mtu", "-q", server, "203.0.113.1", unreachable, router);
      assertEquals("1400\n1500\n", outcome.out());
      assertEquals(1, outcome.err().lines().count(), outcome::toString);
      assertEquals(2, outcome.exit());
    }
  }

  @Test
  void keepsToItsLimits() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1492);
      Host client = chain.client();
      String server = chain.server().ipv4();
      try (MtuRuns mtu = MtuRuns.on(client)) {
        mtu.one("--max", "1000", server).assertAtLeast(1000);
        mtu.one("--max", "1300", chain.server().ipv6()).assertAtLeast(1300);
        mtu.one("--max", "1492", server).assertAtLeast(1492);
        mtu.one("--max", "1493", server).assertSure(1492);
        MtuAnswer slow = mtu.one("--rate", "50", server).assertSure(1492);
        double shortest = (slow.number("sent") - 1) / 50 * 1000;
        assertTrue(slow.number("elapsedMs") >= shortest, slow::toString);
      }
      // The target is there, and says nothing.
      chain.router(1).blackHole(20);
      Outcome outcome = client.jnet("mtu", "--json", "-w", "0.7", server);
      assertEquals(1, outcome.exit(), outcome::toString);
      MtuAnswer silent = MtuAnswer.all(outcome).get(0);
      assertEquals("no-reply", silent.get("error.code"));
      double elapsed = silent.number("elapsedMs");
      assertTrue(elapsed >= 700 && elapsed < 2500, silent::toString);
      outcome = client.jnet("mtu", "-w", "0.7", server);
      assertTrue(outcome.out().startsWith(server + ": no reply\n"), outcome::toString);
    }
  }

  /** A line for each frame on stderr; on stdout nothing changes. */
  @Test
  void narratesEachFrame() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      String server = chain.server().ipv4();
      Outcome outcome = chain.client().jnet("mtu", "-v", "--json", server).orThrow();
      MtuAnswer mtu = MtuAnswer.all(outcome).get(0).assertSure(1400);
      List<String> lines = outcome.err().lines().toList();
      long requests = lines.stream().filter(line -> line.contains(" -> " + server + "  ")).count();
      assertEquals(mtu.get("sent"), requests, outcome::toString);
      for (String words :
          List.of("  1400 bytes, TTL 63: echo reply", "next-hop MTU 1400 (about 1401 bytes)")) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(words)), outcome::toString);
      }
    }
  }

  /** What jnet records is what passed, by an independent capture, and when. */
  @Test
  void recordsEachFrame() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      Capture capture = client.capture("eth0");
      Path file = net.file("jnet.pcap");
      String[] targets = {chain.server().ipv4(), chain.server().ipv6()};
      client
          .jnet("mtu", "--wire-only", "-q", "--pcap", file.toString(), targets[0], targets[1])
          .orThrow();
      assertSameFrames(capture.stop(), file, client.mac("eth0"));
    }
  }

  /** Ctrl-C: what is known is told, and the capture file has all until then. */
  @Test
  void printsWhatIsKnownOnCtrlC() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      Capture capture = client.capture("eth0");
      Path file = net.file("jnet.pcap");
      String server = chain.server().ipv4();
      Background jnet =
          client.startJnet(
              Privilege.ROOT,
              "mtu",
              "--wire-only",
              "-v",
              "--rate",
              "2",
              "--pcap",
              file.toString(),
              server);
      jnet.awaitOutput("about 1401 bytes");
      jnet.signal("INT");
      Outcome outcome = jnet.await(Duration.ofSeconds(5));
      assertEquals(130, outcome.exit(), outcome::toString);
      assertTrue(
          outcome.out().startsWith(server + ": path MTU 68 to 1400 bytes, bracketed\n"),
          outcome::toString);
      assertFalse(outcome.err().contains("Exception"), outcome::toString);
      assertSameFrames(capture.stop(), file, client.mac("eth0"));
    }
  }

  /**
   * The file has all that passed until jnet ended: replies that come after the answer is known, as
   * to the last probes of a burst, are not waited for.
   */
  private static void assertSameFrames(Path independent, Path recorded, String mac)
      throws IOException {
    Captures.Verdict verdict = Captures.check(recorded, mac);
    assertEquals(List.of(), verdict.problems());
    assertTrue(verdict.frames() > 0);
    String magic = HexFormat.of().formatHex(Arrays.copyOf(Files.readAllBytes(recorded), 4));
    assertEquals("4d3cb2a1", magic, "nanoseconds, little endian");
    List<PcapFile.Captured> expected = icmp(independent);
    List<PcapFile.Captured> found = icmp(recorded);
    assertTrue(found.size() <= expected.size(), found.size() + " of " + expected.size());
    assertEquals(texts(expected.subList(0, found.size())), texts(found));
    for (PcapFile.Captured frame : expected.subList(found.size(), expected.size())) {
      String to = HexFormat.of().formatHex(frame.bytes(), 0, 6);
      assertEquals(mac.replace(":", ""), to, "a frame that jnet sent is not in its file");
    }
    long last = Long.MIN_VALUE;
    for (PcapFile.Captured frame : found) {
      assertTrue(frame.time() >= last, "back in time");
      last = frame.time();
    }
    // Both are the kernel's own stamps of the same frames.
    long apart = found.get(0).time() - expected.get(0).time();
    assertTrue(Math.abs(apart) < 20 * Nanos.MILLISECOND, apart + " ns");
  }

  /** The frames with ICMP; ARP and neighbor discovery the kernel does, too, for itself. */
  private static List<PcapFile.Captured> icmp(Path file) {
    List<PcapFile.Captured> frames = new ArrayList<>();
    for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
      byte[] bytes = frame.bytes();
      boolean ipv4 = bytes[12] == 0x08 && bytes[13] == 0 && bytes[23] == ICMP;
      boolean ipv6 = bytes[12] == (byte) 0x86 && bytes[20] == 58 && isEchoOrError(bytes[54]);
      if (ipv4 || ipv6) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static boolean isEchoOrError(byte type) {
    return type >= 0 || type == (byte) 128 || type == (byte) 129;
  }

  /** Sorted: two sockets need not see the two ways in the same order. */
  private static List<String> texts(List<PcapFile.Captured> frames) {
    return frames.stream().map(frame -> HexFormat.of().formatHex(frame.bytes())).sorted().toList();
  }

  /** On a terminal boxes and colours; elsewhere plain text, unless asked for otherwise. */
  @Test
  void colorsWhereItMay() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      String launcher = Path.of("scripts/jnet").toAbsolutePath().toString();
      String mtu = launcher + " mtu --max 1500 127.0.0.1";
      Outcome onTerminal = script(host, "script -qec '" + mtu + "' /dev/null");
      assertTrue(onTerminal.out().contains("\u001b[1m"), onTerminal::toString);
      assertTrue(onTerminal.out().contains("┌"), onTerminal::toString);
      Outcome withoutColor = script(host, "NO_COLOR=1 script -qec '" + mtu + "' /dev/null");
      assertFalse(withoutColor.out().contains("\u001b[1m"), withoutColor::toString);
      assertTrue(withoutColor.out().contains("┌"), withoutColor::toString);
      Outcome plain = script(host, mtu);
      assertFalse(plain.out().contains("\u001b"), plain::toString);
      assertTrue(plain.out().contains("+------+"), plain::toString);
      Outcome always = script(host, mtu + " --color always");
      assertTrue(always.out().contains("\u001b[1m"), always::toString);
    }
  }

  /** As {@code head -1} does. */
  @Test
  void endsQuietlyWhenTheReaderGoesAway() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      String launcher = Path.of("scripts/jnet").toAbsolutePath().toString();
      Outcome one = script(host, launcher + " mtu 127.0.0.1 ::1 127.0.0.1 | head -1");
      assertEquals("127.0.0.1: path MTU 65535 bytes, confirmed\n", one.out());
      assertEquals("", one.err());
      Outcome none = script(host, launcher + " mtu 127.0.0.1 ::1 | true");
      assertEquals("", none.err());
    }
  }

  private static Outcome script(Host host, String script) {
    return host.run(
        "bash",
        "-c",
        "export JNET_BUILD=never LC_ALL=C.UTF-8 TERM=xterm; unset NO_COLOR; " + script);
  }
}
