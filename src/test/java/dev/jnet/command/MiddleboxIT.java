package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine on the path that answers for the target is told by the hop limit of its answers. */
@NamespaceTest
class MiddleboxIT {
  private static String code(Host client, String... command) {
    return client.jnet(command).out();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routerThatResetsForTheTargetIsSuspected(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      // three commands in a row ask the router more often than Linux answers
      chain.router(1).talkative();
      Host client = chain.client();
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      chain
          .router(1)
          .nft(
              """
              table inet box { chain passing { type filter hook forward priority 0;
              tcp dport 80 reject with tcp reset
              }
              }
              """);
      Outcome handshake = client.jnet("handshake", target, "80");
      assertFalse(handshake.out().contains("no program listens"), handshake::toString);
      assertTrue(handshake.out().contains("middlebox"), handshake::toString);
      String json = code(client, "handshake", "--json", target, "80");
      assertTrue(json.contains("\"code\":\"middlebox-answers\",\"certainty\":\"guessed\""), json);
      Outcome trace = client.jnet("trace", "-n", "--via", "tcp:80", target);
      assertTrue(trace.out().contains("perhaps not by the target"), trace::toString);
      Outcome echo = client.jnet("trace", "-n", target);
      assertTrue(echo.out().contains("reached at hop 3"), echo::toString);
      assertFalse(echo.out().contains("middlebox"), echo::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void targetThatAnswersForItselfIsNotSuspected(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      String server = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      String router = version == 4 ? chain.router(1).ipv4() : chain.router(1).ipv6();
      for (String target : new String[] {server, router}) {
        Outcome closed = client.jnet("handshake", target, "81");
        assertTrue(closed.out().contains("no program listens"), closed::toString);
        String all =
            code(client, "mtu", "--json", target)
                + code(client, "trace", "-n", "--json", "--via", "tcp:81", target);
        assertFalse(all.contains("middlebox-answers"), all);
      }
    }
  }

  /** The path behind the proxy carries less, which its answers do not show. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void proxyThatAnswersForTheTargetIsNotTakenForThePath(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Servers.on(chain.router(1)).web(8080);
      chain
          .router(1)
          .nft(
              """
              table inet proxy { chain arriving { type nat hook prerouting priority -100;
              iifname eth0 tcp dport 443 redirect to :8080
              }
              }
              """);
      Outcome mtu = chain.client().jnet("mtu", "--via", "tcp:443", target);
      assertTrue(mtu.out().contains("as far as replies tell"), mtu::toString);
      assertTrue(mtu.out().contains("middlebox"), mtu::toString);
      Outcome handshake = chain.client().jnet("handshake", target, "443");
      assertTrue(handshake.out().contains("middlebox"), handshake::toString);
      String halfOpen = chain.router(1).run("ss", "-Htan", "state", "syn-recv").out();
      assertEquals("", halfOpen);
      Outcome echo = chain.client().jnet("mtu", target);
      assertTrue(echo.out().contains("1400 bytes, confirmed"), echo::toString);
      assertFalse(echo.out().contains("middlebox"), echo::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routerThatSetsHopLimitsIsNotTakenForAMiddlebox(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1500, 1400).delay(1, Duration.ofMillis(5)).build();
      // three commands in a row ask the router more often than Linux answers
      chain.router(1).talkative();
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      chain
          .router(1)
          .nft(
              """
              table inet rewriter { chain passing { type filter hook forward priority 0;
              oifname eth0 ip ttl set 64
              oifname eth0 ip6 hoplimit set 64
              }
              }
              """);
      Outcome mtu = chain.client().jnet("mtu", target);
      assertTrue(mtu.out().contains("1400 bytes, confirmed"), mtu::toString);
      Outcome trace = chain.client().jnet("trace", "-n", target);
      assertTrue(trace.out().contains("reached at hop 3"), trace::toString);
      Outcome handshake = chain.client().jnet("handshake", target, "81");
      assertTrue(handshake.out().contains("no program listens"), handshake::toString);
      String all = mtu.out() + trace.out() + handshake.out();
      assertFalse(all.contains("middlebox"), all);
    }
  }
}
