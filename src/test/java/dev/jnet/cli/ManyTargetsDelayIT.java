package dev.jnet.cli;

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
import java.util.Collections;
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

  /** The quickest of a few runs, in ns: others may be at work on this machine. */
  private static long time(String command, int targets, String port, String right)
      throws IOException {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long time = System.nanoTime();
      Outcome outcome = client.jnet(command, "--targets", file(targets, port), "--rate", "100000");
      times.add(System.nanoTime() - time);
      long count = outcome.out().lines().filter(line -> line.contains(right)).count();
      assertEquals(targets, count, outcome.err());
    }
    return Collections.min(times);
  }

  @ParameterizedTest
  @CsvSource({
    "3, ping, '', received\":1",
    "3, mtu, '', pathMtu\":1500",
    "3, handshake, :80, status\":\"closed",
    "3, trace, '', status\":\"reached"
  })
  void thousandTakeAFewTimesAsLongAsOne(int times, String command, String port, String right)
      throws IOException {
    long one = time(command, 1, port, right);
    long thousand = time(command, 1000, port, right);
    System.out.println(
        command
            + ": one target "
            + one / 1_000_000
            + " ms, a thousand "
            + thousand / 1_000_000
            + " ms");
    assertTrue(thousand < times * one, thousand + " ns, one takes " + one);
  }
}
