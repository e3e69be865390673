package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What routers quote and tell besides, from the wire to the report of {@code jnet trace}. */
@NamespaceTest
class TraceQuotesIT {
  @Test
  void showsLabelsAndInterfaces() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      TraceRuns.talkative(chain, 2);
      chain.client().sysctl("net.ipv4.ping_group_range", "0 2147483647");
      Host second = chain.router(2).silent();
      try (LabelRouter router = new LabelRouter(second, second.ipv4(), second.ipv6())) {
        for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
          String own = server.indexOf(':') < 0 ? second.ipv4() : second.ipv6();
          String address = Addresses.text(Addresses.literal(own));
          for (String via : List.of("icmp", "udp", "tcp:80")) {
            Outcome outcome =
                chain.client().jnet("trace", "--json", "--no-mtu", "--via", via, server);
            Map<?, ?> answer = TraceRuns.answer(TraceRuns.json(outcome), 2);
            assertEquals(address, answer.get("address"), outcome::toString);
            assertEquals(
                "[{label="
                    + LabelRouter.LABEL
                    + ", trafficClass="
                    + LabelRouter.TRAFFIC_CLASS
                    + ", bottom=true, ttl="
                    + LabelRouter.LABEL_TTL
                    + "}]",
                answer.get("mpls").toString());
            assertEquals(
                "[{role=incoming, index="
                    + LabelRouter.INDEX
                    + ", address="
                    + address
                    + ", name="
                    + LabelRouter.NAME
                    + ", mtu="
                    + LabelRouter.MTU
                    + "}]",
                answer.get("interfaces").toString());
            assertEquals(List.of(), answer.get("changes"), outcome::toString);
          }
          for (String via : List.of("icmp", "udp")) { // by sockets, which pass on extensions too
            Outcome outcome =
                chain
                    .client()
                    .jnetAs(Privilege.NONE, "trace", "--json", "--no-mtu", "--via", via, server);
            Map<?, ?> answer = TraceRuns.answer(TraceRuns.json(outcome), 2);
            String labels = String.valueOf(answer.get("mpls"));
            assertTrue(labels.contains("label=" + LabelRouter.LABEL), outcome::toString);
            String interfaces = String.valueOf(answer.get("interfaces"));
            assertTrue(interfaces.contains("name=" + LabelRouter.NAME), outcome::toString);
          }
          Outcome text = chain.client().jnet("trace", "-n", "--no-mtu", server);
          assertTrue(
              text.out().contains("\n       MPLS label 24015 (TC 5, TTL 254)\n"), text.out());
          assertTrue(
              text.out().contains("\n       came in by ge-0/0/1 ifIndex 7 " + address), text.out());
        }
        assertTrue(router.answers() >= 2 * 4 * 3, "three probes, four traces, twice");
      }
    }
  }

  /** Behind router 2 packets have another source address and another type of service. */
  @Test
  void showsWhatWasTranslatedAndMarked() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      TraceRuns.talkative(chain, 3);
      String outside = "198.18.2.1";
      chain
          .router(2)
          .nft(
              """
              table ip translator {
              chain back { type filter hook prerouting priority -300;
              iifname "eth1" ip daddr 198.18.2.1 ip daddr set 198.18.0.1
              }
              chain there { type filter hook postrouting priority 300;
              oifname "eth1" ip dscp set af41
              oifname "eth1" ip saddr 198.18.0.1 ip saddr set 198.18.2.1
              }
              }
              """);
      for (String via : List.of("icmp", "udp", "tcp:80")) {
        Outcome outcome =
            chain.client().jnet("trace", "--json", "--via", via, chain.server().ipv4());
        Map<?, ?> document = TraceRuns.json(outcome);
        assertEquals(List.of(), TraceRuns.answer(document, 1).get("changes"), outcome::toString);
        assertEquals(List.of(), TraceRuns.answer(document, 2).get("changes"), outcome::toString);
        String changes = TraceRuns.answer(document, 3).get("changes").toString();
        assertTrue(changes.contains("{field=source, source=" + outside + "}"), outcome::toString);
        assertTrue(
            changes.contains("{field=traffic-class, sent=0, quoted=136}"), outcome::toString);
        // UDP's checksum covers the addresses, ICMP's does not
        assertEquals(via.equals("udp"), changes.contains("field=checksum"), outcome::toString);
        assertEquals(List.of(1500, 1500, 1500, 1500), TraceRuns.mtus(document));
      }
      Outcome text = chain.client().jnet("trace", "-n", "--no-mtu", chain.server().ipv4());
      assertTrue(
          text.out().contains("source address translated before (NAT): it came from " + outside),
          text.out());
    }
  }

  /** The kernel's own translator undoes in the quote what it did: the hops are right. */
  @Test
  void tracesThroughATranslator() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      TraceRuns.talkative(chain, 3);
      chain
          .router(2)
          .nft(
              """
              table ip nat { chain out { type nat hook postrouting priority 100;
              oifname "eth1" masquerade random
              }
              }
              """);
      String truth =
          String.join(
              "\n",
              chain.router(1).ipv4(),
              chain.router(2).ipv4(),
              chain.router(3).ipv4(),
              chain.server().ipv4(),
              "");
      for (String via : List.of("icmp", "udp", "tcp:80")) {
        Outcome outcome =
            chain.client().jnet("trace", "--quiet", "--via", via, chain.server().ipv4());
        assertEquals(truth, outcome.out(), outcome::toString);
      }
    }
  }
}
