package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code jnet trace} on the kernel's own routers, beside traceroute and mtr. */
@NamespaceTest
class TraceCommandIT {
  private static final int[] NINE_LINKS = {1500, 1500, 1500, 1500, 1400, 1400, 1300, 1300, 1300};

  private static Map<?, ?> json(Outcome outcome) {
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(outcome.out());
  }

  private static List<Integer> mtus(Map<?, ?> document) {
    List<Integer> mtus = new ArrayList<>();
    for (Object hop : (List<?>) document.get("hops")) {
      assertEquals(true, ((Map<?, ?>) hop).get("mtuConfirmed"));
      mtus.add(((Number) ((Map<?, ?>) hop).get("mtu")).intValue());
    }
    return mtus;
  }

  /** The addresses of lines such as {@code " 3 198.18.2.2 0.1 ms"}; {@code *} for silence. */
  private static List<String> addresses(String text) {
    Matcher matcher =
        Pattern.compile("^ *\\d+[. ]+(?:\\|-- )?(\\*|\\?\\?\\?|[0-9a-f.:]+)", Pattern.MULTILINE)
            .matcher(text);
    List<String> addresses = new ArrayList<>();
    while (matcher.find()) {
      addresses.add(matcher.group(1).equals("???") ? "*" : matcher.group(1));
    }
    return addresses;
  }

  private static List<String> truth(Chain chain, boolean ipv6, int silent) {
    List<String> truth = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      Host router = chain.router(i);
      truth.add(i == silent ? "*" : ipv6 ? router.ipv6() : router.ipv4());
    }
    truth.add(ipv6 ? chain.server().ipv6() : chain.server().ipv4());
    truth.replaceAll(each -> each.equals("*") ? each : Addresses.text(Addresses.literal(each)));
    return truth;
  }

  /** Linux sends 6 errors to one address, and then one a second: too few for several runs. */
  private static void talkative(Chain chain, int routers) {
    for (int i = 1; i <= routers + 1; i++) {
      Host host = i <= routers ? chain.router(i) : chain.server();
      host.sysctl("net.ipv4.icmp_ratelimit", 0).sysctl("net.ipv6.icmp.ratelimit", 0);
    }
  }

  private static String lines(List<String> addresses) {
    return String.join("\n", addresses) + "\n";
  }

  @Test
  void eightRoutersAreTheOnesOfTracerouteAndMtr() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(NINE_LINKS);
      Host client = chain.client();
      talkative(chain, 8);
      chain.router(3).silent();
      for (boolean ipv6 : new boolean[] {false, true}) {
        List<String> truth = truth(chain, ipv6, 3);
        String server = truth.get(8);
        for (String via : List.of("icmp", "udp", "tcp:80")) {
          Outcome ours = client.jnet("trace", "--quiet", "-n", "--no-mtu", "--via", via, server);
          assertEquals(lines(truth), ours.out(), ours::toString);
          assertEquals(0, ours.exit());
        }
        Outcome mtu = client.jnet("trace", "--json", server);
        assertEquals(
            List.of(1500, 1500, 1500, 1500, 1400, 1400, 1300, 1300, 1300), mtus(json(mtu)));
        Outcome traceroute =
            client.run("traceroute", ipv6 ? "-6" : "-4", "-n", "-q1", "-w1", "-N30", server);
        assertEquals(truth, addresses(traceroute.out()), traceroute::toString);
        Outcome mtr = client.run("mtr", "-n", "-r", "-c2", "-i0.2", "-G1", server);
        assertEquals(truth, addresses(mtr.out()), mtr::toString);
      }
    }
  }

  @Test
  void aRouterThatRationsItsErrors() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      chain
          .router(2)
          .nft(
              """
              table inet ration { chain sent { type filter hook output priority 0;
              icmp type time-exceeded limit rate over 1/minute burst 1 packets drop
              }
              }
              """);
      Map<?, ?> document = json(chain.client().jnet("trace", "--json", chain.server().ipv4()));
      List<?> hops = (List<?>) document.get("hops");
      assertEquals("own", ((Map<?, ?>) hops.get(1)).get("loss"), document::toString);
      assertEquals(1, ((Number) ((Map<?, ?>) hops.get(1)).get("received")).intValue());
      assertEquals("none", ((Map<?, ?>) hops.get(2)).get("loss"));
      assertEquals("none", ((Map<?, ?>) hops.get(3)).get("loss"));
    }
  }

  @Test
  void throughATranslator() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      talkative(chain, 3);
      chain
          .router(2)
          .nft(
              """
              table ip nat { chain out { type nat hook postrouting priority 100;
              oifname "eth1" masquerade
              }
              }
              """);
      String truth =
          lines(
              List.of(
                  chain.router(1).ipv4(),
                  chain.router(2).ipv4(),
                  chain.router(3).ipv4(),
                  chain.server().ipv4()));
      for (String via : List.of("icmp", "udp", "tcp:80")) {
        Outcome outcome =
            chain.client().jnet("trace", "--quiet", "--via", via, chain.server().ipv4());
        assertEquals(truth, outcome.out(), outcome::toString);
      }
    }
  }

  @Test
  void aFirewallThatTakesOnlyTcp443IsFoundByItself() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      chain
          .router(2)
          .nft(
              """
              table inet wall { chain forwarded { type filter hook forward priority 0; policy drop;
              tcp dport 443 accept
              tcp sport 443 accept
              }
              }
              """);
      Outcome outcome = chain.client().jnet("trace", "--json", "-w1", chain.server().ipv4());
      Map<?, ?> document = json(outcome);
      assertEquals("tcp:443", document.get("via"), outcome::toString);
      assertEquals("reached", document.get("status"));
      assertEquals(3, ((List<?>) document.get("hops")).size());
      assertFalse(document.containsKey("pathMtu"));
    }
  }

  @Test
  void twoWaysOfDifferentMtu() {
    try (TestNet net = TestNet.create()) {
      Host client = net.host("client");
      Host near = net.router("near");
      Host above = net.router("above");
      Host below = net.router("below");
      Host far = net.router("far");
      Host server = net.host("server");
      net.cable(client, near).addresses("198.18.0.1/24", "198.18.0.2/24").lay();
      net.cable(near, above).addresses("198.18.1.1/24", "198.18.1.2/24").lay();
      net.cable(near, below).mtu(1400).addresses("198.18.2.1/24", "198.18.2.2/24").lay();
      net.cable(above, far).addresses("198.18.3.1/24", "198.18.3.2/24").lay();
      net.cable(below, far).mtu(1400).addresses("198.18.4.1/24", "198.18.4.2/24").lay();
      net.cable(far, server).addresses("198.18.5.1/24", "198.18.5.2/24").lay();
      client.ip("route add default via 198.18.0.2");
      server.ip("route add default via 198.18.5.1");
      near.ip(
          "route add 198.18.5.0/24 nexthop via 198.18.1.2 weight 1 nexthop via 198.18.2.2 weight 1",
          "route add 198.18.3.0/24 via 198.18.1.2",
          "route add 198.18.4.0/24 via 198.18.2.2");
      near.sysctl("net.ipv4.fib_multipath_hash_policy", 1);
      for (Host host : List.of(near, above, below, far, server)) {
        host.sysctl("net.ipv4.icmp_ratelimit", 0);
      }
      above.ip("route add 198.18.5.0/24 via 198.18.3.2", "route add 198.18.0.0/24 via 198.18.1.1");
      below.ip("route add 198.18.5.0/24 via 198.18.4.2", "route add 198.18.0.0/24 via 198.18.2.1");
      far.ip("route add 198.18.0.0/24 via 198.18.3.1");
      Outcome one = client.jnet("trace", "--json", "--via", "udp", "-q5", "198.18.5.2");
      List<?> answers =
          (List<?>) ((Map<?, ?>) ((List<?>) json(one).get("hops")).get(1)).get("answers");
      Set<Object> who = new TreeSet<>();
      for (Object answer : answers) {
        who.add(((Map<?, ?>) answer).get("address"));
      }
      assertEquals(1, who.size(), "one flow, one way: " + one);
      Outcome many = client.jnet("trace", "--json", "--via", "udp", "--flows", "16", "198.18.5.2");
      Set<String> seconds = new TreeSet<>();
      for (Object flow : (List<?>) json(many).get("flows")) {
        seconds.add((String) ((List<?>) ((Map<?, ?>) flow).get("hops")).get(1));
      }
      assertTrue(seconds.containsAll(List.of("198.18.1.2", "198.18.2.2")), seconds + "\n" + many);
    }
  }

  /** Driven as a person does it: a terminal, a look, a q. */
  @Test
  void watchOnATerminal() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      String server = chain.server().ipv4();
      Outcome outcome =
          chain
              .client()
              .run(
                  "sh",
                  "-c",
                  "(sleep 8; printf q; sleep 2) | TERM=xterm COLUMNS=100 script -qefc"
                      + " 'stty rows 24 cols 100; "
                      + Installation.launcher(Privilege.ROOT)
                      + " trace --watch -n --interval 0.2 "
                      + server
                      + "' /dev/null");
      assertEquals(0, outcome.exit(), outcome::toString);
      String out = outcome.out();
      int enters = out.indexOf("\u001b[?1049h");
      int leaves = out.indexOf("\u001b[?1049l");
      assertTrue(enters >= 0 && leaves > enters, outcome::toString);
      String screen = out.substring(enters, leaves);
      assertTrue(screen.contains(server + " by icmp, 0 rounds, press q to quit"), screen);
      assertTrue(screen.contains(chain.router(1).ipv4()), screen);
      String summary = out.substring(leaves);
      assertFalse(summary.contains("press q"), summary);
      assertEquals(
          List.of(chain.router(1).ipv4(), chain.router(2).ipv4(), server), addresses(summary));
    }
  }
}
