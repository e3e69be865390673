package dev.jnet.testnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the networks that all other tests trust are what they say. */
@NamespaceTest
class TestNetIT {
  private static final Pattern TIME = Pattern.compile(" time=([0-9.]+) ms");
  private static final Pattern RECEIVED = Pattern.compile("([0-9]+) received");

  @Test
  void aChainCarriesPacketsFromEndToEnd() {
    long start = System.nanoTime();
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1500);
      System.out.println("a chain of 5 hosts: " + (System.nanoTime() - start) / 1_000_000 + " ms");
      Host client = chain.client();
      client.run("ping", "-c1", "-W2", chain.server().ipv4()).orThrow();
      client.run("ping", "-c1", "-W2", chain.server().ipv6()).orThrow();
      client.run("ping", "-c1", "-W2", chain.router(2).ipv4s().get(1)).orThrow();
      chain.router(1).run("ping", "-c1", "-W2", chain.server().ipv6()).orThrow();
    }
  }

  @Test
  void aStaircaseOfMtusReportsEachStep() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1480, 1400, 1300);
      Host client = chain.client();
      String server = chain.server().ipv4();
      for (int mtu : new int[] {1480, 1400, 1300}) {
        // The kernel remembers each step, so that the next larger packet stays at home.
        Outcome tooBig = client.run("ping", "-c1", "-W2", "-Mdo", "-s" + (mtu + 1 - 28), server);
        assertTrue(
            tooBig.out().contains("mtu = " + mtu) || tooBig.err().contains("mtu=" + mtu),
            tooBig::toString);
      }
      client.run("ping", "-c1", "-W2", "-Mdo", "-s" + (1300 - 28), server).orThrow();
      Outcome tooBig =
          client.run("ping", "-6", "-c1", "-W2", "-Mdo", "-s" + (1481 - 48), chain.server().ipv6());
      assertTrue(
          tooBig.out().contains("mtu=1480") || tooBig.out().contains("mtu = 1480"),
          tooBig::toString);
    }
  }

  @Test
  void aBlackHoleSwallowsLargePacketsInSilence() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain.router(1).blackHole(1400);
      Host client = chain.client();
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1372", chain.server().ipv4()).orThrow();
      client.run("ping", "-c1", "-W2", "-Mdo", "-s1352", chain.server().ipv6()).orThrow();
      Outcome large = client.run("ping", "-c1", "-W1", "-Mdo", "-s1373", chain.server().ipv4());
      assertEquals(1, large.exit());
      assertFalse(large.out().contains("errors"), large::toString);
      large = client.run("ping", "-c1", "-W1", "-Mdo", "-s1353", chain.server().ipv6());
      assertEquals(1, large.exit());
      assertFalse(large.out().contains("errors"), large::toString);
    }
  }

  @Test
  void aSilentRouterDropsWithoutAWord() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      chain.router(1).silent();
      Outcome large =
          chain.client().run("ping", "-c1", "-W1", "-Mdo", "-s1400", chain.server().ipv4());
      assertEquals(1, large.exit());
      assertFalse(large.out().contains("errors"), large::toString);
    }
  }

  @Test
  void jumboFramesPassWithAndWithoutDelay() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(9000, 9000).delay(1, Duration.ofMillis(1)).build();
      chain.client().run("ping", "-c1", "-W2", "-Mdo", "-s8972", chain.server().ipv4()).orThrow();
      chain.client().run("ping", "-c1", "-W2", "-Mdo", "-s8952", chain.server().ipv6()).orThrow();
    }
  }

  @Test
  void aDelayIsWhatWasAskedFor() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1500).delay(0, Duration.ofMillis(25)).build();
      Outcome ping = chain.client().run("ping", "-c20", "-i0.05", chain.server().ipv4()).orThrow();
      List<Double> times =
          TIME.matcher(ping.out()).results().map(t -> Double.valueOf(t.group(1))).sorted().toList();
      System.out.println("round trips with a delay of 25 ms each way: " + times);
      assertEquals(20, times.size());
      assertTrue(times.get(0) >= 50, ping::toString);
      // The median: a busy machine makes some of them late.
      assertTrue(times.get(10) < 52, ping::toString);
      // Four thousand packets as fast as ping can, counted by the kernel: ping's own buffer
      // overflows.
      chain.client().run("ping", "-q", "-f", "-c4000", "-l500", chain.server().ipv4());
      String count = chain.client().run("nstat", "-asz", "IcmpInEchoReps").orThrow().out();
      assertTrue(count.matches("(?s).*IcmpInEchoReps +4020 .*"), count);
    }
  }

  @Test
  void lossIsWhatWasAskedFor() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain.router(1).loss(50).loss(10);
      Outcome ping = chain.client().run("ping", "-q", "-f", "-c2000", "-W1", chain.server().ipv4());
      // 10 % there and 10 % back: 81 % come back, and a standard deviation is 17.5 packets.
      assertEquals(1620, number(RECEIVED, ping), 6 * 17.5);
      chain.router(1).loss(0);
      chain.client().run("ping", "-q", "-f", "-c200", chain.server().ipv4()).orThrow();
    }
  }

  @Test
  void aCableWithoutEthernetCarriesBarePackets() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1420, 1500).withoutEthernet(0).build();
      chain.client().run("ping", "-c1", "-W2", "-Mdo", "-s1392", chain.server().ipv4()).orThrow();
      chain.client().run("ping", "-c1", "-W2", "-Mdo", "-s1372", chain.server().ipv6()).orThrow();
      String link = chain.client().run("ip", "link", "show", "tun0").orThrow().out();
      assertTrue(link.contains("link/none"), link);
    }
  }

  @Test
  void privilegesAreDropped() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      String status = "/proc/self/status";
      Outcome none =
          host.start(Privilege.NONE, Map.of(), List.of("cat", status)).await(Duration.ofSeconds(5));
      assertTrue(none.out().contains("CapEff:\t0000000000000000"), none::toString);
      Outcome raw =
          host.start(Privilege.NET_RAW, Map.of(), List.of("cat", status))
              .await(Duration.ofSeconds(5));
      assertTrue(raw.out().contains("CapEff:\t0000000000002000"), raw::toString);
      assertTrue(raw.out().contains("Uid:\t65534"), raw::toString);
    }
  }

  @Test
  void closingLeavesNothingBehind() {
    String namespace;
    Path file;
    Background sleeper;
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      namespace = host.namespace();
      file = net.file("x");
      // A shell's child, which ends with the namespace only when it is looked for.
      sleeper = host.start("sh", "-c", "sleep 1000 & echo $!; wait");
      sleeper.awaitOutput("\n");
      assertTrue(Files.exists(Path.of("/run/netns", namespace)));
    }
    assertFalse(Files.exists(Path.of("/run/netns", namespace)));
    assertFalse(Files.exists(file.getParent()));
    assertFalse(sleeper.running());
  }

  @Test
  void whatADeadRunLeftIsRemoved() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    String leftover = "jn" + dead.pid() + "-1-host";
    String living = "jn" + ProcessHandle.current().pid() + "-999-host";
    try (TestNet net = TestNet.create()) {
      net.shell("ip netns add " + leftover + "; ip netns add " + living);
      Leftovers.remove();
      assertFalse(Files.exists(Path.of("/run/netns", leftover)));
      assertTrue(Files.exists(Path.of("/run/netns", living)));
      net.shell("ip netns del " + living);
    }
  }

  private static double number(Pattern pattern, Outcome outcome) {
    Matcher matcher = pattern.matcher(outcome.out());
    assertTrue(matcher.find(), outcome::toString);
    return Double.parseDouble(matcher.group(1));
  }
}
