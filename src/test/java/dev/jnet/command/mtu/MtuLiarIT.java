package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Routers that claim what is not so change nothing but the list of things ignored. The first router
 * of each path lies; the second one says truly that its next link takes 1400 bytes.
 */
@NamespaceTest
class MtuLiarIT {
  @Test
  void believesNoLies() {
    try (TestNet net = TestNet.create()) {
      // The truth takes longer than the lies, which would come after the end of a search otherwise.
      Chain chain = net.chain().mtus(1500, 1500, 1400).delay(1, Duration.ofMillis(40)).build();
      String server = chain.server().ipv4();
      String server6 = chain.server().ipv6();
      try (MtuRuns mtu = MtuRuns.on(chain.client())) {
        assertIgnored(chain, mtu, 1000, server, "refuted");
        assertIgnored(chain, mtu, 9000, server, "not-below-the-probe");
        assertIgnored(chain, mtu, 67, server, "below-the-minimum");
        assertIgnored(chain, mtu, 1300, server6, "refuted");
        assertIgnored(chain, mtu, 1279, server6, "below-the-minimum");
        assertIgnored(chain, mtu, 0, server6, "below-the-minimum");
        assertIgnored(chain, mtu, 0xffff_ffffL, server6, "not-below-the-probe");
      }
    }
  }

  private static void assertIgnored(
      Chain chain, MtuRuns mtu, long claim, String server, String reason) {
    // The claim is to be wrong in one way only: not about packets that are smaller still.
    int longest = claim > 999 && claim <= 1300 ? (int) claim : 999;
    try (Liar liar = new Liar(chain.router(1), longest, claim)) {
      MtuAnswer answer = mtu.one(server).assertSure(1400);
      answer.assertReported(2, router(chain, 2, server));
      List<MtuAnswer> ignored = answer.list("ignored");
      assertEquals(1, ignored.size(), answer::toString);
      assertEquals(router(chain, 1, server), ignored.get(0).get("address"));
      assertEquals((double) claim, ignored.get(0).number("claimedMtu"), answer::toString);
      assertEquals(reason, ignored.get(0).get("reason"), answer::toString);
      assertTrue(liar.lies() > 1);
    }
  }

  private static String router(Chain chain, int number, String server) {
    return server.contains(":") ? chain.router(number).ipv6() : chain.router(number).ipv4();
  }

  /** A router of before RFC 1191 names no MTU: then plateaus are tried, and still not believed. */
  @Test
  void searchesOnWhereNoMtuIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1400);
      try (Liar liar = new Liar(chain.router(1), 999, 0);
          MtuRuns mtu = MtuRuns.on(chain.client())) {
        mtu.one(chain.server().ipv4()).assertSure(1400);
        assertTrue(liar.lies() > 1);
      }
      // One that says the truth, in its way: nobody else speaks.
      chain.router(2).silent();
      try (Liar old = new Liar(chain.router(1), 1400, 0);
          MtuRuns mtu = MtuRuns.on(chain.client())) {
        mtu.one(chain.server().ipv4()).assertSure(1400).assertReported(1, "198.18.0.2");
        assertTrue(old.lies() > 1);
      }
    }
  }
}
