package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Bridged;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that come from other addresses than the one that {@code jnet ping} asks. */
@NamespaceTest
class PingGroupsIT {
  /** As ping, to the letter, and jnet says besides who it was. */
  @Test
  void countsAndNamesAnswersFromAnotherAddress() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host server = chain.server();
      server.ip("address add 198.18.0.9/24 dev eth0", "address add 2001:db8::9/64 dev eth0 nodad");
      server.nft(
          """
          table ip n { chain o { type filter hook output priority 0;
          icmp type echo-reply ip saddr set 198.18.0.9
          }
          }
          table ip6 n { chain o { type filter hook output priority 0;
          icmpv6 type echo-reply ip6 saddr set 2001:db8::9
          }
          }
          """);
      for (List<String> pair :
          List.of(List.of(server.ipv4(), "198.18.0.9"), List.of(server.ipv6(), "2001:db8::9"))) {
        String[] arguments = {"-n", "-c2", "-i0.3", pair.get(0)};
        Outcome theirs = chain.client().run(PingRuns.words("ping", arguments));
        Outcome ours = chain.client().jnet(PingRuns.words("ping", arguments));
        assertEquals(0, ours.exit(), ours::toString);
        assertEquals(
            PingRuns.shape(PingRuns.last(theirs, "seq=2")),
            PingRuns.shape(PingRuns.last(ours, "seq=2")));
        assertEquals(PingRuns.counts(theirs), PingRuns.counts(ours));
        assertTrue(
            ours.out()
                .contains("answered by " + pair.get(1) + " (2 of 2) in place of " + pair.get(0)),
            ours::toString);
        Outcome mtu = chain.client().jnet("mtu", pair.get(0));
        assertEquals(0, mtu.exit(), mtu::toString);
        assertTrue(mtu.out().contains(pair.get(1) + " in place of " + pair.get(0)), mtu::toString);
        Outcome trace = chain.client().jnet("trace", "-n", pair.get(0));
        assertTrue(trace.out().contains(pair.get(1)), trace::toString);
      }
    }
  }

  /** Each station once a round; those of broadcasts only with -b, as with ping. */
  @Test
  void asksAllStationsOfALink() {
    try (TestNet net = TestNet.create()) {
      List<Host> hosts = new Bridged(net, "10.9.1.", 1, 2, 3).hosts();
      Host client = hosts.get(0);
      for (Host station : hosts.subList(1, 3)) {
        station.sysctl("net.ipv4.icmp_echo_ignore_broadcasts", 0);
      }
      Wait.pause(Duration.ofSeconds(3)); // link-local addresses are looked for in use
      Outcome refused = client.jnet("ping", "-n", "-c2", "-W1", "10.9.1.255");
      assertEquals(2, refused.exit(), refused::toString);
      assertTrue(refused.err().contains("10.9.1.255 is a broadcast address; -b"), refused::err);
      for (List<String> arguments :
          List.of(
              List.of("-b", "10.9.1.255"),
              List.of("-I", "eth0", "224.0.0.1"),
              List.of("ff02::1%eth0"),
              List.of("-I", "eth0", "ff02::1"))) {
        List<String> words = new ArrayList<>(List.of("ping", "-n", "-c2", "-W1"));
        words.addAll(arguments);
        Outcome outcome = client.jnet(words.toArray(new String[0]));
        assertEquals(0, outcome.exit(), outcome::toString);
        assertEquals(
            "2 packets transmitted, 2 received, +2 duplicates, 0% packet loss",
            PingRuns.counts(outcome), outcome::toString);
        assertEquals(4, outcome.out().lines().filter(line -> line.contains("seq=")).count());
        assertTrue(outcome.out().contains("2 stations answered: "), outcome::toString);
      }
      Outcome others = client.jnet("mtu", "ff02::1%eth0");
      assertEquals(2, others.exit(), others::toString);
    }
  }
}
