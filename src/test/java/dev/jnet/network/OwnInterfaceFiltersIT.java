package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.PORT;
import static dev.jnet.network.ProgramQuestions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Filters of nftables' family netdev, which stand at an interface of this machine. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class OwnInterfaceFiltersIT {
  private static final String ANSWERS =
      "icmp type echo-reply drop\nicmpv6 type echo-reply drop\ntcp sport " + PORT + " drop";

  private static final String QUESTIONS =
      "icmp type echo-request drop\nicmpv6 type echo-request drop\ntcp dport " + PORT + " drop";

  private static final String NOT_TAKEN = "neither programs here nor jnet's probes can send this";

  private static void filter(Host client, String hook, String rules) {
    client.nft(
        "table netdev shut { chain c { type filter hook "
            + hook
            + " device eth0 priority 0;\n"
            + rules
            + "\n}\n}");
  }

  private static List<String> targets(Chain chain) {
    return List.of(chain.server().ipv4(), chain.server().ipv6());
  }

  /** jnet captures before the hook, and programs get what is left behind it. */
  @Test
  void filterOnTheWayInIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500);
      Host client = chain.client();
      filter(client, "ingress", ANSWERS);
      for (String target : targets(chain)) {
        List<List<String>> questions =
            List.of(
                List.of("ping", "-n", "-c1", target),
                List.of("handshake", Host.endpoint(target, PORT)));
        for (List<String> question : questions) {
          Outcome outcome = client.jnet(question.toArray(new String[0]));
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains("programs here get no answer"), outcome::toString);
        }
        Outcome doctor = client.jnet("doctor", "--json", Host.endpoint(target, PORT));
        assertTrue(doctor.out().contains("\"code\":\"firewall-here\""), doctor::toString);
      }
    }
  }

  /** The command that doctor prints puts its rules into the chains of this family, too. */
  @Test
  void remedyLetsAnswersPastTheFilterOnTheWayIn() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500);
      Host client = chain.client();
      filter(client, "ingress", ANSWERS);
      for (String target : targets(chain)) {
        String port = Host.endpoint(target, PORT);
        Outcome doctor = client.jnet("doctor", port);
        String remedy =
            doctor
                .out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("nft ") && line.endsWith("| nft -f -"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(doctor.toString()));
        client.run("sh", "-c", remedy).orThrow();
        Outcome after = client.jnet("handshake", port);
        assertFalse(text(after).contains("programs here get no answer"), after::toString);
      }
    }
  }

  /** Probes do not pass the hook, either, so that nothing is said of the target. */
  @Test
  void filterOnTheWayOutIsNotTakenForSilenceOfTheTarget() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500);
      Host client = chain.client();
      String four = chain.server().ipv4();
      String six = chain.server().ipv6();
      List<List<String>> questions =
          List.of(
              List.of("ping", "-n", "-c1", "-W1", four),
              List.of("ping", "-n", "-c1", "-W1", six),
              List.of("trace", "-n", "--via", "icmp", six),
              List.of("handshake", Host.endpoint(four, PORT)),
              List.of("mss", Host.endpoint(six, PORT)),
              List.of("walk", "--brief", "http://" + Host.endpoint(four, PORT) + "/"));
      for (String target : targets(chain)) {
        Outcome before = client.jnet("ping", "-n", "-c1", target);
        assertEquals(0, before.exit(), before::toString);
        assertFalse(text(before).contains("This machine"), before::toString);
      }
      filter(client, "egress", QUESTIONS);
      for (List<String> question : questions) {
        Outcome outcome = client.jnet(question.toArray(new String[0]));
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(text(outcome).contains(NOT_TAKEN), outcome::toString);
      }
    }
  }

  /** UDP datagrams still leave, so that it is no matter of the link or the target. */
  @Test
  void doctorNamesFilterOnTheWayOut() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500);
      Host client = chain.client();
      filter(client, "egress", QUESTIONS);
      for (String target : targets(chain)) {
        Outcome doctor = client.jnet("doctor", "--json", Host.endpoint(target, PORT));
        assertTrue(
            doctor.out().contains("\"causes\":[{\"code\":\"firewall-here\""), doctor::toString);
        assertFalse(doctor.out().contains("ping-not-answered"), doctor::toString);
      }
    }
  }

  /** ARP and neighbor discovery stay in this machine, so that nothing is said of the router. */
  @Test
  void filterThatLetsNothingOutIsNamedWhereTheNextHopIsSilent() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500);
      Host client = chain.client();
      client.ip("neigh flush all");
      filter(client, "egress", "drop");
      for (String target : targets(chain)) {
        Outcome handshake = client.jnet("handshake", Host.endpoint(target, PORT));
        assertTrue(handshake.err().contains("but eth0 did not take the"), handshake::toString);
        Outcome doctor = client.jnet("doctor", target);
        assertTrue(
            text(doctor).contains("Packets for " + target + " do not leave this machine"),
            doctor::toString);
      }
    }
  }
}
