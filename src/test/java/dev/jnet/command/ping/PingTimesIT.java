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

/** The round trips that {@code jnet ping} tells, beside those in a capture of the same packets. */
@NamespaceTest
class PingTimesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Packet by packet, so that it does not matter how busy the machine is. */
  @Test
  void roundTripsAreTheKernels() {
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
                  "--flood-rate",
                  "200",
                  "-c1000",
                  chain.server().ipv4())
              .await(PATIENCE)
              .orThrow();
      Map<?, ?> summary = PingRuns.summary(outcome);
      assertEquals(1000L, summary.get("received"));
      Map<Long, Double> captured = roundTrips(capture.stop());
      List<Double> told = new ArrayList<>();
      List<Double> differences = new ArrayList<>();
      for (Map<?, ?> event : PingRuns.documents(outcome)) {
        if (event.get("rttMs") instanceof Number rtt) {
          double ours = rtt.doubleValue() * 1000;
          told.add(ours);
          differences.add(Math.abs(ours - captured.get((Long) event.get("sequence"))));
        }
      }
      assertEquals(1000, differences.size());
      double median = median(differences);
      assertTrue(median < 5, "half of the round trips differ by more than " + median + " µs");
      double p50 = ((Number) ((Map<?, ?>) summary.get("rtt")).get("p50Ms")).doubleValue() * 1000;
      assertEquals(median(told), p50, 5, "the median that jnet tells is that of its round trips");
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** The round trips in a capture in µs, by the echo's sequence number. */
  private static Map<Long, Double> roundTrips(Path file) {
    Map<Integer, Long> left = new HashMap<>();
    Map<Long, Double> times = new HashMap<>();
    for (PcapFile.Captured frame : PcapFile.read(file).frames()) {
      if (Dissection.ofEthernet(frame.bytes()).transport().orElse(null) instanceof IcmpEcho echo) {
        if (echo.isRequest()) {
          left.put(echo.sequence(), frame.time());
        } else {
          double time = (frame.time() - left.get(echo.sequence())) / 1e3;
          times.put((long) echo.sequence(), time);
        }
      }
    }
    assertEquals(1000, times.size());
    return times;
  }
}
