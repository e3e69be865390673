package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that never come to an end: jnet does, and says that they did not. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class EndlessPeersIT {
  /** By the port; each never ends in its own way. */
  private static final String PROGRAM =
      """
      import itertools, socket, ssl, threading
      OK = b'HTTP/1.1 200 OK\\r\\n'
      def drip(c, pieces, every):
        for piece in pieces:
          c.sendall(piece)
          threading.Event().wait(every)
      def forever(piece): return itertools.repeat(piece)
      def header(c): drip(c, itertools.chain([OK + b'X: '], forever(b'x')), 0.2)
      def interim(c): drip(c, forever(b'HTTP/1.1 100 Continue\\r\\n\\r\\n'), 0.05)
      def after(c): drip(c, itertools.chain([OK + b'Content-Length: 2\\r\\n\\r\\nhi'], forever(b'x')), 0.2)
      def flood(c): drip(c, itertools.chain([OK + b'\\r\\n'], forever(b'x' * 65536)), 0)
      def body(c): drip(c, itertools.chain([OK + b'\\r\\n'], forever(b'x')), 0.2)
      def lines(c): drip(c, forever(b'220-still here\\r\\n'), 0.2)
      def line(c): drip(c, itertools.chain([b'220 '], forever(b'x')), 0.2)
      def hello(c): drip(c, itertools.chain([b'\\x16\\x03\\x03\\x3f\\xff'], forever(b'\\x02')), 0.2)
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain('www.pem', 'www.key')
      def secret(c): header(context.wrap_socket(c, server_side=True))
      def secretly_after(c): after(context.wrap_socket(c, server_side=True, suppress_ragged_eofs=True))
      def quiet(act, c):
        c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try: act(c)
        except OSError: pass
      def serve(s, act):
        while True:
          threading.Thread(target=quiet, args=(act, s.accept()[0]), daemon=True).start()
      acts = [header, interim, after, flood, body, lines, line, hello, secret, secretly_after]
      for i, act in enumerate(acts):
        s = socket.create_server(('::', 7000 + i), family=socket.AF_INET6, dualstack_ipv6=True)
        threading.Thread(target=serve, args=(s, act), daemon=True).start()
      print('ready', flush=True)
      threading.Event().wait()
      """;

  private static TestNet net;
  private static Chain chain;

  @BeforeAll
  static void servers() {
    net = TestNet.create();
    chain = net.chain(1500, 1500);
    Servers servers = Servers.on(chain.server());
    servers.certificate("www", "DNS:www", 100);
    servers.python("import os, sys; os.chdir(sys.argv[1])\n" + PROGRAM, net.file(".").toString());
    jnet("walk", "-k", "-w", "1", "https://" + Host.endpoint(server(4), 7008) + "/"); // loads TLS
  }

  @AfterAll
  static void end() {
    if (net != null) {
      net.close();
    }
  }

  private static String server(int version) {
    return version == 4 ? chain.server().ipv4() : chain.server().ipv6();
  }

  private static Outcome jnet(String... words) {
    return chain.client().inside(() -> InProcess.jnet(words));
  }

  /** Runs jnet, which is to end within a second after the time that it has. */
  private static String ends(Duration time, int exit, String... words) {
    long start = System.nanoTime();
    Outcome outcome = jnet(words);
    long took = (System.nanoTime() - start) / 1_000_000;
    assertEquals(exit, outcome.exit(), outcome.toString());
    // Besides the second, what a busy machine takes.
    assertTrue(took < time.toMillis() + 5_000, took + " ms: " + outcome);
    return (outcome.out() + outcome.err()).replaceAll("\\s+", " ");
  }

  private static String walk(int version, String scheme, int port, int exit, String... more) {
    List<String> words = new ArrayList<>(List.of("walk", "--brief", "-k", "-w", "3", "-W", "1.2"));
    words.addAll(List.of(more));
    words.add(scheme + "://" + Host.endpoint(server(version), port) + "/");
    return ends(Duration.ofSeconds(3), exit, words.toArray(new String[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "4, http, 7000, 'does not stop sending: '",
    "6, http, 7000, 'no end of its header within 1200 ms (-W, or half of -w): given up'",
    "4, http, 7001, 'interim answers (HTTP/1.1 100 Continue): given up'",
    "6, http, 7001, 'does not stop sending interim answers'",
    "4, smtp, 7005, 'no end of its reply within 1200 ms'",
    "6, ftp, 7006, 'no end of its reply within 1200 ms'",
    "4, https, 7007, 'no end of its part of the TLS handshake'",
    "6, https, 7007, 'no end of its part of the TLS handshake'",
    "4, https, 7008, 'no end of its header'",
  })
  void walkGivesUpWhatDoesNotComeToItsEnd(int version, String scheme, int port, String sentence) {
    String text = walk(version, scheme, port, 1);
    assertTrue(text.contains(sentence), text);
  }

  @ParameterizedTest
  @CsvSource({"4, http, 7002", "6, http, 7002", "4, https, 7009"})
  void walkResetsWhoGoesOnSendingAfterOurFin(int version, String scheme, int port) {
    String text = walk(version, scheme, port, 0);
    assertTrue(text.contains("the server went on sending after the FIN and did not stop"), text);
  }

  @ParameterizedTest
  @CsvSource({"4, 7003", "6, 7003", "4, 7004"})
  void walkEndsBodyAfterItsWholeTime(int version, int port) {
    String text = walk(version, "http", port, 1);
    assertTrue(text.contains("the time was up (-w): "), text);
    assertTrue(text.contains("the body had come, and the server had not stopped"), text);
  }

  @Test
  void walkTakesNoMoreThanSoManyBytes() throws IOException {
    Path file = net.file("body");
    String text = walk(4, "http", 7003, 1, "--max-size", "100k", "-o", file.toString());
    assertTrue(text.contains("(--max-size): cut off after 102400 bytes"), text);
    assertFalse(Files.exists(file), "a body that was cut is not whole, and takes no name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--kernel"})
  void handshakeClosesAndResetsWhoDoesNotStop(String how) {
    for (int version : new int[] {4, 6}) {
      for (String send : new String[] {"", "--send=ask"}) {
        List<String> words = new ArrayList<>(List.of("handshake", "-w", "2"));
        words.addAll(List.of(how, send));
        words.removeIf(String::isEmpty);
        words.add(Host.endpoint(server(version), 7002));
        String text = ends(Duration.ofSeconds(2), 0, words.toArray(new String[0]));
        assertTrue(text.contains("went on sending after the FIN, and did not stop"), text);
        boolean endless = text.contains("the other side did not stop sending: closed when");
        assertEquals(!send.isEmpty(), endless, text);
      }
    }
  }

  @Test
  void anOrdinaryUsersHandshakeEnds() {
    long start = System.nanoTime();
    Outcome outcome =
        chain
            .client()
            .jnetAs(
                Privilege.NONE,
                "handshake",
                "-w",
                "2",
                "--send",
                "ask",
                Host.endpoint(server(4), 7004));
    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(
        outcome.out().contains("the other side did not stop sending: closed when"),
        outcome.toString());
    assertTrue(System.nanoTime() - start < 8_000_000_000L, outcome.toString());
  }

  @Test
  void aRunOfManyTargetsEnds() throws IOException {
    List<String> targets = new ArrayList<>();
    for (int port = 7000; port <= 7009; port++) {
      targets.add(Host.endpoint(server(4), port));
      targets.add(Host.endpoint(server(6), port));
    }
    Path file = Files.write(net.file("targets"), targets);
    long start = System.nanoTime();
    Outcome outcome = jnet("handshake", "--targets", file.toString(), "--send", "ask", "-w", "2");
    assertEquals(0, outcome.exit(), outcome.toString());
    assertEquals(20, outcome.out().lines().count(), outcome.out());
    assertTrue(System.nanoTime() - start < 7_000_000_000L, outcome.toString());
  }

  /** Whatever a server sends to what only measures the way to it. */
  @ParameterizedTest
  @CsvSource({
    "mtu -w 2 --via tcp:PORT HOST, 3",
    "mss -w 2 HOST:PORT, 3",
    "trace -w 1 --no-mtu --via tcp:PORT HOST, 10",
    "ping -w 2 --via tcp:PORT HOST, 3",
  })
  void measurementsEnd(String line, int seconds) {
    for (int version : new int[] {4, 6}) {
      for (int port : new int[] {7000, 7002, 7003, 7007}) {
        String host = line.contains("HOST:") ? Host.endpoint(server(version), port) : "";
        String[] words =
            line.replace("HOST:PORT", host)
                .replace("HOST", server(version))
                .replace("PORT", String.valueOf(port))
                .split(" ", -1);
        long start = System.nanoTime();
        Outcome outcome = jnet(words);
        long took = (System.nanoTime() - start) / 1_000_000;
        assertTrue(outcome.exit() <= 1, outcome::toString);
        assertTrue(took < seconds * 1_000L + 5_000, () -> took + " ms: " + outcome);
      }
    }
  }

  /** Each of the doctor's steps has an end; together they take less than a minute here. */
  @ParameterizedTest
  @CsvSource({"4, http, 7000", "6, http, 7001", "4, http, 7002", "6, http, 7003", "4, https, 7007"})
  void doctorEnds(int version, String scheme, int port) {
    long start = System.nanoTime();
    Outcome outcome = jnet("doctor", scheme + "://" + Host.endpoint(server(version), port) + "/");
    long took = (System.nanoTime() - start) / 1_000_000;
    assertTrue(outcome.exit() <= 1, outcome::toString);
    assertTrue(took < 60_000, () -> took + " ms: " + outcome);
  }
}
