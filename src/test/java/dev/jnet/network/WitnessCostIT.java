package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.questions;
import static dev.jnet.network.ProgramQuestions.withServer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What it costs that the kernel sends a copy of the first probe, where programs get what probes
 * get. Times depend on the machine; packets and their order do not.
 */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class WitnessCostIT {
  /** Echo requests and the first segments of connections, by whoever sent them. */
  private static final String ASKED =
      "icmp.type == 8 || icmpv6.type == 128 || tcp.flags & 0x12 == 2";

  /** The copy alone: the checksum of an echo request is wrong, or a SYN has no options. */
  private static final String COPY =
      "icmp.checksum.status == 0 || icmpv6.checksum.status == 0"
          + " || (tcp.flags & 0x12 == 2 && tcp.hdr_len == 20)";

  /**
   * One packet more leaves, as the first of all, and the probes are the same. The kernel asks
   * nothing else: each of its own questions would be a packet more in front, or at the end.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void copyCostsNoRoundTrip(int number) {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        List<String> question = questions(target).get(number);
        Path witnessed = captured(chain.client(), question);
        List<String> asked = lengths(witnessed, ASKED);
        assertTrue(asked.size() > 1, question::toString);
        assertEquals(List.of(asked.get(0)), lengths(witnessed, COPY), question::toString);
        Path wireOnly = captured(chain.client(), withOption(question, "--wire-only"));
        assertSameBeginning(lengths(wireOnly, ASKED), asked.subList(1, asked.size()), question);
      }
    }
  }

  /** How many probes there are depends on how soon answers come. Trace may stop at each. */
  private static void assertSameBeginning(
      List<String> expected, List<String> actual, List<String> question) {
    int both = question.contains("trace") ? 1 : Math.min(expected.size(), actual.size());
    assertEquals(expected.subList(0, both), actual.subList(0, both), question::toString);
  }

  private static List<String> withOption(List<String> question, String option) {
    List<String> words = new ArrayList<>(question);
    words.add(1, option);
    return words;
  }

  private static Path captured(Host client, List<String> question) {
    Capture capture = client.capture("eth0");
    Outcome outcome = client.jnet(question.toArray(new String[0]));
    Path file = capture.stop();
    assertEquals(0, outcome.exit(), outcome::toString);
    return file;
  }

  /** The lengths of packets in the order in which they passed. */
  private static List<String> lengths(Path file, String filter) {
    return Captures.fields(file, filter, "ip.len", "ipv6.plen").lines().toList();
  }
}
