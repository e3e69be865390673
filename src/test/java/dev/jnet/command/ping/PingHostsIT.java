package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hosts that {@code jnet ping} cannot reach, or not yet, or together with others. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class PingHostsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** As with ping: this machine itself says that the host is unreachable. */
  @Test
  void reportsAHostThatIsNotThere() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String absent : List.of("198.18.0.99", "2001:db8::99")) {
        String[] arguments = {"-c2", "-i0.4", absent};
        Outcome theirs = chain.client().run(PingRuns.words("ping", arguments));
        Outcome ours = chain.client().jnet(PingRuns.words("ping", arguments));
        assertEquals(1, ours.exit(), ours::toString);
        List<String> shapes = PingRuns.shapes(theirs);
        // "pipe 2": how many waited in the kernel
        assertEquals(shapes.subList(0, shapes.size() - 1), withoutLast(PingRuns.shapes(ours)));
        assertEquals(
            "2 packets transmitted, 0 received, +2 errors, 100% packet loss",
            PingRuns.counts(ours));
        assertTrue(ours.err().contains(absent + " does not answer "), ours::toString);
      }
    }
  }

  private static List<String> withoutLast(List<String> lines) {
    return lines.subList(0, lines.size() - 1);
  }

  /** It counts as unreachable until it answers. */
  @Test
  void waitsForAHostThatComesUp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String absent = "198.18.0.99";
      Background ping = chain.client().startJnet(Privilege.ROOT, "ping", "-i0.5", absent);
      ping.awaitOutput("icmp_seq=2 Destination Host Unreachable");
      chain.server().ip("address add " + absent + "/24 dev eth0");
      ping.awaitOutput("ttl=64");
      ping.signal("INT");
      Outcome outcome = ping.await(PATIENCE);
      String first = outcome.out().lines().filter(line -> line.contains("ttl=")).findFirst().get();
      int before = (int) outcome.out().lines().filter(line -> line.contains("Unreachable")).count();
      assertTrue(first.contains(" icmp_seq=" + (before + 1) + " "), outcome::toString);
      assertTrue(
          PingRuns.counts(outcome).contains(" received, +" + before + " errors, "),
          outcome::toString);
    }
  }

  /** With a deadline it goes on until as many answers have come as were wanted. */
  @Test
  void deadlineOutlastsErrorsUntilTheHostIsUp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String absent : List.of("198.18.0.99", "2001:db8::99")) {
        Background ping =
            chain.client().startJnet(Privilege.ROOT, "ping", "-n", "-w20", "-c2", "-i0.5", absent);
        ping.awaitOutput("icmp_seq=2 Destination");
        String prefix = absent.contains(":") ? "/64 nodad" : "/24";
        chain.server().ip("address add " + absent + prefix + " dev eth0");
        Outcome outcome = ping.await(PATIENCE);
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(PingRuns.counts(outcome).contains(" 2 received, +"), outcome::toString);
      }
    }
  }

  /** The carrier goes and comes back: what was lost meanwhile is lost, and no more. */
  @Test
  void deadlineOutlastsALinkThatGoesDown() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Background ping =
            chain.client().startJnet(Privilege.ROOT, "ping", "-n", "-w20", "-c9", "-i0.2", target);
        ping.awaitOutput("icmp_seq=3 ");
        chain.server().sysctl("net.ipv6.conf.eth0.keep_addr_on_down", 1);
        chain.server().ip("link set eth0 down");
        Wait.pause(Duration.ofSeconds(2));
        chain.server().ip("link set eth0 up");
        Outcome outcome = ping.await(PATIENCE);
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(PingRuns.counts(outcome).contains(" 9 received, "), outcome::toString);
      }
    }
  }

  @Test
  void deadlineEndsAPingOfAHostThatNeverComesUp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String absent : List.of("198.18.0.99", "2001:db8::99")) {
        Outcome outcome = chain.client().jnet("ping", "-n", "-w4", "-c1", absent);
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(PingRuns.counts(outcome).contains(" 0 received, +"), outcome::toString);
      }
    }
  }

  /** As ping: of who was asked for by name the name is shown that the address has; not with -n. */
  @Test
  void showsNamesAsPingDoes() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      String server = chain.server().ipv4();
      String router = chain.router(1).ipv4();
      Path hosts = net.file("hosts");
      Files.writeString(hosts, server + " server.test alias.test\n" + router + " router.test\n");
      for (String arguments :
          List.of("alias.test", "-n alias.test", server, "-t1 alias.test", "-n -t1 alias.test")) {
        String line = " -c2 -i0.5 " + arguments;
        Outcome theirs = withHosts(chain, hosts, "ping" + line);
        Outcome ours =
            withHosts(chain, hosts, Installation.launcher(Privilege.ROOT) + " ping" + line);
        assertEquals(
            PingRuns.shape(PingRuns.last(theirs, "icmp_seq=2")),
            PingRuns.shape(PingRuns.last(ours, "icmp_seq=2")));
      }
    }
  }

  private static Outcome withHosts(Chain chain, Path hosts, String command) {
    List<String> words = Arrays.asList(command.split(" ", -1));
    return chain.client().run(Mounts.over("/etc/hosts", hosts, words).toArray(String[]::new));
  }

  /** By two interfaces at once, and one host that does not answer among them. */
  @Test
  void pingsSeveralHostsAtOnce() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain
          .server()
          .nft(
              "table ip no { chain in { type filter hook input priority 0;\n"
                  + "ip daddr 198.18.0.77 drop\n}\n}");
      chain.server().ip("address add 198.18.0.77/24 dev eth0");
      long before = System.nanoTime();
      Outcome outcome =
          chain
              .client()
              .jnet(
                  "ping",
                  "-c5",
                  "-i0.3",
                  "-W1",
                  chain.server().ipv4(),
                  "127.0.0.1",
                  chain.server().ipv6(),
                  "198.18.0.77");
      long took = System.nanoTime() - before;
      assertEquals(1, outcome.exit(), outcome::toString);
      assertEquals(
          List.of(
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 5 received, 0% packet loss",
              "5 packets transmitted, 0 received, 100% packet loss"),
          outcome
              .out()
              .lines()
              .filter(line -> line.contains("transmitted"))
              .map(line -> line.replaceAll(", time .*", ""))
              .toList());
      assertTrue(took < 15e9, "all at once, not one after the other: " + took);
    }
  }
}
