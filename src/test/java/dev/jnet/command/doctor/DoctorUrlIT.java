package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jnet doctor URL} says of servers that go wrong only when they are talked to. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class DoctorUrlIT {
  private static final int PORT = 8443;
  private static final int BODY = 300_000;

  /** A server at a path of which each kind of trouble waits; in TLS where it gets a certificate. */
  private static final String SERVER =
      """
      import http.server, socket, ssl, struct, sys, threading
      class S(http.server.ThreadingHTTPServer):
        address_family = socket.AF_INET6
        def server_bind(self):
          http.server.socketserver.TCPServer.server_bind(self)
          self.server_name, self.server_port = 'server', self.server_address[1]
      class H(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          if self.path == '/cut':
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            return self.connection.close()
          if self.path == '/slow': threading.Event().wait(1.2)
          self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else 200)
          self.send_header('Content-Length', '300000')
          self.end_headers()
          self.wfile.write(b'x' * (1000 if self.path == '/hang' else 300000))
          if self.path == '/hang':
            self.wfile.flush()
            threading.Event().wait(60)
        def log_message(self, *a): pass
      s = S(('::', int(sys.argv[1])), H)
      if len(sys.argv) > 2:
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        c.load_cert_chain(sys.argv[2] + '.pem', sys.argv[2] + '.key')
        s.socket = c.wrap_socket(s.socket, server_side=True)
      print('ready', flush=True)
      s.serve_forever()
      """;

  private static DoctorAnswer examine(Host client, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "doctor";
    all[1] = "--json";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return DoctorAnswer.of(client.jnet(all));
  }

  @ParameterizedTest
  @CsvSource({
    "IP:%s, 10, true,",
    "IP:%s, -1, true, certificate-expired",
    "DNS:other.example, 10, true, certificate-for-other-name",
    "IP:%s, 10, false, certificate-untrusted",
  })
  void certificateIsTheCause(String names, int days, boolean trusted, String cause) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers servers = Servers.on(chain.server());
      servers.certificate("c", names.formatted(chain.server().ipv4()), days);
      servers.python(SERVER, "" + PORT, net.file("c").toString());
      String url = "https://" + Host.endpoint(chain.server().ipv4(), PORT) + "/";
      DoctorAnswer answer =
          trusted
              ? examine(chain.client(), "--cacert", net.file("ca.pem").toString(), url)
              : examine(chain.client(), url);
      if (cause == null) {
        answer.assertVerdict("ok", 0).assertCauses();
        assertTrue(answer.outcome().out().contains("\"application-answered\""), answer::toString);
      } else {
        answer.assertVerdict("broken", 1).assertCauses(cause);
      }
    }
  }

  @Test
  void serverWithoutTlsRefusesIt() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).python(SERVER, "" + PORT);
      examine(chain.client(), "https://" + Host.endpoint(chain.server().ipv6(), PORT) + "/")
          .assertVerdict("broken", 1)
          .assertCauses("tls-refused");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "503, broken, server-error",
    "404, ok,",
    "slow, degraded, first-byte-slow",
    "cut, broken, connection-reset",
    "hang, broken, transfer-stalls",
  })
  void answerIsTheCause(String path, String verdict, String cause) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).python(SERVER, "" + PORT);
      DoctorAnswer answer =
          examine(
              chain.client(), "http://" + Host.endpoint(chain.server().ipv4(), PORT) + "/" + path);
      answer.assertVerdict(verdict, verdict.equals("ok") ? 0 : 1);
      assertEquals(cause == null ? List.of() : List.of(cause), answer.causes(), answer::toString);
      assertEquals(path.equals("404"), answer.remarks().contains("request-refused"));
    }
  }

  private static Outcome fetch(Host client, String url) {
    return client.run("curl", "-gsS", "-m3", "-o", "/dev/null", "-w", "%{size_download}", url);
  }

  /** Echoes of every size pass, so that only the transfer itself shows it. */
  @Test
  void middleboxThatDropsLargeSegmentsOnlyIsFoundAndMendedHere() {
    for (boolean six : new boolean[] {false, true}) {
      try (TestNet net = TestNet.create()) {
        Chain chain = net.chain(1500, 1500);
        chain
            .router(1)
            .nft(
                """
                table inet box { chain f { type filter hook forward priority 0;
                meta l4proto tcp meta length > 1300 drop
                }
                }
                """);
        chain.server().withoutSegmentationOffload();
        chain.client().withoutSegmentationOffload();
        Servers.on(chain.server()).python(SERVER, "" + PORT);
        String address = six ? chain.server().ipv6() : chain.server().ipv4();
        String url = "http://" + Host.endpoint(address, PORT) + "/";
        assertNotEquals("" + BODY, fetch(chain.client(), url).out());
        DoctorAnswer port = examine(chain.client(), Host.endpoint(address, PORT));
        port.assertVerdict("broken", 1).assertCauses("black-hole");
        DoctorAnswer answer = examine(chain.client(), url);
        answer.assertVerdict("broken", 1).assertCauses("black-hole");
        answer
            .mending(0, "here")
            .forEach(command -> chain.client().run("sh", "-c", command).orThrow());
        Outcome after = fetch(chain.client(), url);
        assertEquals("" + BODY, after.out(), after::toString);
      }
    }
  }
}
