package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine has too few of what a run takes: files that may be open, or free TCP ports. */
@NamespaceTest
class ShortagesIT {
  private static final String JNET = "JNET_BUILD=never " + Installation.launcher(Privilege.ROOT);
  private static final String TOO_MANY_FILES =
      "jnet: too many files are open: this process may have no more;"
          + " raise its limit and run jnet again, as with: ulimit -n 1024\n";
  private static final String NO_PORT =
      "no TCP port is free: programs use all that the kernel gives away, 40000 to 40000;"
          + " end some of them, or widen the range: sysctl -w"
          + " net.ipv4.ip_local_port_range=\"32768 60999\"";

  /** Whatever the number of descriptors, there is an answer or one line that names the want. */
  private static void assertAnswerOrOneLine(Host host, String line) {
    boolean answered = false;
    for (int files : new int[] {6, 10, 14, 16, 18, 20, 23, 26, 29, 32, 36, 40, 64}) {
      Outcome outcome =
          host.run("bash", "-c", "ulimit -n " + files + " && exec env " + JNET + " " + line);
      String told = files + " files: " + line + ": " + outcome;
      answered = outcome.exit() == 0;
      assertTrue(answered || outcome.exit() == 2, told);
      // a line for each target
      assertEquals(
          answered ? "" : TOO_MANY_FILES,
          outcome.err().replace(TOO_MANY_FILES + TOO_MANY_FILES, TOO_MANY_FILES),
          told);
      assertFalse(outcome.out().contains("Exception"), told);
      assertFalse(outcome.out().contains("[warning]"), told);
    }
    assertTrue(answered, "64 files are enough for " + line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping -q -c1 IPV4",
        "mtu --json IPV6",
        "trace --svg PAGE --pcap CAPTURE IPV4",
        "ping -c1 IPV4 IPV6",
        "handshake --kernel IPV4:80",
        "handshake --kernel [IPV6]:80"
      })
  void tooFewDescriptorsAreNamed(String line) throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      try (ServerSocket server = chain.server().inside(() -> new ServerSocket(80))) {
        assertEquals(80, server.getLocalPort());
        assertAnswerOrOneLine(
            chain.client(),
            line.replace("PAGE", net.file("page").toString())
                .replace("CAPTURE", net.file("capture").toString())
                .replace("IPV4", chain.server().ipv4())
                .replace("IPV6", chain.server().ipv6()));
      }
    }
  }

  @Test
  void noFreeTcpPortIsNamed() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      client.run("sysctl", "-qw", "net.ipv4.ip_local_port_range=40000 40000").orThrow();
      try (ServerSocket taken = client.inside(() -> new ServerSocket(40000))) {
        assertEquals(40000, taken.getLocalPort());
        for (String address : List.of(chain.server().ipv4(), chain.server().ipv6())) {
          String bracketed = address.contains(":") ? "[" + address + "]" : address;
          for (List<String> line :
              List.of(
                  List.of("handshake", bracketed + ":80"),
                  List.of("handshake", "--half-open", bracketed + ":80"),
                  List.of("handshake", bracketed + ":80-82"),
                  List.of("handshake", "--kernel", bracketed + ":80"),
                  List.of("mss", bracketed + ":80"),
                  List.of("mtu", "--via", "tcp:80", address),
                  List.of("walk", "http://" + bracketed + "/"))) {
            Outcome outcome = client.jnet(line.toArray(new String[0]));
            assertEquals(2, outcome.exit(), outcome::toString);
            assertEquals("jnet: " + NO_PORT + "\n", outcome.err());
          }
          for (List<String> line :
              List.of(
                  List.of("ping", "-c1", address),
                  List.of("trace", address),
                  List.of("mtu", address))) {
            Outcome outcome = client.jnet(line.toArray(new String[0]));
            assertEquals(0, outcome.exit(), outcome::toString);
            assertEquals("", outcome.err());
          }
        }
        Outcome user =
            client
                .start(
                    Privilege.NONE,
                    Installation.ENVIRONMENT,
                    List.of(
                        Installation.launcher(Privilege.NONE).toString(),
                        "handshake",
                        chain.server().ipv4() + ":80"))
                .await(Duration.ofSeconds(20));
        assertTrue((user.out() + user.err()).contains(NO_PORT), user::toString);
      }
    }
  }
}
