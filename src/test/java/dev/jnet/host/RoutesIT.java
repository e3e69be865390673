package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Programs;
import dev.jnet.testnet.TestNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Routes and neighbors of a real kernel. */
@NamespaceTest
class RoutesIT {
  private static List<String> ask(Host host, List<String> questions) {
    Outcome outcome =
        Programs.run(host, Privilege.NONE, "dev.jnet.host.AskHost", questions).orThrow();
    return outcome.out().lines().toList();
  }

  /** Asks all questions in one process; every answer has to begin with what stands beside it. */
  private static void check(Host host, Map<String, String> answers) {
    List<String> questions = new ArrayList<>(answers.keySet());
    List<String> given = ask(host, questions);
    assertEquals(questions.size(), given.size(), given::toString);
    for (int i = 0; i < given.size(); i++) {
      String question = questions.get(i);
      String expected = answers.get(question);
      String answer = given.get(i);
      assertTrue(answer.startsWith(expected), question + ": " + answer + ", not " + expected);
    }
  }

  @Test
  void whereThePacketsGo() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      client.ip(
          "route add 203.0.113.0/24 via 198.18.0.2 mtu 1300",
          "route add 192.0.2.0/24 via inet6 2001:db8::2 dev eth0",
          "route add 2001:db8:77::/64 via 2001:db8::2 mtu 1320");
      String rest = " table 254 mtu 1500 learned 0 metric 0 seconds 0";
      check(
          client,
          Map.ofEntries(
              Map.entry("route 198.18.1.2", "UNICAST eth0 via 198.18.0.2 from 198.18.0.1" + rest),
              Map.entry("route 198.18.0.2", "UNICAST eth0 via - from 198.18.0.1" + rest),
              Map.entry(
                  "route 2001:db8:0:1::2", "UNICAST eth0 via 2001:db8::2 from 2001:db8::1" + rest),
              Map.entry("route 2001:db8::2", "UNICAST eth0 via - from 2001:db8::1" + rest),
              Map.entry("route 192.0.2.9", "UNICAST eth0 via 2001:db8::2 from 198.18.0.1" + rest),
              Map.entry("route 198.18.0.1", "LOCAL lo via - from 198.18.0.1 "),
              Map.entry("route 127.0.0.1", "LOCAL lo via - from 127.0.0.1 "),
              Map.entry("route ::1", "LOCAL lo via - from ::1 "),
              Map.entry("route 2001:db8::1", "LOCAL lo via - from 2001:db8::1 "),
              Map.entry("route 198.18.0.255", "BROADCAST eth0 via - from 198.18.0.1 "),
              Map.entry("route 224.0.0.1", "MULTICAST eth0 "),
              Map.entry("route 2001:db8::", "UNICAST eth0 "),
              Map.entry("route ff02::1%eth0", "MULTICAST eth0 via - "),
              Map.entry("route fe80::1%eth0", "UNICAST eth0 via - from fe80::"),
              Map.entry("route fe80::1 - eth0", "UNICAST eth0 via - from fe80::"),
              Map.entry("route fe80::1", "NO_SCOPE "),
              Map.entry("route fe80::1%eth0 - lo", "NO_ROUTE "),
              Map.entry(
                  "route 203.0.113.5",
                  "UNICAST eth0 via 198.18.0.2 from 198.18.0.1"
                      + " table 254 mtu 1300 learned 0 metric 1300 seconds 0"),
              Map.entry(
                  "route 2001:db8:77::1",
                  "UNICAST eth0 via 2001:db8::2 from 2001:db8::1"
                      + " table 254 mtu 1320 learned 0 metric 1320 seconds 0"),
              Map.entry(
                  "route 198.18.1.2 198.18.0.1",
                  "UNICAST eth0 via 198.18.0.2 from 198.18.0.1" + rest),
              Map.entry(
                  "route 198.18.1.2 198.18.1.2",
                  "BAD_SOURCE 99: 198.18.1.2 is not an address of this machine;"
                      + " there are: 127.0.0.1, 198.18.0.1"),
              Map.entry("route 2001:db8::2 2001:db8::99", "BAD_SOURCE 99: "),
              Map.entry("route 198.18.1.2 ::1", "BAD_SOURCE 0: "),
              Map.entry("resolve 198.18.1.2 ANY", "198.18.1.2")));
    }
  }

  @Test
  void policyRouting() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there).addresses("198.18.0.1/24", "198.18.0.2/24").lay();
      net.cable(here, there)
          .addresses("198.18.1.1/24", "198.18.1.2/24")
          .addresses("2001:db8::1/64", "2001:db8::2/64")
          .lay();
      here.ip(
          "route add default via 198.18.0.2",
          "route add default via 198.18.1.2 table 100",
          "route add default via 198.18.1.2 table 300",
          "rule add from 198.18.1.1 lookup 100",
          "rule add to 203.0.113.0/24 lookup 300",
          "rule add to 192.0.2.0/24 prohibit");
      here.run("ip", "-6", "rule", "add", "to", "2001:db8:5::/48", "prohibit").orThrow();
      check(
          here,
          Map.of(
              "route 8.8.8.8", "UNICAST eth0 via 198.18.0.2 from 198.18.0.1 table 254 ",
              "route 8.8.8.8 198.18.1.1", "UNICAST eth1 via 198.18.1.2 from 198.18.1.1 table 100 ",
              "route 203.0.113.1", "UNICAST eth1 via 198.18.1.2 from 198.18.1.1 table 300 ",
              "route 8.8.8.8 - eth1", "UNICAST eth1 via - from 198.18.1.1 ",
              "route 192.0.2.1", "PROHIBITED 13: ",
              "route 2001:db8:5::1",
                  "PROHIBITED 13: 2001:db8:5::1 is refused by a route of type prohibit"));
    }
  }

  @Test
  void noWay() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there).addresses("198.18.0.1/24", "198.18.0.2/24").lay();
      check(
          here,
          Map.of(
              "route 203.0.113.1", "NO_ROUTE 101: no route to 203.0.113.1",
              "route 2001:db8::1",
                  "NO_IPV6 101: no route to 2001:db8::1: this machine has no IPv6 address; try -4",
              "resolve 2001:db8::1 ANY", "2001:db8::1",
              "route 198.18.0.2%eth9", "UNKNOWN_HOST 0: unknown host: 198.18.0.2%eth9",
              "route fe80::1%eth9", "NO_SUCH_INTERFACE 19: no such interface: eth9; there are: "));
      here.ip(
          "address add 2001:db8::1/64 dev eth0 nodad",
          "route add unreachable 192.0.2.0/28",
          "route add prohibit 192.0.2.16/28",
          "route add blackhole 192.0.2.32/28",
          "route add unreachable 2001:db8:1::/64",
          "route add prohibit 2001:db8:2::/64",
          "route add blackhole 2001:db8:3::/64");
      check(
          here,
          Map.of(
              "route 192.0.2.1", "UNREACHABLE 113: ",
              "route 192.0.2.17", "PROHIBITED 13: ",
              "route 192.0.2.33", "BLACKHOLE 22: ",
              "route 2001:db8:1::1", "UNREACHABLE 113: ",
              "route 2001:db8:2::1", "PROHIBITED 13: ",
              "route 2001:db8:3::1", "BLACKHOLE 22: ",
              "route 2001:db8:4::1", "NO_ROUTE 101: no route to 2001:db8:4::1"));
      here.ip("link set eth0 down");
      check(
          here,
          Map.of(
              "route 198.18.0.2",
                  "INTERFACE_DOWN 101: no route to 198.18.0.2: every interface is down (eth0)",
              "route 198.18.0.2 - eth0",
                  "INTERFACE_DOWN 100: interface eth0 is down: ip link set eth0 up",
              "route fe80::1%eth0",
                  "INTERFACE_DOWN 100: interface eth0 is down: ip link set eth0 up"));
      Host lonely = net.host("lonely");
      check(
          lonely,
          Map.of(
              "route 198.18.0.2",
              "INTERFACE_DOWN 101: no route to 198.18.0.2:"
                  + " every interface is down (there is none but loopback)"));
    }
  }

  @Test
  void pathMtuThatTheKernelHasLearned() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      String four = chain.server().ipv4();
      String six = chain.server().ipv6();
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1472", four);
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1452", six);
      for (String answer : ask(client, List.of("route " + four, "route " + six))) {
        assertTrue(answer.contains(" mtu 1400 learned 1400 metric 0 seconds 59"), answer);
      }
      String ip = client.run("ip", "route", "get", four).orThrow().out();
      assertTrue(ip.contains("mtu 1400"), ip);
      client.ip("route flush cache");
      String forgotten = ask(client, List.of("route " + four)).get(0);
      assertTrue(forgotten.contains(" mtu 1500 learned 0 metric 0 seconds 0"), forgotten);
    }
  }

  @Test
  void neighbors() {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      Host there = net.host("there");
      net.cable(here, there)
          .addresses("198.18.0.1/24", "198.18.0.2/24")
          .addresses("2001:db8::1/64", "2001:db8::2/64")
          .lay();
      check(
          here,
          Map.of(
              "neighbor eth0 198.18.0.2", "none",
              "neighbor eth0 2001:db8::2", "none"));
      here.run("ping", "-c1", "-W2", "198.18.0.2").orThrow();
      here.run("ping", "-c1", "-W2", "2001:db8::2").orThrow();
      here.run("ping", "-c1", "-W1", "198.18.0.99");
      String mac = there.mac("eth0");
      here.ip(
          "neigh replace 198.18.0.3 dev eth0 lladdr 02:00:00:00:00:33 nud permanent",
          "neigh replace 198.18.0.4 dev eth0 lladdr 02:00:00:00:00:44 nud stale",
          "neigh replace 198.18.0.5 dev eth0 lladdr 02:00:00:00:00:55 nud noarp",
          "neigh replace 198.18.0.6 dev eth0 nud failed",
          "neigh replace 2001:db8::3 dev eth0 lladdr 02:00:00:00:00:36 nud permanent",
          "neigh replace 2001:db8::4 dev eth0 lladdr 02:00:00:00:00:46 nud stale");
      check(
          here,
          Map.of(
              "neighbor eth0 198.18.0.2", "REACHABLE " + mac + " true",
              "neighbor eth0 2001:db8::2", "REACHABLE " + mac + " true",
              "neighbor eth0 198.18.0.3", "PERMANENT 02:00:00:00:00:33 true",
              "neighbor eth0 198.18.0.4", "STALE 02:00:00:00:00:44 true",
              "neighbor eth0 198.18.0.5", "NOARP 02:00:00:00:00:55 true",
              "neighbor eth0 198.18.0.6", "FAILED null false",
              "neighbor eth0 2001:db8::3", "PERMANENT 02:00:00:00:00:36 true",
              "neighbor eth0 2001:db8::4", "STALE 02:00:00:00:00:46 true",
              "neighbor lo 198.18.0.3", "none"));
      String unanswered = ask(here, List.of("neighbor eth0 198.18.0.99")).get(0);
      assertTrue(unanswered.matches("(INCOMPLETE|FAILED) null false"), unanswered);
      String all = ask(here, List.of("neighbors")).get(0);
      assertTrue(all.contains("address=/198.18.0.3, state=PERMANENT, mac=02:00:00:00:00:33"), all);
      assertTrue(all.contains("address=/2001:db8:0:0:0:0:0:4, state=STALE"), all);
    }
  }
}
