package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
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

  /**
   * A run.
   *
   * @param wallNs from its start to its end, in ns
   * @param processorNs how long it computed, in user mode and in the kernel, in ns
   */
  private record Time(long wallNs, long processorNs) {
    static final Time LONGEST = new Time(Long.MAX_VALUE, 0);

    Time orShorter(Time other) {
      return other.wallNs < wallNs ? other : this;
    }

    @Override
    public String toString() {
      return "%d ms (processor %d ms)".formatted(wallNs / 1_000_000, processorNs / 1_000_000);
    }
  }

  private static Time time(String command, int targets, String port, String right)
      throws IOException {
    long startedAt = System.nanoTime();
    Outcome outcome =
        client.run(
            "bash",
            "-c",
            "TIMEFORMAT='%U %S'; export JNET_BUILD=never; time \"$@\"",
            "bash",
            Installation.launcher(Privilege.ROOT).toString(),
            command,
            "--targets",
            file(targets, port),
            "--rate",
            "100000");
    Time time = new Time(System.nanoTime() - startedAt, processorNs(outcome.err()));
    long count = outcome.out().lines().filter(line -> line.contains(right)).count();
    assertEquals(targets, count, outcome.err());
    return time;
  }

  /** Bash's last line: seconds of processor time, in user mode and in the kernel. */
  private static long processorNs(String err) {
    String[] lines = err.strip().split("\n", -1);
    double seconds = 0;
    for (String part : lines[lines.length - 1].split(" ", -1)) {
      seconds += Double.parseDouble(part);
    }
    return (long) (seconds * 1e9);
  }

  /**
   * Targets asked one after the other would take a thousand times as long. What a thousand answers
   * cost in processor time is the machine's affair, and is allowed on top. The quickest runs are
   * compared, and more of them where others are at work on this machine.
   */
  @ParameterizedTest
  @CsvSource({
    "ping, '', received\":1",
    "mtu, '', pathMtu\":1500",
    "handshake, :80, status\":\"closed",
    "trace, '', status\":\"reached"
  })
  void waitsLessThanThreeTimesAsLongForThousandAsForOne(String command, String port, String right)
      throws IOException {
    Time one = Time.LONGEST;
    Time thousand = Time.LONGEST;
    for (int i = 0; i < MAX_ROUNDS && (i < ROUNDS || tooLong(thousand, one)); i++) {
      one = one.orShorter(time(command, 1, port, right));
      thousand = thousand.orShorter(time(command, 1000, port, right));
    }
    System.out.println(command + ": one target " + one + ", a thousand " + thousand);
    assertFalse(tooLong(thousand, one), thousand + ", one takes " + one);
  }

  private static boolean tooLong(Time thousand, Time one) {
    return thousand.wallNs - thousand.processorNs >= 3 * one.wallNs;
  }
}
