package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a jnet that has read a packet may still do: read back from the kernel, thread by thread. */
@NamespaceTest
class PrivilegeDropIT {
  private static final String NONE = "0000000000000000";
  private static final String NET_ADMIN = "0000000000001000";
  private static final String NET_RAW_AND_ADMIN = "0000000000003000";

  private static final String NOBODY = "65534\t65534\t65534\t65534";

  /** A thread's sets: permitted, effective, inheritable, ambient, and whether it may get more. */
  private record Sets(String permitted, String effective, String rest, String noNewPrivileges) {}

  private static List<Sets> threads(Background jnet) throws IOException {
    List<Sets> all = new ArrayList<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + jnet.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        List<String> status = Files.readAllLines(thread.resolve("status"));
        assertEquals(NOBODY, field(status, "Uid"), "real, effective, saved, of files");
        assertEquals(NOBODY, field(status, "Gid"));
        assertEquals("", field(status, "Groups").strip());
        all.add(
            new Sets(
                field(status, "CapPrm"),
                field(status, "CapEff"),
                field(status, "CapInh") + field(status, "CapAmb"),
                field(status, "NoNewPrivs")));
      }
    }
    return all;
  }

  private static String field(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name + ":\t"))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  private static List<Sets> onceItHasAnswered(Host host, Privilege privilege, String... line)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("ping", "-i", "0.2"));
    words.addAll(List.of(line));
    try (Background jnet = host.startJnet(privilege, words.toArray(new String[0]))) {
      jnet.awaitOutput("icmp_seq=1 ttl=");
      List<Sets> threads = threads(jnet);
      jnet.signal("INT");
      Outcome outcome = jnet.await(Duration.ofSeconds(5));
      assertEquals(130, outcome.exit(), outcome::toString);
      assertEquals("", outcome.err());
      // the runtime's own are among them: a binary has two, and a JVM more than four
      assertTrue(threads.size() > (Installation.isBinary() ? 2 : 5), threads::toString);
      return threads;
    }
  }

  private static void assertAll(Sets expected, List<Sets> threads) {
    for (Sets thread : threads) {
      assertEquals(expected, thread, threads::toString);
    }
  }

  @Test
  void everyThreadHasGivenAwayEverything() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Sets nothing = new Sets(NONE, NONE, NONE + NONE, "1");
      String server = chain.server().ipv4();
      assertAll(nothing, onceItHasAnswered(chain.client(), Privilege.ROOT, server));
      assertAll(nothing, onceItHasAnswered(chain.client(), Privilege.NET_RAW, server));
    }
  }

  /** One thread keeps what it takes to make the kernel forget, and does not have it in force. */
  @Test
  void whatIpv6MayTakeInTheEndIsKeptAsleep() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Host client = chain.client();
      List<Sets> threads = onceItHasAnswered(client, Privilege.ROOT, chain.server().ipv6());
      assertTrue(threads.remove(new Sets(NET_ADMIN, NONE, NONE + NONE, "1")), threads::toString);
      assertAll(new Sets(NONE, NONE, NONE + NONE, "1"), threads);

      assertEquals("1400\n", client.jnet("mtu", "-q", chain.server().ipv6()).orThrow().out());
      String route = client.run("ip", "route", "get", chain.server().ipv6()).out();
      assertFalse(route.contains("mtu"), route);
    }
  }

  /** Two targets on two links: the right to open the second is kept until it is open. */
  @Test
  void theRightToCaptureIsKeptUntilTheLastLinkIsOpen() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      String server = chain.server().ipv4();
      assertAll(
          new Sets(NONE, NONE, NONE + NONE, "1"),
          onceItHasAnswered(client, Privilege.NET_RAW, server, "127.0.0.1"));
      assertEquals("1500\n65535\n", client.jnet("mtu", "-q", server, "127.0.0.1").orThrow().out());
      try (Background jnet =
          client.startJnet(Privilege.ROOT, "mtu", "-v", "--rate", "5", server, "127.0.0.1")) {
        jnet.awaitOutput("echo reply");
        List<Sets> threads = threads(jnet);
        Sets working = new Sets(NET_RAW_AND_ADMIN, "0000000000002000", NONE + NONE, "1");
        assertTrue(threads.remove(working), threads::toString);
        assertAll(new Sets(NONE, NONE, NONE + NONE, "1"), threads);
      }
    }
  }

  /** Threads that look names up read what comes from the network, and begin when links are open. */
  @Test
  void threadsThatLookNamesUpHaveNothing() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String server = chain.server().ipv4();
      Path targets = Files.writeString(net.file("targets"), server + "\none.test\ntwo.test\n");
      lookNamesUp(net, chain, 2, "ping", "-v", "-c", "100", "--targets", targets.toString());
      lookNamesUp(net, chain, 1, "trace", "-v", "--rate", "5", server, "127.0.0.1");
    }
  }

  private static void lookNamesUp(TestNet net, Chain chain, int names, String... line)
      throws Exception {
    Path resolver = Files.writeString(net.file("resolv.conf"), "nameserver 198.18.0.99\n");
    String[] words = Mounts.jnetOver("/etc/resolv.conf", resolver, String.join(" ", line));
    try (Background jnet = chain.client().start(words)) {
      jnet.awaitOutput("echo reply");
      // What is shown has not been handed to who asks for names; their threads wait for seconds.
      Wait.until(
          Duration.ofSeconds(5),
          () -> lookingUp(jnet) == names,
          () -> lookingUp(jnet) + " threads look names up, not " + names);
      Sets working = new Sets(NET_RAW_AND_ADMIN, "0000000000002000", NONE + NONE, "1");
      // A thread has its name a moment before it gives away what it was born with.
      Wait.until(
          Duration.ofSeconds(5),
          () -> count(working, jnet) == 1,
          () -> count(working, jnet) + " threads may send, not 1");
      List<Sets> threads = threads(jnet);
      assertTrue(threads.remove(working), threads::toString);
      assertAll(new Sets(NONE, NONE, NONE + NONE, "1"), threads);
    }
  }

  private static long count(Sets sets, Background jnet) {
    try {
      return threads(jnet).stream().filter(sets::equals).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lookingUp(Background jnet) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + jnet.pid() + "/task"))) {
      long count = 0;
      for (Path thread : threads.toList()) {
        count += Files.readString(thread.resolve("comm")).equals("jnet-name\n") ? 1 : 0;
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that root may make without owning their folder are opened while it still may. */
  @Test
  void filesAreMadeWhereRootMay() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path folder = net.file("others");
      Files.createDirectory(folder);
      chain.client().run("chown", "65534:65534", folder.toString()).orThrow();
      chain.client().run("chmod", "700", folder.toString()).orThrow();
      String svg = folder.resolve("path.svg").toString();
      String pcap = folder.resolve("path.pcap").toString();
      chain.client().jnet("trace", "--svg", svg, "--pcap", pcap, chain.server().ipv4()).orThrow();
      assertTrue(Files.readString(Path.of(svg)).endsWith("</svg>\n"));
      assertTrue(Files.size(Path.of(pcap)) > 1000);
      Servers.on(chain.server()).web(80);
      String html = folder.resolve("walk.html").toString();
      String body = folder.resolve("body").toString();
      chain
          .client()
          .jnet("walk", "--html", html, "-o", body, "http://" + chain.server().ipv4() + "/")
          .orThrow();
      assertTrue(Files.readString(Path.of(html)).contains("</html>"));
      assertEquals("hello from the server", Files.readString(Path.of(body)));
    }
  }

  /**
   * What the kernel lets a process do that has a capture open and no capability: why it is worth
   * little to take CAP_NET_RAW as well.
   */
  @Test
  void anOpenCaptureCanBeMovedToAnotherInterfaceWithoutAnyCapability() {
    String program =
        """
        import os, socket
        capture = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        capture.bind(("lo", 3))
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
        try:
          socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        except PermissionError:
          capture.bind(("eth0", 3))
          print("sent", capture.send(bytes(60)))
        """;
    try (TestNet net = TestNet.create()) {
      Outcome outcome = net.chain(1500).client().run("python3", "-c", program).orThrow();
      assertEquals("sent 60\n", outcome.out(), outcome::toString);
    }
  }
}
