package dev.jnet.command.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Bridged;
import dev.jnet.testnet.Cable;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code jnet arp} against real kernels, arping and rarpd. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class ArpIT {
  private static final String NEAR4 = "10.4.0.1";
  private static final String FAR4 = "10.4.0.2";
  private static final String FAR6 = "2001:db8:4::2";

  /** Two hosts on one cable. */
  private record Pair(TestNet net, Host near, Host far) implements AutoCloseable {
    static Pair lay() {
      TestNet net = TestNet.create();
      Host near = net.host("near");
      Host far = net.host("far");
      net.cable(near, far)
          .addresses(NEAR4 + "/24", FAR4 + "/24")
          .addresses("2001:db8:4::1/64", FAR6 + "/64")
          .lay();
      return new Pair(net, near, far);
    }

    String farMac() {
      return far.mac("eth0");
    }

    @Override
    public void close() {
      net.close();
    }
  }

  private static Map<?, ?> json(String line) {
    return Jsonb.builder().build().type(Map.class).fromJson(line.strip());
  }

  @Test
  void findsTheNeighborAndLeavesTheKernelsTableAlone() {
    try (Pair pair = Pair.lay()) {
      for (String target : List.of(FAR4, FAR6)) {
        String before = pair.near.run("ip", "neigh").orThrow().out();
        Capture capture = pair.near.capture("eth0");
        Outcome outcome = pair.near.jnet("arp", "--json", target);
        Path file = capture.stop();
        assertEquals(0, outcome.exit(), outcome.toString());
        Map<?, ?> answer = json(outcome.out());
        assertEquals("ok", answer.get("status"));
        assertEquals(pair.farMac(), answer.get("mac"));
        assertEquals(true, answer.get("onLink"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) answer.get("answers")).get(0);
        assertEquals(true, first.get("unicast"));
        assertEquals(true, first.get("kernelStamps"));
        assertEquals(pair.farMac(), first.get("frameSource"));
        double rtt = ((Number) first.get("rttMs")).doubleValue();
        assertTrue(rtt > 0 && rtt < 100, "round trip " + rtt);
        assertEquals(before, pair.near.run("ip", "neigh").orThrow().out(), "ip neigh");
        Captures.Verdict verdict = Captures.check(file, pair.near.mac("eth0"));
        assertTrue(verdict.frames() >= 1, "frames of jnet's");
        assertEquals(List.of(), verdict.problems());
      }
    }
  }

  @Test
  void agreesWithTheKernelsTableOrSaysThatItDoesNot() {
    try (Pair pair = Pair.lay()) {
      pair.near.run("ping", "-c", "1", FAR4).orThrow();
      Outcome agreeing = pair.near.jnet("arp", FAR4);
      assertTrue(agreeing.out().contains("the kernel's own table agrees ("), agreeing.toString());
      pair.near.ip("neigh replace " + FAR4 + " lladdr 02:00:00:00:99:99 dev eth0 nud stale");
      Outcome other = pair.near.jnet("arp", FAR4);
      assertTrue(
          other.out().contains("the kernel's own table has another MAC, 02:00:00:00:99:99"),
          other.toString());
      Outcome json = pair.near.jnet("arp", "--json", FAR4);
      assertEquals(pair.farMac(), json(json.out()).get("mac"));
    }
  }

  @Test
  void nobodyAnswersAndTwoAnswer() {
    try (TestNet net = TestNet.create()) {
      Bridged link = new Bridged(net, "10.4.0.", 1, 2);
      Host near = link.hosts().get(0);
      Outcome silent = near.jnet("arp", "-q", "10.4.0.99");
      assertEquals(1, silent.exit(), silent.toString());
      assertEquals("", silent.out());
      link.add("10.4.0.2");
      Outcome two = near.jnet("arp", "10.4.0.2");
      assertEquals(1, two.exit(), two.toString());
      Outcome first = near.jnet("arp", "-f", "--json", "10.4.0.2");
      assertEquals(0, first.exit(), first.toString());
      assertEquals("1", json(first.out()).get("answered").toString());
      assertTrue((Double) json(first.out()).get("elapsedMs") < 100, first.out());
      // the first answer was printed at once, and what the second one made of it in the same line
      String line = two.out().lines().findFirst().orElseThrow();
      String conflict = "; conflict: [0-9a-f:]{17} answers, too";
      assertTrue(line.matches("10\\.4\\.0\\.2: [0-9a-f:]{17}" + conflict), two.toString());
      for (int i = 1; i <= 2; i++) {
        assertTrue(two.out().contains(link.hosts().get(i).mac("eth0")), two.toString());
      }
    }
  }

  @Test
  void probeAndArpingAgree() {
    try (Pair pair = Pair.lay()) {
      for (String address : List.of(FAR4, "10.4.0.9")) {
        Outcome arping =
            pair.near.run("arping", "-D", "-q", "-c", "2", "-w", "3", "-I", "eth0", address);
        Outcome jnet = pair.near.jnet("arp", "--probe", "-q", "-i", "eth0", address);
        assertEquals(arping.exit(), jnet.exit(), arping + "\n" + jnet);
        assertEquals(address.equals(FAR4) ? "taken\n" : "free\n", jnet.out());
      }
      assertEquals(1, pair.near.jnet("arp", "--probe", FAR6).exit());
      // our own address, which nobody else has
      assertEquals(0, pair.near.jnet("arp", "--probe", NEAR4).exit());
    }
  }

  @Test
  void announcementCorrectsTheNeighborsTable() {
    try (Pair pair = Pair.lay()) {
      pair.far.ip("neigh replace " + NEAR4 + " lladdr 02:00:00:00:99:99 dev eth0 nud stale");
      Capture capture = pair.far.capture("eth0");
      Outcome outcome = pair.near.jnet("arp", "--announce", NEAR4);
      assertEquals(0, outcome.exit(), outcome.toString());
      Captures.Verdict verdict = Captures.check(capture.stop(), pair.near.mac("eth0"));
      assertTrue(verdict.frames() >= 2, "announcements");
      assertEquals(List.of(), verdict.problems());
      String table = pair.far.run("ip", "neigh", "show", NEAR4).orThrow().out();
      assertTrue(table.contains(pair.near.mac("eth0")), table);
      assertEquals(2, pair.near.jnet("arp", "--announce", FAR4).exit(), "not ours");
    }
  }

  @Test
  void watchSeesNewPairsChangesAndProbes() {
    try (Pair pair = Pair.lay()) {
      Background watch =
          pair.near.startJnet(Privilege.ROOT, "arp", "--watch", "-w", "20", "-i", "eth0");
      watch.awaitOutput("listening on eth0");
      String mac = pair.farMac();
      pair.far.run("arping", "-q", "-c", "1", "-U", "-I", "eth0", FAR4);
      watch.awaitOutput("new        " + FAR4);
      pair.far.run("arping", "-q", "-c", "1", "-D", "-w", "1", "-I", "eth0", "10.4.0.77");
      watch.awaitOutput("probed     10.4.0.77");
      pair.far.ip("link set eth0 down", "link set eth0 address 02:00:00:00:77:77");
      pair.far.ip("link set eth0 up");
      pair.far.run("arping", "-q", "-c", "1", "-U", "-I", "eth0", FAR4);
      watch.awaitOutput("02:00:00:00:77:77, was " + mac);
      watch.signal("INT");
      Outcome outcome = watch.await(Duration.ofSeconds(10));
      assertTrue(outcome.err().contains("1 pair of IP and MAC address"), outcome.toString());
    }
  }

  @Test
  void realRarpServerAnswers() throws IOException {
    try (Pair pair = Pair.lay()) {
      String mac = "02:00:00:00:aa:01";
      Path etc = Files.createDirectory(pair.net.file("etc"));
      Background server =
          pair.far.start(
              "sh",
              "-ec",
              "cp -a /etc/. "
                  + etc
                  + "; echo '"
                  + mac
                  + " 10.4.0.50' >>"
                  + etc
                  + "/ethers; mount --bind "
                  + etc
                  + " /etc; exec rarpd -e -v -d eth0");
      Outcome answered = untilAnswered(pair, mac);
      assertEquals("10.4.0.50\n", answered.out(), answered + server.err());
      Capture capture = pair.near.capture("eth0");
      Map<?, ?> json = json(pair.near.jnet("arp", "--reverse", mac, "--json").out());
      Path file = capture.stop();
      assertEquals("ok", json.get("status"));
      Map<?, ?> answer = (Map<?, ?>) ((List<?>) json.get("answers")).get(0);
      assertEquals(FAR4, answer.get("server"));
      assertEquals(pair.farMac(), answer.get("serverMac"));
      String seen = pair.near.run("tshark", "-n", "-r", file.toString()).orThrow().out();
      assertTrue(seen.contains("Who is " + mac + "? Tell " + pair.near.mac("eth0")), seen);
      assertTrue(seen.contains(mac + " is at 10.4.0.50"), seen);
      // not in its table: RARP has no answer that says no
      Outcome unknown = pair.near.jnet("arp", "--reverse");
      assertEquals(1, unknown.exit(), unknown.toString());
      assertTrue(unknown.out().contains("RFC 2131"), unknown.toString());
    }
  }

  /** The server takes a moment to start. */
  private static Outcome untilAnswered(Pair pair, String mac) {
    Outcome outcome = pair.near.jnet("arp", "--reverse", mac, "-q");
    for (int i = 0; i < 3 && outcome.exit() != 0; i++) {
      outcome = pair.near.jnet("arp", "--reverse", mac, "-q");
    }
    return outcome;
  }

  @Test
  void distantHostIsTheRoutersBusiness() {
    try (TestNet net = TestNet.create()) {
      var chain = net.chain(1500, 1500);
      Outcome outcome = chain.client().jnet("arp", chain.server().ipv4());
      assertEquals(0, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains(": behind router "), outcome.toString());
      assertTrue(outcome.out().contains("ARP asks on one link only"), outcome.toString());
    }
  }

  @Test
  void linksWithoutArpAreExplained() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Cable cable =
          net.cable(here, net.host("there"))
              .withoutEthernet()
              .addresses("10.8.0.1/24", "10.8.0.2/24")
              .lay();
      assertEquals("tun0", cable.nearInterface());
      Outcome tunnel = here.jnet("arp", "10.8.0.2");
      assertEquals(2, tunnel.exit());
      assertTrue(tunnel.err().contains("no ARP on a point-to-point link"), tunnel.toString());
      Outcome loopback = here.jnet("arp", "127.0.0.1", "--json");
      assertEquals(2, loopback.exit());
      assertTrue(loopback.err().contains("no ARP on loopback"), loopback.toString());
      assertEquals("no-arp", ((Map<?, ?>) json(loopback.out()).get("error")).get("code"));
    }
  }

  @Test
  void capNetRawSufficesAndWithoutItThatIsSaid() {
    try (Pair pair = Pair.lay()) {
      Outcome capable = pair.near.jnetAs(Privilege.NET_RAW, "arp", "-q", FAR4);
      assertEquals(pair.farMac() + "\n", capable.out(), capable.toString());
      for (String mode : List.of("--probe", "--announce")) {
        Outcome nobody = pair.near.jnetAs(Privilege.NONE, "arp", mode, FAR4);
        assertEquals(2, nobody.exit());
      }
      Outcome nobody = pair.near.jnetAs(Privilege.NONE, "arp", "--scan", "auto");
      assertEquals(2, nobody.exit());
      assertTrue(nobody.err().contains("CAP_NET_RAW"), nobody.toString());
    }
  }

  /** Who may not ask is told what the kernel knows, and that it is the kernel who says so. */
  @Test
  void anOrdinaryUserReadsTheKernelsTable() {
    try (Pair pair = Pair.lay()) {
      pair.near.run("ip", "neigh", "flush", "all").orThrow();
      Outcome unknown = pair.near.jnetAs(Privilege.NONE, "arp", FAR4);
      assertEquals(1, unknown.exit(), unknown::toString);
      assertTrue(
          unknown.out().startsWith(FAR4 + ": the kernel's table has no MAC for it\n"),
          unknown::toString);
      for (String far : List.of(FAR4, FAR6)) {
        pair.near.run("ping", "-c1", far).orThrow();
        Outcome known = pair.near.jnetAs(Privilege.NONE, "arp", far);
        assertEquals(0, known.exit(), known::toString);
        assertTrue(
            known.out().startsWith(far + ": " + pair.farMac() + ", as the kernel's table has it\n"),
            known::toString);
        assertTrue(known.out().contains("nobody was asked"), known::toString);
        Map<?, ?> document = json(pair.near.jnetAs(Privilege.NONE, "arp", "--json", far).out());
        assertEquals("ok", document.get("status"));
        assertEquals(pair.farMac(), document.get("mac"));
        assertEquals("neighbor-table", ((Map<?, ?>) document.get("access")).get("how"));
      }
      assertEquals(pair.farMac() + "\n", pair.near.jnetAs(Privilege.NONE, "arp", "-q", FAR4).out());
    }
  }

  /** Linux answers for its address by each interface on the link. */
  @Test
  void tellsOneMachineWithTwoInterfacesFromTwoMachines() {
    try (TestNet net = TestNet.create()) {
      Bridged link = new Bridged(net, "10.4.0.", 1, 2);
      Host client = link.hosts().get(0);
      link.addInterface(link.hosts().get(1), "eth1", "10.4.0.3");
      Outcome one = client.jnet("arp", "10.4.0.2");
      assertEquals(1, one.exit(), one::toString);
      assertTrue(one.out().contains("one machine with several interfaces"), one::toString);
      link.add("10.4.0.7");
      link.add("10.4.0.7");
      Outcome two = client.jnet("arp", "10.4.0.7");
      assertEquals(1, two.exit(), two::toString);
      assertFalse(two.out().contains("one machine with several interfaces"), two::toString);
      assertTrue(two.out().contains("connections break now and then"), two::toString);
    }
  }

  /** A switch that leaks another VLAN, and one that tags a priority only. */
  @Test
  void answersOfAnotherVlanAreShownAndDoNotCount() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String mac = chain.client().mac("eth0");
      for (int vlan : new int[] {0, 10}) {
        chain
            .server()
            .start(
                "python3",
                "-c",
                TAGGED,
                Integer.toString(vlan),
                "198.18.0.7" + vlan / 10,
                "02:00:00:00:07:0" + vlan / 10);
      }
      Outcome priority = chain.client().jnet("arp", "-q", "198.18.0.70");
      Wait.until(
          Duration.ofSeconds(20),
          () -> chain.client().jnet("arp", "-q", "198.18.0.70").exit() == 0,
          () -> mac + priority);
      Outcome other = chain.client().jnet("arp", "-w3", "198.18.0.71");
      assertEquals(1, other.exit(), other::toString);
      assertTrue(other.out().contains("by 02:00:00:00:07:01 in VLAN 10"), other::toString);
      Outcome scan = chain.client().jnet("arp", "--scan", "198.18.0.68-74", "-i", "eth0");
      assertTrue(scan.out().contains("  198.18.0.70 "), scan::toString);
      assertFalse(scan.out().contains("  198.18.0.71      "), scan::toString);
      assertTrue(scan.out().contains("in VLAN 10"), scan::toString);
    }
  }

  /** Answers ARP for an address, in frames with a tag: VLAN, ADDRESS and MAC. */
  private static final String TAGGED =
      """
      import socket, struct, sys
      vlan, ip, mac = int(sys.argv[1]), socket.inet_aton(sys.argv[2]), bytes.fromhex(sys.argv[3].replace(":", ""))
      s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
      s.bind(("eth0", 0))
      while True:
          f, a = s.recvfrom(65535)
          if a[2] != 4 and f[12:14] == b"\\x08\\x06" and f[20:22] == b"\\0\\1" and f[38:42] == ip:
              s.send(f[6:12] + mac + struct.pack("!HHH", 0x8100, vlan, 0x806)
                  + b"\\0\\1\\x08\\0\\6\\4\\0\\2" + mac + ip + f[22:28] + f[28:32])
      """;
}
