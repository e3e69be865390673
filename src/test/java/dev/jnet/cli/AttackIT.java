package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final long MOST_MEMORY = 256L << 20;

  private static Outcome run(Host client, String... arguments) {
    Background run = client.startJnet(Privilege.ROOT, arguments);
    long peak = 0;
    long begunAt = System.nanoTime();
    while (run.running() && System.nanoTime() - begunAt < PATIENCE.toNanos()) {
      peak = Math.max(peak, run.peakMemory());
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    Outcome outcome = run.await(Duration.ofMillis(1));
    long most = peak;
    System.out.println(
        String.join(" ", arguments)
            + ": "
            + (System.nanoTime() - begunAt) / 1_000_000
            + " ms, "
            + (most >> 20)
            + " MiB at most, exit code "
            + outcome.exit());
    assertTrue(most > 0 && most < MOST_MEMORY, () -> most + " octets");
    return outcome;
  }

  @Test
  void guessesAreNotBelieved() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      Servers.web(chain.server(), 80);
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
          String port = target.contains(":") ? "[" + target + "]:80" : target + ":80";
          Outcome handshake = run(client, "handshake", port);
          System.out.println(handshake.out());
          check(handshake, "TCP port 80: open", ExitCode.POSITIVE, wrong);
        }
        Outcome arp = run(client, "arp", chain.router(1).ipv4());
        check(arp, Pattern.quote(chain.router(1).mac("eth0")), ExitCode.POSITIVE, wrong);
      }
      System.out.println(attacker.sent() + " frames, " + attacker.rate() + " a second");
      assertEquals(List.of(), wrong);
      assertTrue(attacker.rate() > 10_000, () -> attacker.rate() + " frames a second");
    }
  }

  private static void check(Outcome outcome, String words, int exit, List<String> wrong) {
    if (outcome.exit() != exit || !Pattern.compile(words).matcher(outcome.out()).find()) {
      wrong.add(outcome.toString());
    }
  }
}
