package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.PcapFile;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The round trips of {@code jnet ping} beside a capture of the same packets. */
@NamespaceTest
class PingTimesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** The median by jnet and the median of what tcpdump saw of the very same packets. */
  @Test
  void theMedianIsTheKernels() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Capture capture = chain.client().capture("eth0");
      Outcome outcome =
          chain
              .client()
              .startJnet(
                  Privilege.ROOT,
                  "ping",
                  "--json",
                  "-f",
                  "--flood-rate",
                  "200",
                  "-c1000",
                  chain.server().ipv4())
              .await(PATIENCE)
              .orThrow();
      Map<?, ?> summary = PingRuns.summary(outcome);
      assertEquals(1000L, summary.get("received"));
      double ours = ((Number) ((Map<?, ?>) summary.get("rtt")).get("p50Ms")).doubleValue() * 1000;
      double theirs = median(capture.stop());
      assertTrue(
          Math.abs(ours - theirs) < 5, "jnet " + ours + " µs, the capture " + theirs + " µs");
    }
  }

  private static double median(Path file) {
    Map<Integer, Long> left = new HashMap<>();
    List<Long> times = new ArrayList<>();
    for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
      if (Dissection.ofEthernet(frame.octets()).transport().orElse(null) instanceof IcmpEcho echo) {
        if (echo.isRequest()) {
          left.put(echo.sequence(), frame.time());
        } else {
          times.add(frame.time() - left.get(echo.sequence()));
        }
      }
    }
    assertEquals(1000, times.size());
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2] / 1e3;
  }
}
