package dev.jnet.command.walk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet walk} to servers that mean no good, and over paths that lose large packets. */
@NamespaceTest
class WalkBadServersIT {
  /** By the path asked for; each behaves badly in its own way. */
  private static final String PROGRAM =
      """
      import fcntl, socket, struct, termios, threading, gzip
      def acknowledged(c): # all that was sent
        return struct.unpack('i', fcntl.ioctl(c, termios.TIOCOUTQ, bytes(4)))[0] == 0
      def serve(c):
        try:
          path = c.recv(4000).split(b' ')[1].decode()
          ok = b'HTTP/1.1 200 OK\\r\\n'
          if path == '/reset':
            c.sendall(ok + b'Content-Length: 5000\\r\\n\\r\\n' + b'x' * 2000)
            while not acknowledged(c): pass
            c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
          elif path == '/short':
            c.sendall(ok + b'Content-Length: 5000\\r\\n\\r\\n' + b'x' * 2000)
          elif path == '/endless':
            c.sendall(ok)
            for i in range(100000):
              c.sendall(b'X-Field-%d: %s\\r\\n' % (i, b'y' * 100))
          elif path == '/bomb':
            packed = gzip.compress(bytes(10_000_000))
            c.sendall(ok + b'Content-Encoding: gzip\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(packed) + packed)
          elif path == '/chunked':
            c.sendall(ok + b'Transfer-Encoding: chunked\\r\\n\\r\\n')
            for part in (b'first ', b'second ', b'third'):
              c.sendall(b'%x;ext=1\\r\\n%s\\r\\n' % (len(part), part))
              while not acknowledged(c): pass # a segment each
            c.sendall(b'0\\r\\nTrailer: yes\\r\\n\\r\\n')
            c.recv(1)
          elif path == '/badchunk':
            c.sendall(ok + b'Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n')
            c.recv(1)
          elif path == '/escape':
            c.sendall(b'HTTP/1.1 200 \\x1b[31mred\\x07\\r\\nServer: \\x1b]0;owned\\x07\\xc2\\x9b\\r\\nContent-Length: 6\\r\\n\\r\\n\\x1b[2Jhi')
          elif path == '/notehttp':
            c.sendall(b'220 mail.example ESMTP\\r\\n')
            c.recv(1)
          elif path.startswith('/to/'):
            c.sendall(b'HTTP/1.1 302 Found\\r\\nContent-Length: 0\\r\\nLocation: http://' + path[4:].encode() + b'/\\r\\n\\r\\n')
            c.recv(1)
          elif path == '/nothing':
            pass
          elif path == '/mute':
            c.recv(1)
          elif path == '/big':
            c.sendall(ok + b'Content-Length: 100000\\r\\n\\r\\n' + b'z' * 100000)
            c.recv(1)
        finally:
          c.close()
      s = socket.create_server(('::', 80), family=socket.AF_INET6, dualstack_ipv6=True)
      print('ready', flush=True)
      while True:
        threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
      """;

  private static TestNet net;
  private static Chain chain;
  private static Host client;

  @BeforeAll
  static void server() {
    net = TestNet.create();
    chain = net.chain(1500, 1500);
    client = chain.client();
    chain.server().withoutSegmentationOffload();
    chain.server().start("python3", "-u", "-c", PROGRAM).awaitOutput("ready");
  }

  @AfterAll
  static void end() {
    if (net != null) {
      net.close();
    }
  }

  private static Outcome walk(String path, String... more) {
    List<String> words = new ArrayList<>(List.of("walk"));
    words.addAll(List.of(more));
    words.add("http://" + chain.server().ipv4() + path);
    return client.inside(() -> InProcess.jnet(words.toArray(new String[0])));
  }

  private static String flat(Outcome outcome) {
    return (outcome.out() + outcome.err()).replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @CsvSource({
    "/reset, 'the other side reset the connection in the middle of the body, after 2000 of 5000'",
    "/short, 'the body is shorter than announced: 2000 of 5000 bytes'",
    "/endless, 'the header fields do not end: given up after 65536 bytes'",
    "/badchunk, 'the size of a chunk makes no sense'",
    "/notehttp, 'does not speak HTTP/1: it begins \"220 mail.example ESMTP\"'",
    "/nothing, 'closed the connection without an answer'",
    "/mute, 'the server is silent, or its answer, in packets of up to 1500 bytes, vanishes'",
  })
  void saysWhatIsWrong(String path, String sentence) {
    Outcome outcome = walk(path, "-w", "3", "--brief");
    assertEquals(1, outcome.exit(), outcome.toString());
    assertTrue(flat(outcome).contains(sentence), outcome.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "255.255.255.255",
        "198.18.0.255",
        "0177.0.0.1",
        "0x7f000001",
        "224.0.0.1",
        "[ff02::1]",
        "0.0.0.0"
      })
  void whatIsKnownIsNotLostToRedirectThatLeadsNowhere(String target) throws IOException {
    Path page = net.file("redirect.html");
    Outcome text = walk("/to/" + target, "-w", "2", "--html", page.toString());
    assertTrue(text.exit() > 0, text.toString());
    assertTrue(text.out().contains("HTTP/1.1 302 Found"), text.toString());
    assertTrue(text.out().contains("http://" + target + "/"), text.toString());
    assertTrue(Files.readString(page).contains("302 Found"));
    Outcome json = walk("/to/" + target, "-w", "2", "--json");
    assertEquals(1, json.out().lines().count(), json.toString());
    assertTrue(json.out().contains("\"statusCode\":302"), json.toString());
  }

  @Test
  void unpacksNothing() throws IOException {
    Path file = net.file("bomb");
    Outcome outcome = walk("/bomb", "-o", file.toString());
    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(Files.size(file) < 20_000, "as it came: " + Files.size(file));
    assertTrue(flat(outcome).contains("jnet never unpacks"), outcome.out());
  }

  @Test
  void putsChunksTogether() throws IOException {
    Path file = net.file("chunked");
    Outcome outcome = walk("/chunked", "-o", file.toString());
    assertEquals(0, outcome.exit(), outcome.toString());
    assertArrayEquals(
        "first second third".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
    assertTrue(flat(outcome).contains("18 bytes in 3 chunks"), outcome.out());
  }

  @Test
  void nothingThatAServerSendsMovesTheCursor() {
    Path page = net.file("escape.html");
    Outcome outcome = walk("/escape", "--html", page.toString());
    assertEquals(0, outcome.exit(), outcome.toString());
    for (int i = 0; i < outcome.out().length(); i++) {
      char c = outcome.out().charAt(i);
      assertTrue(c == '\n' || !Character.isISOControl(c), "at " + i + ": " + (int) c);
    }
    assertFalse(walk("/escape", "--json").out().contains("\u001b"));
  }

  @Test
  void namesABlackHoleByWhatGotThrough() {
    chain.router(1).blackHole(1400).silent();
    try {
      Outcome outcome = walk("/big", "-w", "4", "--brief");
      assertEquals(1, outcome.exit(), outcome.toString());
      String out = flat(outcome);
      assertTrue(out.contains("the transfer stalled: "), out);
      assertTrue(out.contains("although the server may send up to 1500"), out);
      assertTrue(out.contains("with segments of at most 536 bytes the whole answer came"), out);
      assertTrue(out.contains("a black hole for large packets on the return path"), out);
    } finally {
      chain.router(1).nft("delete table inet testnet_hole\ndelete table inet testnet_silent");
    }
  }
}
