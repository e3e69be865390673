package dev.jnet.command.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Programs;
import dev.jnet.testnet.TestNet;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code jnet interfaces} as a user without any privilege, where libpcap's wrapper is missing. */
@NamespaceTest
class InterfacesCommandIT {
  private static Outcome interfaces(Host host, String... arguments) {
    List<String> line = new ArrayList<>(List.of("interfaces"));
    line.addAll(List.of(arguments));
    return Programs.run(host, Privilege.NONE, "dev.jnet.testnet.RunOnTerminal", line);
  }

  private static Map<?, ?> json(Outcome outcome) {
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(outcome.out());
  }

  @Test
  void reportsOneInterface() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      net.cable(here, net.host("there")).mtu(1400).withoutEthernet().lay();
      here.ip("address flush dev tun0", "address add 10.8.0.2 peer 10.8.0.1/32 dev tun0");
      Outcome outcome = interfaces(here, "tun0");
      assertEquals(
          """
          NAME  STATE    TYPE     MTU  MAC  ADDRESSES
          ───────────────────────────────────────────────────────────
          tun0  UNKNOWN  raw-ip  1400       10.8.0.2 peer 10.8.0.1/32

          MTU 1400: tun0
            IPv4  ping payload  1400 − 20 IPv4 −  8 ICMP   = 1372
                  UDP payload   1400 − 20 IPv4 −  8 UDP    = 1372
                  TCP MSS       1400 − 20 IPv4 − 20 TCP    = 1360
            IPv6  ping payload  1400 − 40 IPv6 −  8 ICMPv6 = 1352
                  UDP payload   1400 − 40 IPv6 −  8 UDP    = 1352
                  TCP MSS       1400 − 40 IPv6 − 20 TCP    = 1340
          """,
          outcome.out());
      assertEquals("", outcome.err());
      assertEquals(0, outcome.exit());
    }
  }

  /** The sums say 1472, and the kernel agrees to the byte. */
  @Test
  void printsTheSumsThatTheKernelKeeps() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Map<?, ?> document = json(interfaces(client, "eth0", "--json").orThrow());
      assertEquals(2L, document.get("schema"));
      Map<?, ?> eth0 = (Map<?, ?>) ((List<?>) document.get("interfaces")).get(0);
      assertEquals(1518L, eth0.get("frameBytes"));
      assertEquals(client.mac("eth0"), eth0.get("mac"));
      for (String version : List.of("ipv4", "ipv6")) {
        long payload =
            ((Number) ((Map<?, ?>) eth0.get(version)).get("pingPayloadBytes")).longValue();
        String server = version.equals("ipv4") ? chain.server().ipv4() : chain.server().ipv6();
        assertEquals(0, ping(client, server, payload).exit());
        Outcome tooLong = ping(client, server, payload + 1);
        assertTrue(tooLong.err().contains("too long"), tooLong::toString);
      }
    }
  }

  private static Outcome ping(Host host, String target, long payload) {
    return host.run("ping", "-c1", "-W2", "-Mdo", "-s" + payload, target);
  }

  @Test
  void printsNameAndMtuAlone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      assertEquals("lo 65536\neth0 1500\n", interfaces(client, "-q").out());
      String server = chain.server().ipv4();
      assertEquals("eth0 1500\n", interfaces(client, "-q", "--to", server).out());
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1472", server);
      assertEquals("eth0 1400\n", interfaces(client, "-q", "--to", server).out());
    }
  }

  @Test
  void showsWhatTheKernelHasLearned() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      String server = chain.server().ipv6();
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1452", server);
      String text = interfaces(client, "--to", server).orThrow().out();
      assertTrue(text.startsWith("To " + server + ": MTU 1400 by eth0\n"), text);
      String mac = chain.router(1).mac("eth0");
      assertTrue(text.contains("next hop       2001:db8::2, " + mac + " (REACHABLE)\n"), text);
      assertTrue(text.contains("source         2001:db8::1\n"), text);
      assertTrue(text.contains("route MTU      1400, learned on the path, for "), text);
      Map<?, ?> route =
          (Map<?, ?>) json(interfaces(client, "--json", "--to", server).orThrow()).get("route");
      assertEquals(1400L, route.get("mtu"));
      assertEquals(1400L, route.get("learnedMtu"));
      assertEquals("2001:db8::2", route.get("nextHop"));
      assertEquals(mac, route.get("nextHopMac"));
      double expires = ((Number) route.get("learnedExpiresMs")).doubleValue() / 1000;
      assertTrue(expires > 500 && expires <= 600, "expires in " + expires + " s");
    }
  }

  @Test
  void saysWhatIsWrong() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("host");
      Outcome unknown = interfaces(host, "eth9");
      assertEquals(2, unknown.exit());
      assertEquals("", unknown.out());
      assertEquals("jnet: no such interface: eth9; there are: lo\n", unknown.err());
      Outcome noRoute = interfaces(host, "--json", "--to", "203.0.113.1");
      assertEquals(2, noRoute.exit());
      assertTrue(noRoute.err().startsWith("jnet: no route to 203.0.113.1"), noRoute::toString);
      Map<?, ?> error = (Map<?, ?>) json(noRoute).get("error");
      assertEquals("interface-down", error.get("code"));
      assertFalse(json(noRoute).containsKey("interfaces"));
      assertEquals(2, interfaces(host, "--json", "-q").exit());
      assertEquals(2, interfaces(host, "-4", "-6", "--to", "::1").exit());
    }
  }
}
