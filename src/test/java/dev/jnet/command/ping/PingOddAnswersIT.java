package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers to {@code jnet ping} that are damaged, or come by another way than before. */
@NamespaceTest
class PingOddAnswersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** A rule on the way changes a byte of the reply's data, and not the checksum. */
  @Test
  void reportsDamagedReplies() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      for (int at : new int[] {28, 8}) {
        chain
            .router(1)
            .nft(
                "table ip damage {}\ndelete table ip damage\n"
                    + "table ip damage { chain passing { type filter hook forward priority 0;\n"
                    + "icmp type echo-reply @th,"
                    + at * 8
                    + ",16 set 0xbeef\n}\n}");
        Outcome ours = chain.client().jnet("ping", "-c2", "-i0.2", "-W1", chain.server().ipv4());
        assertEquals(
            "2 packets transmitted, 0 received, +2 corrupted, 100% packet loss",
            PingRuns.counts(ours), ours::toString);
        assertTrue(
            PingRuns.last(ours, "(BAD CHECKSUM!)").startsWith("64 bytes from "), ours::toString);
        assertTrue(
            ours.out().contains("\nwrong data byte #" + (at - 8) + " should be 0x"),
            ours::toString);
        assertTrue(ours.out().contains(" but was 0xbe\n"), ours::toString);
        assertEquals(1, ours.exit());
      }
    }
  }

  /** The way back becomes longer while the ping runs. */
  @Test
  void reportsAnotherTtl() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Background ping =
          chain
              .client()
              .startJnet(Privilege.ROOT, "ping", "-i0.2", "-w4", "-c12", chain.server().ipv4());
      ping.awaitOutput("icmp_seq=3 ttl=63 ");
      chain
          .router(1)
          .nft(
              "table ip ttl { chain passing { type filter hook forward priority 0;\n"
                  + "icmp type echo-reply ip ttl set 57\n}\n}");
      Outcome outcome = ping.await(PATIENCE).orThrow();
      assertTrue(PingRuns.last(outcome, "(ttl was 63)").contains(" ttl=5"), outcome::toString);
      assertTrue(
          PingRuns.last(outcome, "unusual: 1 with another TTL than the one before")
              .contains("(TTLs: 63 5"),
          outcome::toString);
    }
  }
}
