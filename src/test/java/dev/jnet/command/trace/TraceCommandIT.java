package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code jnet trace} on the kernel's own routers, beside traceroute and mtr. */
@NamespaceTest
class TraceCommandIT {
  private static final int[] NINE_LINKS = {1500, 1500, 1500, 1500, 1400, 1400, 1300, 1300, 1300};

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

  private static String lines(List<String> addresses) {
    return String.join("\n", addresses) + "\n";
  }

  @Test
  void findsTheRoutersThatTracerouteAndMtrFind() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(NINE_LINKS);
      Host client = chain.client();
      TraceRuns.talkative(chain, 8);
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
            List.of(1500, 1500, 1500, 1500, 1400, 1400, 1300, 1300, 1300),
            TraceRuns.mtus(TraceRuns.json(mtu)));
        Outcome traceroute =
            client.run("traceroute", ipv6 ? "-6" : "-4", "-n", "-q1", "-w1", "-N30", server);
        assertEquals(truth, TraceRuns.addresses(traceroute.out()), traceroute::toString);
        Outcome mtr = client.run("mtr", "-n", "-r", "-c2", "-i0.2", "-G1", server);
        assertEquals(truth, TraceRuns.addresses(mtr.out()), mtr::toString);
      }
    }
  }

  @Test
  void sendsFewPacketsToTheTargetOfAShortPath() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      TraceRuns.talkative(chain, 3);
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Map<?, ?> document =
            TraceRuns.json(chain.client().jnet("trace", "--json", "-n", "--no-mtu", server));
        assertEquals(4, TraceRuns.hops(document).size());
        int sent = ((Number) document.get("sent")).intValue();
        assertTrue(sent <= 40, sent + " packets");
      }
    }
  }

  @Test
  void saysThatTheTargetMayBeNearerThanTheFirstHopAsked() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      TraceRuns.talkative(chain, 3);
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (String via : List.of("icmp", "udp", "tcp:80")) {
          Outcome outcome =
              chain.client().jnet("trace", "-n", "-f", "5", "--no-mtu", "--via", via, server);
          assertTrue(outcome.out().contains(": reached within 5 hops"), outcome::toString);
          assertFalse(outcome.out().contains("return path"), outcome::toString);
        }
      }
    }
  }

  @Test
  void recognizesARouterThatRationsItsErrors() {
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
      Map<?, ?> document =
          TraceRuns.json(chain.client().jnet("trace", "--json", chain.server().ipv4()));
      List<?> hops = (List<?>) document.get("hops");
      assertEquals("own", ((Map<?, ?>) hops.get(1)).get("lossKind"), document::toString);
      assertEquals(1, ((Number) ((Map<?, ?>) hops.get(1)).get("received")).intValue());
      assertEquals("none", ((Map<?, ?>) hops.get(2)).get("lossKind"));
      assertEquals("none", ((Map<?, ?>) hops.get(3)).get("lossKind"));
    }
  }

  @Test
  void findsTheWayThroughAFirewallThatTakesOnlyTcp443() {
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
      Map<?, ?> document = TraceRuns.json(outcome);
      assertEquals("tcp:443", document.get("via"), outcome::toString);
      assertEquals("reached", document.get("status"));
      assertEquals(3, ((List<?>) document.get("hops")).size());
      assertEquals(1500, ((Number) document.get("pathMtu")).intValue());
    }
  }

  /** Silent hops cost one wait for all of them: half a round trip, or 60 ms. */
  @Test
  void tracesThirtyHopsOfWhichFiveAreSilent() {
    try (TestNet net = TestNet.create()) {
      int[] links = new int[30];
      Arrays.fill(links, 1500);
      Chain chain = net.chain().mtus(links).delay(0, Duration.ofMillis(25)).build();
      for (int silent : new int[] {5, 11, 12, 20, 28}) {
        chain.router(silent).silent();
      }
      TraceRuns.talkative(chain, 29);
      String server = chain.server().ipv4();
      Outcome outcome = chain.client().jnet("trace", "--json", "-n", "--no-mtu", server);
      Map<?, ?> document = TraceRuns.json(outcome);
      assertEquals("reached", document.get("status"), outcome::toString);
      assertEquals(30, TraceRuns.hops(document).size());
      int silent = 0;
      for (Map<?, ?> hop : TraceRuns.hops(document)) {
        silent += ((List<?>) hop.get("answers")).isEmpty() ? 1 : 0;
      }
      assertEquals(5, silent, outcome::toString);
      double elapsed = ((Number) document.get("elapsedMs")).doubleValue();
      assertTrue(elapsed < 50 + 60 + 190, "a busy machine's share included: " + elapsed + " ms");
    }
  }
}
