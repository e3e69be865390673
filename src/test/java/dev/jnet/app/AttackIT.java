package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.mtu.MtuAnswer;
import dev.jnet.console.ExitCode;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Answers under attack: a flood of forged frames from the client's own link, by somebody who has to
 * guess what is asked. Nothing wrong is said for sure, memory stays bounded, and all ends in time.
 */
@NamespaceTest
@Tag("flood")
class AttackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MORE_THAN_A_RING_HOLDS = 50_000; // frames
  private static final long MAX_MEMORY = 256L << 20;

  private static Outcome run(Host client, String... arguments) {
    return run(Privilege.ROOT, client, arguments);
  }

  private static Outcome run(Privilege privilege, Host client, String... arguments) {
    Background run = client.startJnet(privilege, arguments);
    long most = run.peakMemoryAtEnd(PATIENCE);
    Outcome outcome = run.await(PATIENCE);
    System.out.println(
        String.join(" ", arguments)
            + ": "
            + (most >> 20)
            + " MiB at most, exit code "
            + outcome.exit());
    assertTrue(most > 0 && most < MAX_MEMORY, () -> most + " bytes");
    return outcome;
  }

  @Test
  void guessesAreNotBelieved() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      client.sysctl("net.ipv4.ping_group_range", "0 2147483647");
      Servers.on(chain.server()).web(80);
      String server = chain.server().ipv4();
      String server6 = chain.server().ipv6();
      List<String> wrong = new ArrayList<>();
      Attacker attacker =
          new Attacker(
              chain.router(1),
              client,
              List.of(client.ipv4(), client.ipv6()),
              List.of(server, server6));
      try (attacker) {
        for (String target : List.of(server, server6)) {
          byAnOrdinaryUser(client, target, wrong);
          MtuAnswer answer = MtuAnswer.all(run(client, "mtu", "--json", target)).get(0);
          System.out.println(answer);
          if ("confirmed".equals(answer.get("confidence")) && answer.number("pathMtu") != 1400) {
            wrong.add(answer.toString());
          }
          Outcome ping = run(client, "ping", "-c", "10", "-i", "0.05", target);
          System.out.println(ping.out());
          check(ping, "10 packets transmitted, \\d+ received", ExitCode.POSITIVE, wrong);
          Outcome trace = run(client, "trace", "--no-mtu", "-n", target);
          System.out.println(trace.out());
          if (trace.out().contains("203.0.113.") || trace.out().contains("2001:db8:bad:")) {
            wrong.add(trace.toString());
          }
          String port = Host.endpoint(target, 80);
          Outcome handshake = run(client, "handshake", port);
          System.out.println(handshake.out());
          check(handshake, "TCP port 80: open", ExitCode.POSITIVE, wrong);
        }
        Outcome arp = run(client, "arp", chain.router(1).ipv4());
        check(arp, Pattern.quote(chain.router(1).mac("eth0")), ExitCode.POSITIVE, wrong);
      }
      System.out.println(attacker.sent() + " frames");
      assertEquals(List.of(), wrong);
      assertTrue(attacker.sent() > 100_000, () -> attacker.sent() + " frames are no flood");
    }
  }

  /** The kernel is between him and the forgeries; he is wrong as little. */
  private static void byAnOrdinaryUser(Host client, String target, List<String> wrong) {
    MtuAnswer mtu = MtuAnswer.all(run(Privilege.NONE, client, "mtu", "--json", target)).get(0);
    if ("confirmed".equals(mtu.get("confidence")) && mtu.number("pathMtu") != 1400) {
      wrong.add(mtu.toString());
    }
    Outcome ping = run(Privilege.NONE, client, "ping", "-c", "5", "-i", "0.05", target);
    check(ping, "5 packets transmitted, \\d+ received", ExitCode.POSITIVE, wrong);
    Outcome trace = run(Privilege.NONE, client, "trace", "--no-mtu", "-n", target);
    if (trace.out().contains("203.0.113.") || trace.out().contains("2001:db8:bad:")) {
      wrong.add(trace.toString());
    }
    String port = Host.endpoint(target, 80);
    Outcome handshake = run(Privilege.NONE, client, "handshake", port);
    check(handshake, "TCP port 80: open", ExitCode.POSITIVE, wrong);
    System.out.println(mtu + "\n" + ping.out() + trace.out() + handshake.out());
  }

  /** A process that is held up cannot empty its ring: that is no loss in the network. */
  @Test
  void whatWasNotCapturedIsNotCalledLoss() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      String server = chain.server().ipv4();
      Attacker attacker =
          new Attacker(chain.router(1), client, List.of(client.ipv4()), List.of(server));
      try (attacker) {
        String[][] lines = {
          {"ping", "--json", "-i", "0.05", "-c", "40", server},
          {"mtu", "--json", "--rate", "10", server},
          {"trace", "--json", "-n", "--rate", "10", server},
          {"handshake", "--json", "--rate", "10", server + ":1-20"},
          {"ping", "-i", "0.05", "-c", "40", server},
          {"trace", "-n", "--rate", "10", "--no-mtu", server},
          {"arp", "-c", "3", "--interval", "0.5", chain.router(1).ipv4()},
        };
        List<Background> runs = new ArrayList<>();
        for (String[] line : lines) {
          String[] told = Arrays.copyOf(line, line.length + 1);
          told[line.length] = "-v";
          Background run = client.startJnet(Privilege.ROOT, told);
          run.awaitOutput("<- ");
          run.signal("STOP"); // before the next one starts: otherwise the first could end meanwhile
          runs.add(run);
        }
        attacker.awaitSent(attacker.sent() + MORE_THAN_A_RING_HOLDS);
        runs.forEach(run -> run.signal("CONT"));
        for (int i = 0; i < lines.length; i++) {
          Outcome outcome = runs.get(i).await(PATIENCE);
          if (lines[i][1].equals("--json")) {
            List<MtuAnswer> answers = MtuAnswer.all(outcome);
            MtuAnswer last = answers.get(answers.size() - 1);
            assertTrue(last.get("access") instanceof Map<?, ?>, outcome::toString);
            assertTrue(last.number("access.uncaptured") > 0, last::toString);
            assertEquals("capture", last.get("access.how"));
          } else {
            String all = outcome.out() + outcome.err();
            assertTrue(all.contains("frames that came faster than the"), outcome.out());
            assertFalse(all.contains("packets are lost"), outcome.out());
          }
        }
      }
    }
  }

  private static void check(Outcome outcome, String words, int exit, List<String> wrong) {
    if (outcome.exit() != exit || !Pattern.compile(words).matcher(outcome.out()).find()) {
      wrong.add(outcome.toString());
    }
  }
}
