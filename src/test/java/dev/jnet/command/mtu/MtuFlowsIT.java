package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.TwoWays;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet mtu --flows}: routers may send each flow by another path. */
@NamespaceTest
class MtuFlowsIT {
  /** So many flows all take one of two equal paths once in 2^31 runs; 12 of them, once in 2,048. */
  private static final String FLOWS = "32";

  private static String flat(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {TwoWays.SERVER, TwoWays.SERVER_IPV6})
  void findsThePathMtuOfEachFlow(String server) {
    try (TestNet net = TestNet.create()) {
      Host client = TwoWays.client(net);
      for (String via : List.of("auto", "tcp:80", "udp")) {
        Outcome json = client.jnet("mtu", "--json", "--flows", FLOWS, "--via", via, server);
        assertEquals(0, json.exit(), json::toString);
        Map<?, ?> document =
            (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(json.out());
        Set<Object> mtus = new TreeSet<>();
        List<?> flows = (List<?>) document.get("flows");
        flows.forEach(flow -> mtus.add(((Number) ((Map<?, ?>) flow).get("pathMtu")).intValue()));
        assertEquals(Integer.parseInt(FLOWS), flows.size(), json::toString);
        assertEquals(Set.of(1400, 1500), mtus, json::toString);
        assertEquals(1400, ((Number) document.get("pathMtu")).intValue(), json::toString);
        assertTrue(json.out().contains("\"paths-differ\""), json::toString);
      }
      Outcome text = client.jnet("mtu", "--flows", FLOWS, "--via", "udp", server);
      assertTrue(text.out().contains("depends on the flow"), text::toString);
      assertTrue(flat(text).matches(".*source ports? [0-9, -]+: 1400 bytes.*"), text::toString);
      assertTrue(flat(text).matches(".*source ports? [0-9, -]+: 1500 bytes.*"), text::toString);
      assertEquals("1400\n", client.jnet("mtu", "-q", "--flows", FLOWS, server).out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TwoWays.SERVER, TwoWays.SERVER_IPV6})
  void oneFlowIsNotSaidToSpeakForOthers(String server) {
    try (TestNet net = TestNet.create()) {
      Outcome outcome = TwoWays.client(net).jnet("mtu", server);
      assertTrue(
          flat(outcome).contains("others may be narrower; --flows 8 asks 8"), outcome::toString);
    }
  }

  @Test
  void flowsOfOnePathAgree() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Outcome outcome = chain.client().jnet("mtu", "--flows", "3", target);
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(flat(outcome).contains("all 3 that were asked carry 1400"), outcome::toString);
        assertTrue(flat(outcome).contains("--via tcp:PORT or --via udp"), outcome::toString);
      }
    }
  }

  @Test
  void noRouterSpreadsFlowsToANeighbor() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Outcome outcome = chain.client().jnet("mtu", target);
        assertTrue(!outcome.out().contains("other flows"), outcome::toString);
      }
    }
  }
}
