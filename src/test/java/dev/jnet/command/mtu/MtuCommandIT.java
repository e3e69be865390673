package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers of {@code jnet mtu} on paths that the kernel's own routers make. */
@NamespaceTest
class MtuCommandIT {
  /** The answers about a chain's server, first by IPv4 and then by IPv6. */
  private static List<MtuAnswer> bothVersions(Chain chain) {
    try (MtuRuns mtu = MtuRuns.on(chain.client())) {
      return mtu.all(chain.server().ipv4(), chain.server().ipv6());
    }
  }

  /** A report without its line breaks. */
  private static String words(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  @Test
  void findsPlainEthernet() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      List<MtuAnswer> answers = bothVersions(chain);
      answers.forEach(mtu -> mtu.assertSure(1500).assertFrugal());
      assertEquals(
          List.of(1460.0, 1440.0), answers.stream().map(mtu -> mtu.number("mss")).toList());
      // Without anything but the one capability.
      Outcome user = chain.client().jnetAs(Privilege.NET_RAW, "mtu", "-q", chain.server().ipv6());
      assertEquals("1500\n", user.orThrow().out());
    }
  }

  @Test
  void findsPppoe() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1492, 1500);
      List<MtuAnswer> answers = bothVersions(chain);
      answers.get(0).assertReported(1, chain.router(1).ipv4());
      answers.get(1).assertReported(1, chain.router(1).ipv6());
      for (MtuAnswer mtu : answers) {
        mtu.assertSure(1492).assertFrugal();
        MtuAnswer guess = mtu.list("encapsulation").get(0);
        assertEquals("PPPoE", guess.get("name"));
        assertEquals(8, guess.number("headerBytes"));
      }
    }
  }

  @Test
  void findsTheBottomOfAStaircase() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1480, 1400, 1300);
      List<MtuAnswer> answers = bothVersions(chain);
      answers.forEach(mtu -> mtu.assertSure(1300).assertFrugal());
      answers.get(0).assertReported(3, chain.router(3).ipv4());
      answers.get(1).assertReported(3, chain.router(3).ipv6());
    }
  }

  /** The middle of three routers drops what is too long for it, and says nothing. */
  @Test
  void findsABlackHole() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      chain.router(2).blackHole(1400);
      List<MtuAnswer> answers = bothVersions(chain);
      answers.forEach(mtu -> mtu.assertSure(1400).assertFrugal());
      answers.get(0).assertBlackHole(2, chain.router(2).ipv4());
      answers.get(1).assertBlackHole(2, chain.router(2).ipv6());

      String report = words(chain.client().jnet("mtu", chain.server().ipv6()).orThrow());
      String[] phrases = {
        chain.server().ipv6()
            + ": path MTU 1400 bytes, confirmed; black hole: larger packets vanish, and no router"
            + " says so ",
        " Black hole packets over 1400 bytes are probably dropped silently behind hop 2,"
            + " 2001:db8:0:1::2 (by that router or the next one),",
        " By mail ask whoever runs hop 2, 2001:db8:0:1::2 ('whois 2001:db8:0:1::2' names them):"
            + " that router, or the next one, must send ICMPv6 type 2 ",
        " tcp option maxseg size set 1340; ",
        " dev eth0 mtu 1400 "
      };
      for (String phrase : phrases) {
        assertTrue(report.contains(phrase), report);
      }
    }
  }

  /** An odd number, and a router that says nothing of itself either. */
  @Test
  void findsABlackHoleBehindASilentRouter() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1437);
      chain.router(2).silent();
      List<MtuAnswer> answers = bothVersions(chain);
      answers.forEach(mtu -> mtu.assertSure(1437).assertFrugal());
      answers.get(0).assertBlackHole(1, chain.router(1).ipv4());
      answers.get(1).assertBlackHole(1, chain.router(1).ipv6());
    }
  }

  @Test
  void findsWhereJumboFramesEnd() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(9000, 1500);
      for (MtuAnswer mtu : bothVersions(chain)) {
        mtu.assertSure(1500).assertFrugal();
        assertEquals(9000, mtu.number("interfaceMtu"));
        assertEquals(1, mtu.number("bottleneck.hop"));
      }
    }
    try (TestNet net = TestNet.create()) {
      bothVersions(net.chain(9000, 9000)).forEach(mtu -> mtu.assertSure(9000).assertFrugal());
    }
  }

  /** A tenth each way; all the more packets may be needed. */
  @Test
  void findsTheSameInSpiteOfLoss() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1500, 1400).delay(1, Duration.ofMillis(5)).build();
      chain.router(1).loss(10);
      for (MtuAnswer mtu : bothVersions(chain)) {
        mtu.assertSure(1400).assertReported(2, (String) mtu.get("bottleneck.address"));
      }
      chain.router(2).silent();
      bothVersions(chain).forEach(mtu -> mtu.assertSure(1400));
    }
  }

  /** An IPv4 packet has 16 bits for its length; loopback takes a byte more. */
  @Test
  void answersForLoopbackAndItsOwnAddress() {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      try (MtuRuns mtu = new MtuRuns(client, "lo", "127.0.0.1")) {
        mtu.one("127.0.0.1").assertSure(65_535).assertFrugal();
      }
      try (MtuRuns mtu = new MtuRuns(client, "lo", "::1")) {
        mtu.one("::1").assertSure(65_536).assertFrugal();
      }
      try (MtuRuns mtu = new MtuRuns(client, "lo", client.ipv4())) {
        MtuAnswer own = mtu.one(client.ipv4()).assertSure(65_535).assertFrugal();
        assertEquals(65_536, own.number("interfaceMtu"));
      }
      assertEquals("65536\n", client.jnet("mtu", "-q", client.ipv6()).orThrow().out());
    }
  }

  /** A VPN's interface: there is no Ethernet, and so no frame to speak of. */
  @Test
  void searchesThroughATunnel() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1420, 1380).withoutEthernet(0).build();
      Host client = chain.client();
      try (MtuRuns mtu = new MtuRuns(client, "tun0", client.ipv4())) {
        MtuAnswer answer = mtu.one(chain.server().ipv4()).assertSure(1380).assertFrugal();
        answer.assertReported(1, chain.router(1).ipv4());
        assertEquals(1420, answer.number("interfaceMtu"));
        assertEquals(1380, answer.number("frameBytes"));
      }
      try (MtuRuns mtu = new MtuRuns(client, "tun0", client.ipv6())) {
        mtu.one(chain.server().ipv6()).assertSure(1380).assertFrugal();
      }
      String report = chain.client().jnet("mtu", chain.server().ipv4()).orThrow().out();
      assertTrue(report.contains("| IPv4 | ICMP | ping payload "), report);
      assertTrue(!report.contains("Ethernet"), report);
    }
  }

  /** Replies come in fragments: made by a router of IPv4's, by the target itself in IPv6. */
  @Test
  void findsANarrowerReturnPath() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain.router(1).ip("route change 198.18.0.0/24 dev eth0 mtu lock 1400");
      chain.server().ip("route change default via 2001:db8:0:1::1 mtu lock 1400");
      for (MtuAnswer mtu : bothVersions(chain)) {
        mtu.assertSure(1500).assertFrugal();
        assertEquals(true, mtu.get("returnPath.narrower"), mtu::toString);
        // A fragment's data come in units of 8 bytes.
        int header = mtu.get("target.address").equals(chain.server().ipv4()) ? 20 : 48;
        assertEquals(
            1400 - (1400 - header) % 8, mtu.number("returnPath.fragmentBytes"), mtu::toString);
      }
    }
  }

  /** Large requests arrive, large replies vanish: small answers to large datagrams tell. */
  @Test
  void findsABlackHoleOnTheReturnPath() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain
          .router(1)
          .nft(
              """
              table inet back { chain forwarded { type filter hook forward priority 0;
              iifname eth1 meta length > 1400 drop
              }
              }
              """);
      for (MtuAnswer mtu : bothVersions(chain)) {
        mtu.assertSure(1500);
        assertEquals(false, mtu.get("blackHole"), mtu::toString);
        assertEquals(true, mtu.get("returnPath.narrower"), mtu::toString);
        assertEquals(1400, mtu.number("returnPath.largestEchoBytes"), mtu::toString);
      }
      String report = chain.client().jnet("mtu", chain.server().ipv4()).orThrow().out();
      assertTrue(report.contains("  Return path    no reply over 1400 bytes came back"), report);
    }
  }
}
