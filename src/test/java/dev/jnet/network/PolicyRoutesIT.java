package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of this machine that choose a route by a packet's mark, its protocol or its port. */
@NamespaceTest
class PolicyRoutesIT {
  private static final int PORT = 8080;

  /** A server behind a router, and by a second cable of 1400 bytes, which the rule chooses. */
  private static Chain withRule(TestNet net, String rule) {
    Chain chain = net.chain(1500, 1500);
    Host client = chain.client();
    Host server = chain.server();
    net.cable(client, server)
        .addresses("10.99.0.1/24", "10.99.0.2/24")
        .addresses("fd99::1/64", "fd99::2/64")
        .mtu(1400)
        .lay();
    client.ip(
        "route add " + server.ipv4s().get(0) + " via 10.99.0.2 table 100",
        "route add " + server.ipv6s().get(0) + " via fd99::2 table 100");
    for (String family : List.of("-4", "-6")) {
      String source = family.equals("-6") ? "fd99::1" : "10.99.0.1";
      String added = "ip " + family + " rule add " + rule.replace("SOURCE", source);
      client.run("sh", "-ec", added + " table 100").orThrow();
    }
    Servers.on(server).web(PORT);
    return chain;
  }

  @Test
  void markChoosesTheRouteOfEachCommand() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withRule(net, "fwmark 7");
      Host client = chain.client();
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        assertEquals("1500\n", client.jnet("mtu", "-q", target).out());
        assertEquals("1400\n", client.jnet("mtu", "-q", "--mark", "7", target).out());
        assertEquals("1400\n", client.jnet("mtu", "-q", "--mark", "0x7", target).out());
        String port = Host.endpoint(target, PORT);
        for (Outcome outcome :
            List.of(
                client.jnet("ping", "-n", "-c1", "-s1372", "--mark", "7", target),
                client.jnet("handshake", "--mark", "7", port),
                client.jnet("mss", "--mark", "7", port),
                client.jnet("trace", "-n", "--mark", "7", target),
                client.jnet("interfaces", "--mark", "7", "--to", target),
                client.jnet("walk", "--mark", "7", "http://" + port + "/"))) {
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(outcome.out().contains("1400") || isPing(outcome), outcome::toString);
          assertFalse(outcome.out().contains("packets of programs"), outcome::toString);
        }
      }
    }
  }

  private static boolean isPing(Outcome outcome) {
    return outcome.out().startsWith("PING ");
  }

  /** The kernel takes the route of the copy without ports and without the source address. */
  @Test
  void ruleForPortOrSourceIsNotTakenForRouteOfPrograms() {
    for (String rule : List.of("ipproto tcp dport " + PORT, "from SOURCE")) {
      try (TestNet net = TestNet.create()) {
        Chain chain = withRule(net, rule);
        Host client = chain.client();
        for (boolean six : List.of(false, true)) {
          Host server = chain.server();
          String target = six ? server.ipv6s().get(0) : server.ipv4s().get(0);
          List<String> words = new ArrayList<>(List.of("handshake", Host.endpoint(target, PORT)));
          if (rule.startsWith("from")) {
            words.addAll(List.of("-s", six ? "fd99::1" : "10.99.0.1"));
          }
          Outcome open = client.jnet(words.toArray(new String[0]));
          assertTrue(open.out().contains("eth1, MTU 1400"), open::toString);
          assertFalse(open.out().contains("packets of programs"), open::toString);
        }
      }
    }
  }

  @Test
  void portChoosesTheRouteOfItsFlows() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withRule(net, "ipproto tcp dport " + PORT);
      Host client = chain.client();
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        assertEquals("1500\n", client.jnet("mtu", "-q", target).out());
        assertEquals("1400\n", client.jnet("mtu", "-q", "--via", "tcp:" + PORT, target).out());
        Outcome open = client.jnet("handshake", Host.endpoint(target, PORT));
        assertTrue(open.out().contains("eth1, MTU 1400"), open::toString);
      }
    }
  }

  @Test
  void badMarkIsSaid() {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      Outcome outcome = client.jnet("mtu", "--mark", "x", "127.0.0.1");
      assertEquals(2, outcome.exit());
      assertTrue(outcome.err().contains("--mark x: write a number"), outcome::toString);
    }
  }

  /** Injected probes have no mark that the packet filter could give them. */
  @Test
  void markOfThePacketFilterLeadsProgramsElsewhereAndThatIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withRule(net, "fwmark 7");
      Host client = chain.client();
      client.nft(
          "table inet marks { chain leaving { type route hook output priority -150; meta mark set"
              + " 7\n"
              + "}\n"
              + "}");
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        for (Outcome outcome :
            List.of(
                client.jnet("ping", "-n", "-c1", target),
                client.jnet("handshake", Host.endpoint(target, PORT)))) {
          String text = outcome.out().replaceAll("\\s+", " ");
          assertTrue(text.contains(" leave by eth1, but jnet's probes do not"), outcome::toString);
          assertTrue(text.contains("ip rule; nft list ruleset"), outcome::toString);
        }
      }
    }
  }
}
