package dev.jnet.command.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All 65,535 ports of a host, in the memory that jnet has: 128 MB. */
@NamespaceTest
@Timeout(200) // longer than one question may take
class AllPortsIT {
  private static final int PORTS = 65_535;

  /** What is asked takes as long as a busy machine needs for it: memory counts here, not time. */
  private static Outcome ask(Chain chain, String... arguments) {
    List<String> line = new ArrayList<>(List.of("handshake", "--rate", "20000"));
    line.addAll(List.of(arguments));
    return chain
        .client()
        .startJnet(Privilege.ROOT, line.toArray(new String[0]))
        .await(Duration.ofMinutes(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "6", "4 --kernel"})
  void tellsOfEachPort(String how) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).web(80);
      boolean six = how.startsWith("6");
      String target =
          Host.endpoint(six ? chain.server().ipv6() : chain.server().ipv4(), 1) + "-" + PORTS;
      Outcome outcome =
          how.endsWith("--kernel")
              ? ask(chain, "--json", "--kernel", target)
              : ask(chain, "--json", target);
      List<String> lines = outcome.out().lines().toList();
      assertEquals(1, outcome.exit(), outcome.err());
      assertEquals(PORTS, lines.size(), outcome.err());
      assertTrue(lines.get(79).contains("\"port\":80,\"status\":\"open\""), lines.get(79));
      assertEquals(1, lines.stream().filter(line -> line.contains("\"open\"")).count());
    }
  }

  @Test
  void tellsOfEachPortThatIsFiltered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain
          .server()
          .nft(
              """
              table inet f { chain in { type filter hook input priority 0; meta l4proto tcp drop
              }
              }
              """);
      Outcome outcome = ask(chain, "-w", "1", chain.server().ipv4() + ":1-65535");
      assertEquals(1, outcome.exit(), outcome.err());
      assertTrue(outcome.out().contains("65535 filtered"), outcome.out());
    }
  }

  /** Answers are printed while others are awaited: as JSON, alone, and in the report. */
  @ParameterizedTest
  @ValueSource(strings = {"--json", "--quiet", "--color=never", "--kernel"})
  void answersAppearWhileItRuns(String form) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).web(80);
      Background jnet =
          chain
              .client()
              .startJnet(
                  Privilege.ROOT,
                  "handshake",
                  form,
                  "--rate",
                  "100",
                  chain.server().ipv4() + ":80,1000-5000");
      jnet.awaitOutput(form.equals("--quiet") ? "80\n" : "open");
      assertTrue(jnet.running(), "4,001 ports take 40 s");
      jnet.signal("INT");
      Outcome outcome = jnet.await(Duration.ofSeconds(20));
      assertEquals(
          1,
          outcome.out().lines().filter(line -> line.matches(".*\\b80\\b.*open\\b.*|80")).count(),
          outcome::toString);
    }
  }
}
