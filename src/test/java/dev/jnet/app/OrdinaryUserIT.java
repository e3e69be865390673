package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.mtu.MtuAnswer;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What jnet tells an ordinary user, who may not capture: by the kernel's sockets. */
@NamespaceTest
class OrdinaryUserIT {
  private static final String EVERYBODY = "0 2147483647";
  private static final String NOBODY = "1 0";

  /** What an answer by other packets, and at another time, has of its own. */
  private static final List<String> ITS_OWN =
      List.of("time", "via", "access", "rttMs", "elapsedMs", "sent", "kernelMtu");

  private static void letPing(Host host, String groups) {
    host.sysctl("net.ipv4.ping_group_range", groups);
  }

  /** Answers are compared, not how long they are held back. */
  private static void withoutRations(Host... hosts) {
    for (Host host : hosts) {
      host.talkative();
    }
  }

  /** What was found out. What was sent for it, and how often, is each means' own. */
  private static Map<Object, Object> substance(MtuAnswer answer) {
    Map<Object, Object> document = new HashMap<>(answer.document());
    document.keySet().removeAll(ITS_OWN);
    List<Object> findings = new ArrayList<>();
    for (Object finding : (List<?>) document.get("findings")) {
      Map<?, ?> fields = (Map<?, ?>) finding;
      String text = fields.get("text").toString().replaceAll("in \\d+ tries", "in some tries");
      findings.add(List.of(fields.get("code"), fields.get("certainty"), text));
    }
    document.put("findings", findings);
    return document;
  }

  /** The same as with privileges; through ICMP sockets and, where there are none, through UDP's. */
  private static void assertSameAsWithPrivileges(Chain chain, int pathMtu) {
    Host client = chain.client();
    String[] line = {"mtu", "--json", chain.server().ipv4(), chain.server().ipv6()};
    List<MtuAnswer> expected = MtuAnswer.all(client.jnet(line).orThrow());
    expected.forEach(answer -> answer.assertSure(pathMtu));
    for (String groups : List.of(EVERYBODY, NOBODY)) {
      letPing(client, groups);
      Outcome outcome = client.jnetAs(Privilege.NONE, line);
      assertEquals(0, outcome.exit(), outcome::toString);
      List<MtuAnswer> answers = MtuAnswer.all(outcome);
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(substance(expected.get(i)), substance(answers.get(i)));
        assertEquals(
            groups.equals(EVERYBODY) ? "icmp-sockets" : "udp-sockets",
            answers.get(i).get("access.how"));
        assertTrue(((List<?>) answers.get(i).get("access.notSeen")).size() >= 3);
        assertFalse(expected.get(i).document().containsKey("access"));
      }
    }
  }

  @Test
  void pppoe() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1492, 1500);
      withoutRations(chain.router(1), chain.router(2), chain.server());
      assertSameAsWithPrivileges(chain, 1492);
      assertPings(chain);
      assertTraces(chain);
      // IPv4's path MTU cache is as it was; of IPv6's jnet says what it cannot prevent.
      Host client = chain.client();
      client.run("ip", "-6", "route", "flush", "cache").orThrow();
      Outcome outcome =
          client.jnetAs(Privilege.NONE, "mtu", "-q", chain.server().ipv4(), chain.server().ipv6());
      assertEquals("1492\n1492\n", outcome.out());
      assertFalse(
          client.run("ip", "route", "get", chain.server().ipv4()).out().contains("expires"));
      assertTrue(
          client.run("ip", "route", "get", chain.server().ipv6()).out().contains("mtu 1492"));
      assertTrue(
          outcome.err().contains("the kernel has learned a path MTU of 1492 for 2001:db8:0:2::2"),
          outcome::toString);
      // A cache that is wrong misleads nobody.
      client.ip("route add " + chain.server().ipv4() + " via 198.18.0.2 mtu 1300");
      assertEquals(
          "1492\n", client.jnetAs(Privilege.NONE, "mtu", "-q", chain.server().ipv4()).out());
    }
  }

  private static void assertPings(Chain chain) {
    Host client = chain.client();
    for (String groups : List.of(EVERYBODY, NOBODY)) {
      letPing(client, groups);
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Outcome ping = client.jnetAs(Privilege.NONE, "ping", "-c5", "-i", "0.02", server);
        assertEquals(0, ping.exit(), ping::toString);
        assertTrue(
            ping.out().contains("\n5 packets transmitted, 5 received, 0% packet loss"),
            ping::toString);
        assertTrue(ping.out().contains(" ttl=62 time=0."), ping::toString);
        assertTrue(ping.out().contains("\nseen by the kernel's "), ping::toString);
      }
    }
    letPing(client, EVERYBODY);
    // in pieces: there, and back
    Outcome pieces =
        client.jnetAs(
            Privilege.NONE, "ping", "-c2", "-i", "0.1", "-s", "3000", chain.server().ipv4());
    assertTrue(pieces.out().contains("2 packets transmitted, 2 received"), pieces::toString);
    Outcome unsplit =
        client.jnetAs(
            Privilege.NONE, "ping", "-c1", "-M", "do", "-s", "1472", chain.server().ipv4());
    assertEquals(1, unsplit.exit());
    assertTrue(unsplit.out().contains("Frag needed and DF set (mtu = 1492)"), unsplit::toString);
  }

  private static void assertTraces(Chain chain) {
    Host client = chain.client();
    List<String> routers4 =
        List.of(chain.router(1).ipv4(), chain.router(2).ipv4(), chain.server().ipv4());
    List<String> routers6 =
        List.of(chain.router(1).ipv6(), chain.router(2).ipv6(), chain.server().ipv6());
    for (String groups : List.of(EVERYBODY, NOBODY)) {
      letPing(client, groups);
      for (List<String> hops : List.of(routers4, routers6)) {
        Outcome trace = client.jnetAs(Privilege.NONE, "trace", "-n", "--quiet", hops.get(2));
        assertEquals(String.join("\n", hops) + "\n", trace.out(), trace::toString);
        assertEquals(0, trace.exit(), trace::toString);
      }
    }
    letPing(client, EVERYBODY);
    String text = client.jnetAs(Privilege.NONE, "trace", chain.server().ipv4()).orThrow().out();
    assertTrue(text.contains("1492 bytes, confirmed; hop 1, "), text);
  }

  /** An address that every link has, on the link that is named. */
  @Test
  void aLinkLocalAddress() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1400);
      withoutRations(chain.server());
      String shown =
          chain
              .server()
              .run("ip", "-6", "-o", "addr", "show", "dev", "eth0", "scope", "link")
              .out();
      String address = shown.replaceAll("(?s).* inet6 (fe80::[0-9a-f:]+)/.*", "$1") + "%eth0";
      for (String groups : List.of(EVERYBODY, NOBODY)) {
        letPing(chain.client(), groups);
        Outcome mtu = chain.client().jnetAs(Privilege.NONE, "mtu", "-q", address);
        assertEquals("1400\n", mtu.out(), mtu::toString);
        chain.client().jnetAs(Privilege.NONE, "ping", "-c1", address).orThrow();
        chain.client().jnetAs(Privilege.NONE, "trace", "-n", address).orThrow();
      }
    }
  }

  @Test
  void aStaircase() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1480, 1400, 1300);
      withoutRations(chain.server());
      assertSameAsWithPrivileges(chain, 1300);
    }
  }

  /** Large packets vanish behind the second router, and nobody says so. */
  @Test
  void aBlackHole() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      chain.router(2).blackHole(1400);
      withoutRations(chain.router(1), chain.router(2), chain.router(3), chain.server());
      assertSameAsWithPrivileges(chain, 1400);
    }
  }

  /** The kernel puts pieces together, and tells how large the largest was. */
  @Test
  void aNarrowerWayBack() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      letPing(chain.client(), EVERYBODY);
      chain.router(1).ip("route change 198.18.0.0/24 dev eth0 mtu lock 1400");
      chain.server().ip("route change default via 2001:db8:0:1::1 mtu lock 1400");
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        MtuAnswer mtu =
            MtuAnswer.all(chain.client().jnetAs(Privilege.NONE, "mtu", "--json", server)).get(0);
        mtu.assertSure(1500);
        int header = server.equals(chain.server().ipv4()) ? 20 : 48;
        assertEquals(
            1400 - (1400 - header) % 8, mtu.number("returnPath.fragmentBytes"), mtu::toString);
      }
    }
  }

  /** The kernel connects, and is asked how; what a router's ICMP error says is told too. */
  @Test
  void tcpByTheKernel() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      letPing(client, EVERYBODY);
      Servers.on(chain.server()).web(80);
      chain
          .router(1)
          .nft(
              """
              table inet filtered { chain forwarded { type filter hook forward priority 0;
              tcp dport 82 reject with icmpx type admin-prohibited
              tcp dport 83 drop
              }
              }
              """);
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        int headers = server.contains(":") ? 60 : 40;
        String at = Host.endpoint(server, 80);
        MtuAnswer open = json(client, "handshake", "--json", at);
        assertEquals("open", open.get("status"));
        assertEquals(1500 - headers, open.number("ourMss"), open::toString);
        assertEquals(1400 - headers, open.number("theirMss"), open::toString);
        assertEquals(1400 - headers - 12, open.number("dataPerSegment"), open::toString);
        assertTrue(open.number("rttMs") > 0, open::toString);
        assertEquals("kernel-tcp", open.get("access.how"));

        MtuAnswer mss = json(client, "mss", "--json", at);
        assertEquals(1400, mss.number("pathMtu"), mss::toString);
        assertEquals("clamped", mss.get("verdict"), mss::toString);
        assertEquals(1500, mss.number("kernelMtu"), mss::toString);

        MtuAnswer refused = json(client, "handshake", "--json", Host.endpoint(server, 82));
        assertEquals("filtered", refused.get("status"), refused::toString);
        String router = server.contains(":") ? chain.router(1).ipv6() : chain.router(1).ipv4();
        assertTrue(
            ((String) refused.get("error.message")).startsWith(router + " says: "),
            refused::toString);
        Outcome several =
            client.jnetAs(
                Privilege.NONE, "handshake", "-w", "0.5", Host.endpoint(server, 80) + ",81,83");
        assertEquals(1, several.exit());
        assertTrue(several.out().contains("\n     80  open"), several::toString);
        assertTrue(several.out().contains("\n     81  closed   reset"), several::toString);
        assertTrue(several.out().contains("\n     83  filtered no answer"), several::toString);
      }
      Outcome got =
          client.jnetAs(
              Privilege.NONE,
              "handshake",
              Host.endpoint(chain.server().ipv4(), 80),
              "--send",
              "GET / HTTP/1.0\\r\\n\\r\\n");
      assertTrue(got.out().contains("\n    hello from the server\n"), got::toString);
      assertEquals(
          "1360\n",
          client
              .jnetAs(Privilege.NONE, "mss", "-q", Host.endpoint(chain.server().ipv4(), 80))
              .out());
    }
  }

  private static MtuAnswer json(Host client, String... line) {
    Outcome outcome = client.jnetAs(Privilege.NONE, line);
    List<MtuAnswer> answers = MtuAnswer.all(outcome);
    assertEquals(1, answers.size(), outcome::toString);
    return answers.get(0);
  }

  /** One line with the cause and what to do. */
  @Test
  void whatIsNotPermitted() {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      letPing(client, NOBODY);
      assertRefused(client, "sudo sysctl -w net.ipv4.ping_group_range=", "mtu", "--via", "icmp");
      assertRefused(client, "sudo sysctl -w net.ipv4.ping_group_range=", "ping", "--explain");
      assertRefused(client, "sudo jnet ...", "mtu", "--via", "tcp:80");
      assertRefused(client, "sudo jnet ...", "ping", "--via", "tcp:80");
      assertRefused(client, "sudo jnet ...", "trace", "--via", "tcp:80");
      assertRefused(client, "sudo jnet ...", "arp", "--probe");
      assertRefused(client, "sudo jnet ...", "handshake", "--half-open", "198.18.0.2:80");
      assertRefused(client, "sudo jnet ...", "mss", "--get", "/", "198.18.0.2:80");
    }
  }

  /** With the capability or without: as with ping, no more than 500 probes a second. */
  @Test
  void onlyRootMayFlood() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String server = chain.server().ipv4();
      String[][] floods = {
        {"ping", "-f", server},
        {"ping", "-i", "0", server},
        {"ping", "-i", "0.001", server},
        {"ping", "-f", "-i", "0.001", server},
        {"ping", "--flood-rate", "501", server},
        {"ping", "--rate", "1000", server},
        {"mtu", "--rate", "1000", server},
        {"mss", "--rate", "1000", server + ":80"},
        {"trace", "--rate", "1000", server},
        {"trace", "--watch", "--interval", "0.001", server},
        {"handshake", "--rate", "1000", server + ":1-9"},
        {"walk", "--rate", "1000", "http://" + server},
        {"arp", "--scan", "198.18.0.0/24", "--rate", "1000"},
        {"arp", "-c", "9", "--interval", "0.001", server},
      };
      for (Privilege privilege : List.of(Privilege.NET_RAW, Privilege.NONE)) {
        for (String[] flood : floods) {
          Outcome outcome = chain.client().jnetAs(privilege, flood);
          assertEquals(2, outcome.exit(), outcome::toString);
          assertEquals("", outcome.out(), outcome::toString);
          assertTrue(outcome.err().contains(": only root may "), outcome::toString);
        }
      }
      for (String[] allowed :
          List.of(
              new String[] {"ping", "-c9", "-i", "0.002", server},
              new String[] {"ping", "-c9", "-f", "-i", "0.002", server},
              new String[] {"mtu", "--rate", "500", server})) {
        chain.client().jnetAs(Privilege.NET_RAW, allowed).orThrow();
      }
      chain.client().jnet("ping", "-c9", "-f", server).orThrow();
    }
  }

  private static void assertRefused(Host client, String remedy, String... line) {
    List<String> words = new ArrayList<>(List.of(line));
    if (!words.get(words.size() - 1).startsWith("198.")) {
      words.add("198.18.0.2");
    }
    Outcome outcome = client.jnetAs(Privilege.NONE, words.toArray(new String[0]));
    assertEquals(2, outcome.exit(), outcome::toString);
    assertEquals("", outcome.out());
    assertEquals(1, outcome.err().lines().count(), outcome::toString);
    assertTrue(outcome.err().startsWith("jnet: no permission to "), outcome::toString);
    assertTrue(outcome.err().contains(remedy), outcome::toString);
  }
}
