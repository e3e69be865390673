package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The network of this machine changes in the middle of a run: that is said in a sentence, after
 * what is known by then, and nothing hangs.
 */
@NamespaceTest
class MidRunChangesIT {
  /** A change is noticed within a second, and the machine may be busy with other tests. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final String DOWN = "interface eth0 is down; set it up: sudo ip link set eth0 up";
  private static final String GONE = "interface eth0 has gone away";

  /** Runs that would take much longer than the test waits, and what is to be told by them. */
  private static final class Runs {
    private final Chain chain;
    private final Map<String, Background> running = new LinkedHashMap<>();

    Runs(Chain chain) {
      this.chain = chain;
    }

    /** Starts one whose partial answer has this in it, and waits until it has heard something. */
    Runs add(String partial, String... arguments) {
      List<String> line = new ArrayList<>(List.of(arguments));
      line.add("-v");
      Background run = chain.client().startJnet(Privilege.ROOT, line.toArray(new String[0]));
      running.put(partial, run);
      return this;
    }

    Runs underWay() {
      for (Background run : running.values()) {
        run.awaitOutput("<- ");
      }
      try {
        Thread.sleep(1500); // each knows something by then
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return this;
    }

    void assertEnd(String sentence) {
      for (Map.Entry<String, Background> each : running.entrySet()) {
        Outcome outcome = each.getValue().await(PATIENCE);
        assertEquals(ExitCode.TROUBLE, outcome.exit(), outcome::toString);
        assertTrue(outcome.err().contains("jnet: " + sentence), outcome::toString);
        String words = outcome.err().replaceAll("(?m)^ .* (<-|->) .*\n", ""); // without -v's frames
        String told = outcome.out() + words;
        assertTrue(told.contains(each.getKey()), () -> each.getKey() + " is not in " + told);
      }
    }
  }

  private static Runs all(TestNet net, Chain chain) {
    String server = chain.server().ipv4();
    Path targets = net.file("targets");
    try {
      Files.writeString(targets, server + "\n" + chain.router(1).ipv4() + "\n198.18.1.99\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return probing(chain)
        .add(
            "of 3 targets were answered by then",
            "ping",
            "--targets",
            targets.toString(),
            "--rate",
            "4",
            "-c",
            "99")
        .add("HOP  ADDRESS", "trace", "--watch", "-n", server)
        .add("198.18.0.2", "arp", "--scan", "198.18.0.0/24", "--rate", "5")
        .add("on eth0: 1 pair", "arp", "--watch");
  }

  private static Runs probing(Chain chain) {
    String server = chain.server().ipv4();
    return new Runs(chain)
        .add("icmp_seq=1 ", "ping", "-i", "0.2", server)
        .add("path MTU", "mtu", "--rate", "2", "-w", "60", server)
        .add("198.18.0.2", "trace", "-n", "--rate", "3", server)
        .add("closed", "handshake", "--rate", "5", server + ":1-200");
  }

  @Test
  void theInterfaceGoesDown() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Runs runs = all(net, chain).underWay();
      chain.client().ip("link set eth0 down");
      runs.assertEnd(DOWN);
    }
  }

  @Test
  void theCableIsDeleted() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Runs runs = all(net, chain).underWay();
      chain.router(1).ip("link del eth0");
      runs.assertEnd(GONE);
    }
  }

  @Test
  void theAddressIsTaken() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Runs runs = probing(chain).underWay();
      chain.client().ip("addr del 198.18.0.1/24 dev eth0");
      runs.assertEnd("198.18.0.1 was taken from eth0 during the run");
    }
  }

  @Test
  void theRouteLeadsElsewhere() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Runs runs = probing(chain).underWay();
      chain
          .client()
          .ip(
              "link add other type veth peer name another",
              "link set another up",
              "link set other up",
              "addr add 192.0.2.1/24 dev other",
              "route replace default via 192.0.2.2");
      runs.assertEnd(
          "the route to "
              + chain.server().ipv4()
              + " has changed during the run: it leaves by other now, not by eth0");
    }
  }

  @Test
  void theMtuOfTheInterfaceIsChanged() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Runs runs = probing(chain).underWay();
      chain.client().ip("link set eth0 mtu 1400");
      runs.assertEnd("the MTU of eth0 was changed from 1500 to 1400 during the run");
    }
  }
}
