package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jnet ping} beside ping itself: what is printed, and what is counted. */
@NamespaceTest
class PingCommandIT {
  /** All that ping prints jnet prints, in the same order; what it adds stands in one place. */
  @Test
  void printsWhatPingPrints() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        for (List<String> options :
            List.of(
                List.of("-c3", "-i0.2"),
                List.of("-c2", "-i0.2", "-s1000", "-q"),
                List.of("-c2", "-i0.2", "-t1", "-n"),
                List.of("-c2", "-i0.2", "-W1", "-I", "eth0"),
                List.of("-c2", "-w2", "-i0.2", "-Q", "0x10"))) {
          List<String> line = new ArrayList<>(options);
          line.add(target);
          List<String> ping = new ArrayList<>(List.of("ping"));
          ping.addAll(line);
          Outcome theirs = client.run(ping.toArray(new String[0]));
          line.add(0, "ping");
          Outcome ours = client.jnet(line.toArray(new String[0]));
          assertEquals(theirs.exit(), ours.exit(), ours::toString);
          List<String> shapes = new ArrayList<>(PingRuns.shapes(ours));
          int additions = shapes.indexOf("p50/p95/p99/jitter = #/#/#/# ms");
          if (additions >= 0) {
            shapes.subList(additions - 1, additions + 1).clear();
          }
          assertEquals(PingRuns.shapes(theirs), shapes, () -> theirs + "\n" + ours);
          assertEquals("", ours.err());
        }
      }
    }
  }

  /** Every third request is lost: both count the same. */
  @Test
  void countsTheLossThatPingCounts() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host server = chain.server();
      for (String program : List.of("ping", "jnet")) {
        server.nft(
            """
            table inet third {}
            delete table inet third
            table inet third { chain arriving { type filter hook prerouting priority -400;
            icmp type echo-request numgen inc mod 3 0 drop
            }
            }
            """);
        String[] arguments = {"-c20", "-i0.05", "-W1", "-q", server.ipv4()};
        Outcome outcome =
            program.equals("ping")
                ? chain.client().run(PingRuns.words("ping", arguments))
                : chain.client().jnet(PingRuns.wireOnly(arguments));
        assertEquals(
            "20 packets transmitted, 13 received, 35% packet loss",
            PingRuns.counts(outcome), program);
        assertEquals(0, outcome.exit());
      }
    }
  }

  /** The server's kernel sends a second copy of each reply; ping says so, and so does jnet. */
  @Test
  void reportsDuplicates() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain
          .server()
          .nft(
              "table ip twice { chain leaving { type filter hook output priority 0;\n"
                  + "icmp type echo-reply dup to "
                  + chain.client().ipv4()
                  + "\n}\n}");
      String[] arguments = {"-c3", "-i0.2", chain.server().ipv4()};
      Outcome theirs = chain.client().run(PingRuns.words("ping", arguments));
      Outcome ours = chain.client().jnet(PingRuns.words("ping", arguments));
      assertEquals(
          "3 packets transmitted, 3 received, +2 duplicates, 0% packet loss",
          PingRuns.counts(theirs));
      assertEquals(PingRuns.counts(theirs), PingRuns.counts(ours), ours::toString);
      assertTrue(
          PingRuns.last(ours, "(DUP!)").matches("64 bytes .* ms \\(DUP!\\)"), ours::toString);
    }
  }

  /** Without -c it goes on; on Ctrl-C it says what it knows. */
  @Test
  void endsWithItsSumsOnCtrlC() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Background ping =
          chain.client().startJnet(Privilege.ROOT, "ping", "-i0.5", chain.server().ipv4());
      ping.awaitOutput("icmp_seq=4 "); // far from the next request, which would count as lost
      ping.signal("INT");
      Outcome outcome = ping.await(Duration.ofSeconds(5));
      assertEquals(130, outcome.exit());
      assertTrue(PingRuns.counts(outcome).endsWith(" received, 0% packet loss"), outcome::toString);
      assertTrue(PingRuns.last(outcome, "rtt min").startsWith("rtt min/avg/max/mdev = 0."));
    }
  }
}
