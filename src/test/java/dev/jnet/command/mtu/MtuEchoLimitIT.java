package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jnet mtu} where large packets of one protocol are dropped, and nothing else is. */
@NamespaceTest
class MtuEchoLimitIT {
  private static final int ECHO = 1028;

  private static void dropLargeEcho(Host at, String hook) {
    at.nft(
        """
        table inet small { chain c { type filter hook %s priority 0;
          icmp type echo-request meta length > 1028 drop
          icmpv6 type echo-request meta length > 1028 drop
        }
        }
        """
            .formatted(hook));
  }

  /** TCP passes 1400 bytes, which is said, and no remedy against a black hole is given. */
  private static void assertTold(Chain chain) {
    try (MtuRuns mtu = MtuRuns.on(chain.client())) {
      for (MtuAnswer answer : mtu.all(chain.server().ipv4(), chain.server().ipv6())) {
        answer.assertSure(1400);
        List<Object> codes =
            answer.list("findings").stream().map(finding -> finding.get("code")).toList();
        assertFalse(codes.contains("black-hole"), answer::toString);
        assertTrue(codes.contains("large-replies-lost"), answer::toString);
      }
    }
    for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
      String report = chain.client().jnet("mtu", target).orThrow().out().replaceAll("\\s+", " ");
      assertTrue(report.contains("path MTU 1400 bytes, confirmed"), report);
      assertTrue(report.contains("over " + ECHO + " bytes"), report);
      assertFalse(report.contains("maxseg") || report.contains("route replace"), report);
    }
  }

  @Test
  void tellsTheTargetsLimitWherePortsAreClosed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      dropLargeEcho(chain.server(), "input");
      assertTold(chain);
    }
  }

  @Test
  void tellsAFirewallsLimitWhereAPortIsOpen() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1400);
      dropLargeEcho(chain.router(1), "forward");
      chain
          .server()
          .start("python3", "-u", "-m", "http.server", "80", "--bind", "::")
          .awaitOutput("Serving");
      assertTold(chain);
    }
  }

  /** Echo requests alone are asked for: SYNs still show that larger packets arrive. */
  @Test
  void saysWithEchoRequestsAloneThatLargerPacketsArrive() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      dropLargeEcho(chain.server(), "input");
      try (MtuRuns mtu = MtuRuns.on(chain.client())) {
        MtuAnswer answer = mtu.one("--via", "icmp", chain.server().ipv4());
        answer.assertSure(1500);
        assertEquals(
            1, answer.list("findings").stream().filter(MtuEchoLimitIT::tellsOfEcho).count());
      }
    }
  }

  /** Packets of one kind vanish above 1300 bytes, and pings of every size are answered. */
  private static void assertDroppedAlone(Chain chain, String via) {
    try (MtuRuns mtu = MtuRuns.on(chain.client())) {
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        MtuAnswer answer = mtu.one("--via", via, target).assertSure(1300);
        assertEquals(true, answer.get("blackHole"), answer::toString);
        mtu.one("--via", "icmp", target).assertSure(1500);
      }
    }
  }

  /** Datagrams of every size arrive, which tells nothing about segments. */
  @Test
  void findsTheSizeOfSegmentsWhereLargerOnesAreDroppedAlone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain
          .router(1)
          .nft(
              """
              table inet small { chain c { type filter hook forward priority 0;
                meta l4proto tcp meta length > 1300 drop
              }
              }
              """);
      Servers.on(chain.server()).nginx(80);
      assertDroppedAlone(chain, "tcp:80");
    }
  }

  /** SYNs and segments of every size arrive, which tells nothing about datagrams. */
  @Test
  void findsTheSizeOfDatagramsWhereLargerOnesAreDroppedAlone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain
          .router(1)
          .nft(
              """
              table inet small { chain c { type filter hook forward priority 0;
                meta l4proto udp meta length > 1300 drop
              }
              }
              """);
      chain.server().talkative();
      Servers.on(chain.server()).nginx(80);
      assertDroppedAlone(chain, "udp");
    }
  }

  private static boolean tellsOfEcho(MtuAnswer finding) {
    return finding.get("text").toString().contains("over " + ECHO + " bytes");
  }
}
