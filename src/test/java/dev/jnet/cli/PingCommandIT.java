package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code jnet ping} in namespaces, beside ping itself and beside a capture. */
@NamespaceTest
class PingCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static String last(Outcome outcome, String with) {
    return outcome
        .out()
        .lines()
        .filter(line -> line.contains(with))
        .reduce((before, line) -> line)
        .orElseThrow(() -> new AssertionError(outcome));
  }

  /** The counts in ping's closing line, without the time. */
  private static String counts(Outcome outcome) {
    return last(outcome, " packets transmitted").replaceAll(", time .*", "");
  }

  /** The shape of a line: digits of times apart, which differ from run to run. */
  private static String shape(String line) {
    return line.replaceAll("time[= ][0-9.]+", "time").replaceAll("[0-9]+\\.[0-9]{3}", "#");
  }

  private static List<String> shapes(Outcome outcome) {
    List<String> shapes = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      shapes.add(shape(line));
    }
    return shapes;
  }

  /** All that ping prints jnet prints, in the same order; what it adds stands in one place. */
  @Test
  void printsWhatPingPrints() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (List<String> options :
            List.of(
                List.of("-c3", "-i0.2"),
                List.of("-c2", "-i0.2", "-s1000", "-q"),
                List.of("-c2", "-i0.2", "-t1", "-n"),
                List.of("-c2", "-i0.2", "-W1", "-I", "eth0"),
                List.of("-c2", "-w2", "-i0.2", "-Q", "0x10"))) {
          List<String> line = new ArrayList<>(options);
          line.add(target);
          List<String> ping = new ArrayList<>(List.of("ping"));
          ping.addAll(line);
          Outcome theirs = client.run(ping.toArray(new String[0]));
          line.add(0, "ping");
          Outcome ours = client.jnet(line.toArray(new String[0]));
          assertEquals(theirs.exit(), ours.exit(), ours::toString);
          List<String> shapes = new ArrayList<>(shapes(ours));
          int additions = shapes.indexOf("p50/p95/p99/jitter = #/#/#/# ms");
          if (additions >= 0) {
            shapes.subList(additions - 1, additions + 1).clear();
          }
          assertEquals(shapes(theirs), shapes, () -> theirs + "\n" + ours);
          assertEquals("", ours.err());
        }
      }
    }
  }

  /** Every third request is lost: both count the same. */
  @Test
  void lossIsPingsLoss() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host server = chain.server();
      for (String program : List.of("ping", "jnet")) {
        server.nft(
            """
            table inet third {}
            delete table inet third
            table inet third { chain arriving { type filter hook prerouting priority -400;
            icmp type echo-request numgen inc mod 3 0 drop
            }
            }
            """);
        String[] arguments = {"-c20", "-i0.05", "-W1", "-q", server.ipv4()};
        Outcome outcome =
            program.equals("ping")
                ? chain.client().run(words("ping", arguments))
                : chain.client().jnet(words("ping", arguments));
        assertEquals(
            "20 packets transmitted, 13 received, 35% packet loss", counts(outcome), program);
        assertEquals(0, outcome.exit());
      }
    }
  }

  private static String[] words(String first, String... more) {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  /** The median by jnet and the median of what tcpdump saw of the very same packets. */
  @Test
  void theMedianIsTheKernels() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Capture capture = chain.client().capture("eth0");
      Outcome outcome =
          chain
              .client()
              .startJnet(
                  Privilege.ROOT,
                  "ping",
                  "--json",
                  "-f",
                  "--flood-rate",
                  "200",
                  "-c1000",
                  chain.server().ipv4())
              .await(PATIENCE)
              .orThrow();
      Map<?, ?> summary = summary(outcome);
      assertEquals(1000L, summary.get("received"));
      double ours = ((Number) ((Map<?, ?>) summary.get("rtt")).get("p50Ms")).doubleValue() * 1000;
      double theirs = median(capture.stop());
      assertTrue(
          Math.abs(ours - theirs) < 5, "jnet " + ours + " µs, the capture " + theirs + " µs");
    }
  }

  private static double median(Path file) {
    Map<Integer, Long> left = new HashMap<>();
    List<Long> times = new ArrayList<>();
    for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
      if (Dissection.ofEthernet(frame.octets()).transport().orElse(null) instanceof IcmpEcho echo) {
        if (echo.isRequest()) {
          left.put(echo.sequence(), frame.time());
        } else {
          times.add(frame.time() - left.get(echo.sequence()));
        }
      }
    }
    assertEquals(1000, times.size());
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2] / 1e3;
  }

  private static Map<?, ?> summary(Outcome outcome) {
    String line = outcome.out().lines().reduce((before, next) -> next).orElseThrow();
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(line);
  }

  /** The server's kernel sends a second copy of each reply; ping says so, and so does jnet. */
  @Test
  void duplicates() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain
          .server()
          .nft(
              "table ip twice { chain leaving { type filter hook output priority 0;\n"
                  + "icmp type echo-reply dup to "
                  + chain.client().ipv4()
                  + "\n}\n}");
      String[] arguments = {"-c3", "-i0.2", chain.server().ipv4()};
      Outcome theirs = chain.client().run(words("ping", arguments));
      Outcome ours = chain.client().jnet(words("ping", arguments));
      assertEquals(
          "3 packets transmitted, 3 received, +2 duplicates, 0% packet loss", counts(theirs));
      assertEquals(counts(theirs), counts(ours), ours::toString);
      assertTrue(last(ours, "(DUP!)").matches("64 bytes .* ms \\(DUP!\\)"), ours::toString);
    }
  }

  /** A rule on the way changes an octet of the reply's data, and not the checksum. */
  @Test
  void damagedReplies() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      for (int octet : new int[] {28, 8}) {
        chain
            .router(1)
            .nft(
                "table ip damage {}\ndelete table ip damage\n"
                    + "table ip damage { chain passing { type filter hook forward priority 0;\n"
                    + "icmp type echo-reply @th,"
                    + octet * 8
                    + ",16 set 0xbeef\n}\n}");
        Outcome ours = chain.client().jnet("ping", "-c2", "-i0.2", "-W1", chain.server().ipv4());
        assertEquals(
            "2 packets transmitted, 0 received, +2 corrupted, 100% packet loss",
            counts(ours), ours::toString);
        assertTrue(last(ours, "(BAD CHECKSUM!)").startsWith("64 bytes from "), ours::toString);
        assertTrue(
            ours.out().contains("\nwrong data byte #" + (octet - 8) + " should be 0x"),
            ours::toString);
        assertTrue(ours.out().contains(" but was 0xbe\n"), ours::toString);
        assertEquals(1, ours.exit());
      }
    }
  }

  /** The way back becomes longer while the ping runs. */
  @Test
  void anotherTtl() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Background ping =
          chain
              .client()
              .startJnet(Privilege.ROOT, "ping", "-i0.2", "-w4", "-c12", chain.server().ipv4());
      ping.awaitOutput("icmp_seq=3 ttl=63 ");
      chain
          .router(1)
          .nft(
              "table ip ttl { chain passing { type filter hook forward priority 0;\n"
                  + "icmp type echo-reply ip ttl set 57\n}\n}");
      Outcome outcome = ping.await(PATIENCE).orThrow();
      assertTrue(last(outcome, "(ttl was 63)").contains(" ttl=5"), outcome::toString);
      assertTrue(
          last(outcome, "unusual: 1 with another TTL than the one before").contains("(TTLs: 63 5"),
          outcome::toString);
    }
  }

  /** Without -c it goes on; on Ctrl-C it says what it knows. */
  @Test
  void controlC() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Background ping =
          chain.client().startJnet(Privilege.ROOT, "ping", "-i0.1", chain.server().ipv4());
      ping.awaitOutput("icmp_seq=4 ");
      ping.signal("INT");
      Outcome outcome = ping.await(Duration.ofSeconds(5));
      assertEquals(130, outcome.exit());
      assertTrue(counts(outcome).endsWith(" received, 0% packet loss"), outcome::toString);
      assertTrue(last(outcome, "rtt min").startsWith("rtt min/avg/max/mdev = 0."));
    }
  }

  /** A host that is not there yet is waited for; with -c it is a negative answer. */
  @Test
  void aHostThatComesUp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String absent = "198.18.0.99";
      Outcome counted = chain.client().jnet("ping", "-c1", absent);
      assertEquals(1, counted.exit(), counted::toString);
      assertTrue(counted.err().contains(absent + " does not answer ARP"), counted::toString);
      Background ping = chain.client().startJnet(Privilege.ROOT, "ping", "-i0.1", absent);
      ping.awaitOutput("does not answer ARP");
      chain.server().ip("address add " + absent + "/24 dev eth0");
      ping.awaitOutput("icmp_seq=2 ");
      ping.signal("INT");
      assertTrue(counts(ping.await(PATIENCE)).endsWith(", 0% packet loss"));
    }
  }

  /** By two interfaces at once, and one host that does not answer among them. */
  @Test
  void severalHosts() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain
          .server()
          .nft(
              "table ip no { chain in { type filter hook input priority 0;\n"
                  + "ip daddr 198.18.0.77 drop\n}\n}");
      chain.server().ip("address add 198.18.0.77/24 dev eth0");
      long before = System.nanoTime();
      Outcome outcome =
          chain
              .client()
              .jnet(
                  "ping",
                  "-c5",
                  "-i0.3",
                  "-W1",
                  chain.server().ipv4(),
                  "127.0.0.1",
                  chain.server().ipv6(),
                  "198.18.0.77");
      long took = System.nanoTime() - before;
      assertEquals(1, outcome.exit(), outcome::toString);
      assertEquals(
          List.of(
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 0 received, 100% packet loss"),
          outcome
              .out()
              .lines()
              .filter(line -> line.contains("transmitted"))
              .map(line -> line.replaceAll(", time .*", ""))
              .toList());
      assertTrue(took < 15e9, "all at once, not one after the other: " + took);
    }
  }

  @Test
  void tcpAndUdp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host server = chain.server();
      server
          .start(
              "python3",
              "-u",
              "-c",
              "import http.server as h\nprint('up')\n"
                  + "h.ThreadingHTTPServer(('', 80), h.BaseHTTPRequestHandler).serve_forever()")
          .awaitOutput("up");
      Path file = net.file("syns.pcap");
      Outcome open =
          client.jnet(
              "ping", "-c3", "-i0.2", "--via", "tcp:80", "--pcap", file.toString(), server.ipv4());
      assertTrue(last(open, "tcp_seq=3").endsWith(" (port open)"), open::toString);
      assertEquals("3 packets transmitted, 3 received, 0% packet loss", counts(open));
      Outcome closed = client.jnet("ping", "-c1", "--via", "tcp:81", server.ipv6());
      assertTrue(last(closed, "tcp_seq=1").endsWith(" (port closed)"), closed::toString);
      Outcome udp = client.jnet("ping", "-c2", "-i0.2", "--via", "udp:33434", server.ipv4());
      assertTrue(last(udp, "udp_seq=2").endsWith(" (port closed)"), udp::toString);
      Captures.Verdict verdict = Captures.check(file, client.mac("eth0"));
      assertEquals(List.of(), verdict.problems());
      assertTrue(verdict.frames() >= 3, "three SYNs, and ARP: " + verdict);
    }
  }

  /** What is sent is sound in the eyes of tshark and pcap4j, with every option that forms it. */
  @Test
  void soundFrames() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host server = chain.server();
      Capture capture = client.capture("eth0");
      for (String target : List.of(server.ipv4(), server.ipv6())) {
        client.jnet("ping", "-c2", "-i0.1", "-Q", "0xb8", "-t7", "-p", "a5", "-s", "101", target);
        client.jnet("ping", "-c1", "-Mdont", "-s0", target).orThrow();
        client.jnet("ping", "-c1", "--via", "udp:40000", target).orThrow();
      }
      Path file = capture.stop();
      int filled = 0;
      for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
        Dissection parts = Dissection.ofEthernet(frame.octets());
        if (parts.transport().orElse(null) instanceof IcmpEcho echo
            && echo.isRequest()
            && echo.data().length == 101) {
          byte[] expected = new byte[93];
          Arrays.fill(expected, (byte) 0xa5);
          assertEquals(0xb8, parts.ip().get().trafficClass());
          assertEquals(7, parts.ip().get().hopLimit());
          assertTrue(Arrays.equals(expected, 0, 93, echo.data(), 8, 101));
          filled++;
        }
      }
      assertEquals(4, filled);
      assertEquals(List.of(), Captures.check(file, client.mac("eth0")).problems());
    }
  }

  /** What is too long for the interface is split here, and the reply comes in pieces too. */
  @Test
  void inPieces() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      Capture capture = client.capture("eth0");
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (String size : List.of("1473", "3000", "20000")) {
          for (String splitting : List.of("-Mdont", "-Mdo")) {
            String[] arguments = {"-c2", "-i0.2", "-W1", "-s" + size, splitting, target};
            forgetPathMtus(chain);
            Outcome theirs = client.run(words("ping", arguments));
            forgetPathMtus(chain);
            Outcome ours = client.jnet(words("ping", arguments));
            assertEquals(counts(theirs), counts(ours), () -> theirs + "\n" + ours);
            assertEquals(theirs.exit(), ours.exit());
            if (splitting.equals("-Mdont")) {
              assertEquals(shape(last(theirs, "icmp_seq=2 ")), shape(last(ours, "icmp_seq=2 ")));
            }
          }
        }
      }
      assertEquals(List.of(), Captures.check(capture.stop(), client.mac("eth0")).problems());
    }
  }

  /** What kernels have learned lets ping succeed at once, and does not concern jnet. */
  private static void forgetPathMtus(Chain chain) {
    for (Host host : List.of(chain.client(), chain.server())) {
      host.run("ip", "-4", "route", "flush", "cache").orThrow();
      host.run("ip", "-6", "route", "flush", "cache").orThrow();
    }
  }
}
