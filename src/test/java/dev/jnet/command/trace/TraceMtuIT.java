package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The staircase of the MTU in {@code jnet trace}, whatever it is that the target answers. */
@NamespaceTest
class TraceMtuIT {
  private static final List<Integer> STAIRCASE = List.of(1500, 1400, 1400, 1300);

  /** Echo, an open port, a closed one, datagrams; and what auto finds where echo is dropped. */
  @Test
  void findsTheMtuByWhateverTheTargetAnswers() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1400, 1300);
      TraceRuns.talkative(chain, 3);
      Servers.on(chain.server()).web(80);
      chain
          .server()
          .nft(
              """
              table inet mute { chain arriving { type filter hook input priority 0;
              icmp type echo-request drop
              icmpv6 type echo-request drop
              }
              }
              """);
      for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (String via : List.of("tcp:80", "tcp:81", "udp", "auto")) {
          Outcome outcome = chain.client().jnet("trace", "--json", "-w1", "--via", via, server);
          Map<?, ?> document = TraceRuns.json(outcome);
          assertEquals(STAIRCASE, TraceRuns.mtus(document), outcome::toString);
          assertEquals(1300, ((Number) document.get("pathMtu")).intValue());
          assertEquals("confirmed", document.get("confidence"));
          assertEquals(
              via.equals("auto") ? "tcp:443" : via.equals("udp") ? "udp:33434" : via,
              document.get("via"));
          for (Map<?, ?> hop : TraceRuns.hops(document)) {
            assertEquals("none", hop.get("lossKind"), outcome::toString);
          }
        }
      }
      Outcome sockets = chain.server().run("ss", "-Htan", "state", "all");
      assertEquals(1, sockets.out().lines().count(), "only the one that listens: " + sockets);
    }
  }

  /** Jumbo frames: probes of 9000 bytes, of which only the beginning is captured. */
  @Test
  void findsTheMtuOfJumboLinks() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(9000, 9000, 1500);
      TraceRuns.talkative(chain, 2);
      Outcome first = chain.client().jnet("trace", "--json", chain.router(2).ipv4()).orThrow();
      assertEquals(List.of(9000, 9000), TraceRuns.mtus(TraceRuns.json(first)), first::toString);
      Outcome whole = chain.client().jnet("trace", "--json", chain.server().ipv6()).orThrow();
      assertEquals(
          List.of(9000, 9000, 1500), TraceRuns.mtus(TraceRuns.json(whole)), whole::toString);
      for (String size : List.of("8000", "8972")) {
        Outcome ping =
            chain.client().jnet("ping", "-c2", "-i0.1", "-Mdo", "-s", size, chain.router(2).ipv4());
        assertTrue(
            ping.out().contains("2 packets transmitted, 2 received, 0% packet loss"),
            ping::toString);
        assertTrue(!ping.out().contains("changed"), ping::toString);
      }
    }
  }
}
