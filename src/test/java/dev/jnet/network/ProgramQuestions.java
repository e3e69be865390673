package dev.jnet.network;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;

/** What is asked about a server where programs and probes fare differently. */
final class ProgramQuestions {
  static final int PORT = 8080;

  private ProgramQuestions() {}

  /** A report without its line breaks. */
  static String text(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  /** Each command that compares what programs get with its probes. */
  static List<List<String>> questions(String target) {
    String port = Host.endpoint(target, PORT);
    return List.of(
        List.of("ping", "-n", "-c1", "-W1", target),
        List.of("mtu", target),
        List.of("mtu", "--via", "tcp:" + PORT, target),
        List.of("trace", "-n", target),
        List.of("handshake", port),
        List.of("mss", port),
        List.of("walk", "--brief", "http://" + port + "/"));
  }

  /** A chain whose server has a web page on {@link #PORT}. */
  static Chain withServer(TestNet net, int... mtus) {
    Chain chain = net.chain(mtus);
    Servers.on(chain.server()).web(PORT);
    return chain;
  }
}
