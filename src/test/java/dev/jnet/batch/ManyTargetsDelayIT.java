package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand targets at a round trip of 50 ms, beside one. */
@NamespaceTest
@Tag("flood")
class ManyTargetsDelayIT {
  private static final int ROUNDS = 3;
  private static final int MAX_ROUNDS = 12;

  private static TestNet net;
  private static Host client;

  @BeforeAll
  static void makeTheNetwork() {
    net = TestNet.create();
    Chain chain = net.chain().mtus(1500, 1500).delay(0, Duration.ofMillis(25)).build();
    client = chain.client();
    chain.server().ip("route add local 10.64.0.0/16 dev lo");
    chain.router(1).ip("route add 10.64.0.0/16 via " + chain.server().ipv4()).talkative();
  }

  @AfterAll
  static void removeTheNetwork() {
    net.close();
  }

  private static String file(int count, String port) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("10.64." + i / 250 + "." + (i % 250 + 1) + port);
    }
    return Files.write(net.file("targets-" + count), lines).toString();
  }

  /** A run, in ns. */
  private static long time(String command, int targets, String port, String right)
      throws IOException {
    long startedAt = System.nanoTime();
    Outcome outcome = client.jnet(command, "--targets", file(targets, port), "--rate", "100000");
    long time = System.nanoTime() - startedAt;
    long count = outcome.out().lines().filter(line -> line.contains(right)).count();
    assertEquals(targets, count, outcome.err());
    return time;
  }

  /** The quickest runs are compared, and more of them where others are at work on this machine. */
  @ParameterizedTest
  @CsvSource({
    "ping, '', received\":1",
    "mtu, '', pathMtu\":1500",
    "handshake, :80, status\":\"closed",
    "trace, '', status\":\"reached"
  })
  void takesLessThanThreeTimesAsLongForThousandAsForOne(String command, String port, String right)
      throws IOException {
    long one = Long.MAX_VALUE;
    long thousand = Long.MAX_VALUE;
    for (int i = 0; i < MAX_ROUNDS && (i < ROUNDS || thousand >= 3 * one); i++) {
      one = Math.min(one, time(command, 1, port, right));
      thousand = Math.min(thousand, time(command, 1000, port, right));
    }
    System.out.printf(
        "%s: one target %d ms, a thousand %d ms%n", command, one / 1_000_000, thousand / 1_000_000);
    assertTrue(thousand < 3 * one, thousand + " ns, one takes " + one);
  }
}
