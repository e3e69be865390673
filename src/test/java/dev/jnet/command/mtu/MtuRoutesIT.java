package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.PcapFile;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the packets of {@code jnet mtu} leave: as the kernel's would, yet without its path MTU. */
@NamespaceTest
class MtuRoutesIT {
  private static final String TARGET = "192.0.2.1";
  private static final String TARGET_6 = "2001:db8:ffff::1";

  /** The kernel has forgotten the router's MAC address, so jnet has to ask for it. */
  @Test
  void asksTheNextHopForItsAddress() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      client.ip("neigh flush dev eth0");
      Capture capture = client.capture("eth0");
      Outcome outcome =
          client.jnet("mtu", "--wire-only", "-q", chain.server().ipv4(), chain.server().ipv6());
      assertEquals("1400\n1400\n", outcome.out(), outcome::toString);
      Path file = capture.stop();
      String mac = client.mac("eth0");
      assertEquals(List.of(), Captures.check(file, mac).problems());
      int questions = 0;
      int solicitations = 0;
      for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
        byte[] bytes = frame.bytes();
        boolean ours = mac.equals(HexFormat.ofDelimiter(":").formatHex(bytes, 6, 12));
        questions += ours && bytes[12] == 0x08 && bytes[13] == 0x06 && bytes[21] == 1 ? 1 : 0;
        solicitations += ours && bytes[20] == 58 && bytes[54] == (byte) 135 ? 1 : 0;
      }
      assertEquals(1, questions);
      assertEquals(1, solicitations);
    }
  }

  /** Two ways lead to the target; by source address, or by interface, it is the other one. */
  @Test
  void followsPolicyRoutingAndTheInterface() {
    try (TestNet net = TestNet.create()) {
      Host client = twoWays(net);
      try (MtuRuns mtu = new MtuRuns(client, "eth1", client.mac("eth1"))) {
        for (MtuAnswer answer : mtu.all("-s", "198.18.1.1", TARGET, "198.18.1.2")) {
          answer.assertSure(1400);
        }
        assertEquals(1400, mtu.one("-i", "eth1", TARGET).number("interfaceMtu"));
        mtu.one("-s", "2001:db8:0:1::1", TARGET_6).assertSure(1400);
        mtu.one("-i", "eth1", TARGET_6).assertSure(1400);
      }
      assertEquals("1500\n1500\n", client.jnet("mtu", "-q", TARGET, TARGET_6).orThrow().out());
    }
  }

  /** The system's own names, and the family that is asked for. */
  @Test
  void resolvesNamesInTheFamilyAskedFor() throws IOException {
    try (TestNet net = TestNet.create()) {
      Host client = twoWays(net);
      Path hosts = net.file("hosts");
      Files.writeString(hosts, TARGET + " www.lab.test\n" + TARGET_6 + " www.lab.test\n");
      String launcher = Path.of("scripts/jnet").toAbsolutePath().toString();
      String script =
          "mount --bind "
              + hosts
              + " /etc/hosts; export JNET_BUILD=never; for family in '' -4 -6; do "
              + launcher
              + " mtu --json $family www.lab.test; done";
      List<MtuAnswer> answers = MtuAnswer.all(client.run("bash", "-ec", script).orThrow());
      assertEquals(
          List.of(TARGET_6, TARGET, TARGET_6),
          answers.stream().map(answer -> answer.get("target.address")).toList());
      for (MtuAnswer answer : answers) {
        assertEquals("www.lab.test", answer.assertSure(1500).get("target.name"));
      }
    }
  }

  /** The row goes when the printed command is run, and the rest of the route stays. */
  @Test
  void saysWhatTheRouteLimitsForProgramsAndTakesItOut() {
    try (TestNet net = TestNet.create()) {
      Host client = twoWays(net);
      client.ip(
          "route add " + TARGET + " via 198.18.0.2 metric 7 mtu lock 1300 advmss 1000",
          "route add " + TARGET_6 + " via 2001:db8::2 mtu 1400 advmss 1100");
      for (String target : List.of(TARGET, TARGET_6)) {
        String limits =
            target.equals(TARGET) ? "mtu lock 1300 and advmss 1000" : "mtu 1400 and advmss 1100";
        String json = client.jnet("mtu", "--json", target).orThrow().out();
        assertTrue(json.contains("\"code\":\"route-limits-size\""), json);
        assertTrue(json.contains(",\"programs\":{\"route\":{\"mtu\":1"), json);
        Outcome wire = client.jnet("mtu", "--wire-only", target).orThrow();
        assertFalse(wire.out().contains("advmss"), wire::toString);
        String report = client.jnet("mtu", target).orThrow().out();
        assertTrue(report.replaceAll("\\s+", " ").contains(" sets " + limits), report);
        String remedy =
            report
                .lines()
                .filter(line -> line.contains(" route change "))
                .findFirst()
                .orElseThrow();
        client.run("sh", "-c", remedy).orThrow();
        assertTrue(route(client, target).contains(target.equals(TARGET) ? " metric 7" : " via "));
        assertFalse(client.jnet("mtu", target).orThrow().out().contains("advmss"));
      }
    }
  }

  private static String route(Host host, String target) {
    return host.run("ip", "route", "get", "fibmatch", target).orThrow().out();
  }

  /** A client and a server that are connected twice, by cables for 1500 and for 1400 bytes. */
  private static Host twoWays(TestNet net) {
    Host client = net.host("client");
    Host server = net.host("server");
    net.cable(client, server)
        .addresses("198.18.0.1/24", "198.18.0.2/24")
        .addresses("2001:db8::1/64", "2001:db8::2/64")
        .lay();
    net.cable(client, server)
        .mtu(1400)
        .addresses("198.18.1.1/24", "198.18.1.2/24")
        .addresses("2001:db8:0:1::1/64", "2001:db8:0:1::2/64")
        .lay();
    server.ip("addr add " + TARGET + "/32 dev lo", "addr add " + TARGET_6 + "/128 dev lo");
    for (String table : new String[] {"table main metric 2000", "table 100"}) {
      client.ip(
          "route add default via 198.18.1.2 " + table,
          "route add default via 2001:db8:0:1::2 " + table);
    }
    client.ip(
        "route add default via 198.18.0.2",
        "route add default via 2001:db8::2 metric 100",
        "rule add from 198.18.1.1 lookup 100");
    client.run("ip", "-6", "rule", "add", "from", "2001:db8:0:1::1", "lookup", "100").orThrow();
    return client;
  }

  /**
   * The kernel's cache of path MTUs is neither emptied by jnet, nor believed, nor filled: what
   * Linux learns from a "packet too big" about any ICMPv6 echo, whoever sent it, jnet makes it
   * forget.
   */
  @Test
  void leavesTheKernelsCacheAlone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      List<String> servers = List.of(chain.server().ipv4(), chain.server().ipv6());
      try (MtuRuns mtu = MtuRuns.on(client)) {
        for (MtuAnswer answer : mtu.all(servers.toArray(new String[0]))) {
          assertNull(answer.assertSure(1400).get("kernelMtu"));
        }
        for (String server : servers) {
          assertFalse(cached(client, server).contains("mtu"));
        }
        for (String server : servers) {
          client.run("ping", "-c1", "-W1", "-Mdo", "-s1452", server);
          assertTrue(cached(client, server).contains("mtu 1400"));
        }
        chain.router(1).ip("link set eth1 mtu 1500");
        chain.server().ip("link set eth0 mtu 1500");
        for (MtuAnswer answer : mtu.all(servers.toArray(new String[0]))) {
          assertEquals(1400, answer.assertSure(1500).number("kernelMtu"));
        }
      }
      for (String server : servers) {
        String report = client.jnet("mtu", server).orThrow().out().replaceAll("\\s+", " ");
        assertTrue(
            report.contains(" Kernel remembers a path MTU of 1400 bytes for this target"), report);
        assertTrue(cached(client, server).contains("mtu 1400"));
        forgetsByPrintedCommand(client, server, report);
      }
    }
  }

  private static void forgetsByPrintedCommand(Host client, String server, String report) {
    String family = server.contains(":") ? "-6 " : "";
    String command = "ip " + family + "route flush cache";
    assertTrue(report.contains("To make it forget: " + command + " "), report);
    client.run(command.split(" ", -1)).orThrow();
    assertFalse(cached(client, server).contains("mtu 1400"));
    String after = client.jnet("mtu", server).orThrow().out();
    assertFalse(after.contains("remembers"), after);
  }

  /** Without CAP_NET_ADMIN the kernel cannot be made to forget, and the user is told. */
  @Test
  void saysWhatCannotBeUndone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Outcome outcome =
          chain.client().jnetAs(Privilege.NET_RAW, "mtu", "-q", chain.server().ipv6()).orThrow();
      assertEquals("1400\n", outcome.out());
      assertTrue(
          outcome.err().startsWith("jnet: the kernel has learned a path MTU of 1400 for "),
          outcome::toString);
      assertTrue(cached(chain.client(), chain.server().ipv6()).contains("mtu 1400"));
    }
  }

  private static String cached(Host host, String target) {
    return host.run("ip", "route", "get", target).orThrow().out();
  }
}
