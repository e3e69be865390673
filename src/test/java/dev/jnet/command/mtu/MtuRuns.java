package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs of {@code jnet mtu} on a host, whose every frame is captured beside jnet and, in the end,
 * judged by tshark and by pcap4j.
 */
final class MtuRuns implements AutoCloseable {
  private final Host host;
  private final String sender;
  private final Capture capture;
  private int probes;

  /**
   * Runs that leave by an interface.
   *
   * @param sender the MAC address of it, or its IP address where it has none
   */
  MtuRuns(Host host, String networkInterface, String sender) {
    this.host = host;
    this.sender = sender;
    this.capture = host.capture(networkInterface);
  }

  /** Runs that leave by a host's first Ethernet interface. */
  static MtuRuns on(Host host) {
    return new MtuRuns(host, "eth0", host.mac("eth0"));
  }

  /** Several targets in one run, which all have an answer. */
  List<MtuAnswer> all(String... arguments) {
    List<String> line = new ArrayList<>(List.of("mtu", "--json", "--wire-only"));
    line.addAll(Arrays.asList(arguments));
    Outcome outcome = host.jnet(line.toArray(new String[0]));
    assertEquals("", outcome.err());
    List<MtuAnswer> answers = MtuAnswer.all(outcome);
    for (MtuAnswer answer : answers) {
      probes += (int) answer.number("sent");
    }
    assertEquals(0, outcome.exit(), outcome::toString);
    return answers;
  }

  /** One target, which has an answer. */
  MtuAnswer one(String... arguments) {
    List<MtuAnswer> answers = all(arguments);
    assertEquals(1, answers.size());
    return answers.get(0);
  }

  /** Ends the capture: all that jnet says it has sent is there, and nothing is wrong with it. */
  @Override
  public void close() {
    Captures.Verdict verdict = Captures.check(capture.stop(), sender);
    assertEquals(List.of(), verdict.problems().stream().limit(5).toList());
    assertTrue(verdict.frames() >= probes, () -> verdict.frames() + " frames, sent " + probes);
  }
}
