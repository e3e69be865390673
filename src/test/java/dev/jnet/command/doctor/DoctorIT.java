package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The verdicts of {@code jnet doctor} on networks that are broken in one way each. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class DoctorIT {
  private static final int PORT = 8080;

  /** The addresses of a chain's server, one of each IP version. */
  private static List<String> targets(Chain chain) {
    return List.of(chain.server().ipv4(), chain.server().ipv6());
  }

  /** A packet filter of one chain, for {@code nft}. */
  private static String filter(String hook, String rules) {
    return "table inet shut { chain c { type filter hook %s priority 0; %s; }; }"
        .formatted(hook, rules);
  }

  private static String text(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  private static DoctorAnswer examine(Host client, String target) {
    return DoctorAnswer.of(client.jnet("doctor", "--json", target));
  }

  /** Examines the server of two links between which a router breaks something, by both versions. */
  private static void examine(
      BiConsumer<Chain, TestNet> breaking, BiConsumer<Chain, DoctorAnswer> check, int port) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      breaking.accept(chain, net);
      for (String target : targets(chain)) {
        String asked = port > 0 ? Host.endpoint(target, port) : target;
        check.accept(chain, examine(chain.client(), asked));
      }
    }
  }

  @Test
  void healthyPathIsOk() {
    examine(
        (chain, net) -> Servers.on(chain.server()).web(PORT),
        (chain, answer) -> answer.assertVerdict("ok", 0).assertCauses(),
        PORT);
  }

  @Test
  void healthyHostIsOkAndTheReportSaysWhatIsNotWrong() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Outcome outcome = chain.client().jnet("doctor", chain.server().ipv4());
      assertEquals(0, outcome.exit(), outcome::toString);
      assertTrue(text(outcome).contains(": ok. Nothing is wrong"), outcome::toString);
      assertTrue(
          text(outcome).contains("Not wrong route, next hop, ping, programs, path MTU, trace"),
          outcome::toString);
      assertTrue(text(outcome).contains("over 1400 bytes are too big"), outcome::toString);
    }
  }

  @Test
  void blackHoleIsNamedWithItsPlaceAndWhatMendsIt() {
    examine(
        (chain, net) -> chain.router(2).blackHole(1400),
        (chain, answer) ->
            answer
                .assertVerdict("broken", 1)
                .assertCauses("black-hole")
                .assertCertainty("inferred")
                .assertHop(0, 2)
                .assertRemedies("here", "router", "operator"),
        0);
  }

  @Test
  void closedPortIsToldFromFilteredOne() {
    examine(
        (chain, net) -> {},
        (chain, answer) ->
            answer.assertVerdict("broken", 1).assertCauses("port-closed").assertRemedies("server"),
        PORT);
  }

  @Test
  void ordinaryUserIsToldOfTheClosedPortToo() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      for (String target : targets(chain)) {
        String port = Host.endpoint(target, PORT);
        DoctorAnswer.of(chain.client().jnetAs(Privilege.NONE, "doctor", "--json", port))
            .assertVerdict("broken", 1)
            .assertCauses("port-closed");
      }
    }
  }

  @Test
  void portThatAFirewallDropsIsFiltered() {
    examine(
        (chain, net) -> chain.router(1).nft(filter("forward", "tcp dport 8080 drop")),
        (chain, answer) -> answer.assertVerdict("broken", 1).assertCauses("port-filtered"),
        PORT);
  }

  @Test
  void oneOfTwoEqualPathsThatDropsEverythingIsNamed() {
    examine(
        (chain, net) -> {
          Servers.on(chain.server()).web(PORT);
          chain
              .router(1)
              .nft(filter("forward", "tcp dport 8080 jhash tcp sport . tcp dport mod 2 1 drop"));
        },
        (chain, answer) ->
            answer
                .assertVerdict("broken", 1)
                .assertCauses("one-path-broken")
                .assertRemedies("operator"),
        PORT);
  }

  @Test
  void portThatARouterRejectsIsFilteredByThatRouter() {
    examine(
        (chain, net) ->
            chain
                .router(1)
                .nft(filter("forward", "tcp dport 8080 reject with icmpx type admin-prohibited")),
        (chain, answer) -> {
          answer.assertVerdict("broken", 1).assertCauses("port-filtered");
          String router =
              answer.text().contains(":8080") || answer.text().contains("2001:")
                  ? chain.router(1).ipv6()
                  : chain.router(1).ipv4();
          assertTrue(answer.text().contains(router), answer::toString);
        },
        PORT);
  }

  @Test
  void unknownNameIsTheCause() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      DoctorAnswer answer = examine(chain.client(), "no-such-host.invalid");
      assertEquals(1, answer.exit(), answer::toString);
      assertEquals("broken", answer.verdict(), answer::toString);
      assertTrue(
          List.of("name-unknown", "name-servers-fail").containsAll(answer.causes()),
          answer::toString);
    }
  }

  @Test
  void silentNameServerDoesNotOutlastTheTimeOfTheExamination() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path resolver =
          Files.writeString(net.file("resolv.conf"), "nameserver " + chain.server().ipv4() + "\n");
      // the kernel drops what comes, so that no error ends the wait
      chain.server().run("ip", "route", "add", "blackhole", chain.client().ipv4() + "/32");
      String command = "doctor --json -w 1 www.slow.test";
      long time = System.nanoTime();
      DoctorAnswer answer =
          DoctorAnswer.of(
              chain.client().run(Mounts.jnetOver("/etc/resolv.conf", resolver, command)));
      time = System.nanoTime() - time;
      assertEquals("unknown", answer.verdict(), answer::toString);
      assertTrue(answer.text().contains("no time was left (-w) for: name, "), answer::toString);
      assertTrue(time < 4 * Nanos.SECOND, time + " ns; the resolver would take 10 s");
    }
  }

  @Test
  void missingRouteIsTheCause() {
    examine(
        (chain, net) ->
            chain.client().run("sh", "-c", "ip route del default; ip -6 route del default"),
        (chain, answer) -> answer.assertVerdict("broken", 1).assertCauses("no-route"),
        0);
  }

  @Test
  void interfaceThatIsDownIsSwitchedOnByTheRemedy() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client().ip("link set eth0 down");
      DoctorAnswer answer = examine(client, chain.server().ipv4());
      answer.assertVerdict("broken", 1).assertCauses("interface-down").assertRemedies("here");
      answer.mending(0, "here").forEach(command -> client.run("sh", "-c", command).orThrow());
      examine(client, chain.server().ipv4()).assertVerdict("ok", 0);
    }
  }

  @Test
  void silentNextHopIsTheCause() {
    examine(
        (chain, net) -> chain.router(1).ip("link set eth0 down"),
        (chain, answer) -> answer.assertVerdict("broken", 1).assertCauses("next-hop-silent"),
        0);
  }

  @Test
  void hostThatAnswersNothingIsToldWithTheLastRouterThatAnswers() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      chain
          .server()
          .nft(
              filter(
                  "input", "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept; drop"));
      for (String target : targets(chain)) {
        DoctorAnswer answer = examine(chain.client(), target);
        answer.assertVerdict("broken", 1).assertCauses("no-answer").assertHop(0, 2);
      }
    }
  }

  @Test
  void ownFirewallIsTheCauseAlthoughProbesAreAnswered() {
    examine(
        (chain, net) -> {
          Servers.on(chain.server()).web(PORT);
          chain.client().nft(filter("output", "tcp dport 8080 drop"));
        },
        (chain, answer) -> answer.assertVerdict("broken", 1).assertCauses("firewall-here"),
        PORT);
  }

  @Test
  void ownFirewallThatDropsAnswersIsTheCause() {
    examine(
        (chain, net) ->
            chain
                .client()
                .nft(filter("input", "icmp type echo-reply drop; icmpv6 type echo-reply drop")),
        (chain, answer) -> answer.assertVerdict("broken", 1).assertCauses("firewall-here"),
        0);
  }

  @Test
  void lossIsToldWithItsShare() {
    examine(
        (chain, net) ->
            chain
                .server()
                .nft(
                    """
                    table inet third { chain arriving { type filter hook prerouting priority -400;
                    icmp type echo-request numgen inc mod 3 0 drop
                    icmpv6 type echo-request numgen inc mod 3 0 drop
                    }
                    }
                    """),
        (chain, answer) -> assertTrue(answer.causes().contains("packet-loss"), answer::toString),
        0);
  }
}
