package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The doctor's remedies are typed as they are printed; after that a real curl gets through. */
@NamespaceTest
class DoctorRemediesIT {
  private static final int PORT = 8080;
  private static final int MEGABYTE = 1 << 20;

  private static final String SERVER =
      """
      import http.server, socket, sys
      class S(http.server.ThreadingHTTPServer):
        address_family = socket.AF_INET6
        def server_bind(self):
          http.server.socketserver.TCPServer.server_bind(self)
          self.server_name, self.server_port = 'server', self.server_address[1]
      class H(http.server.BaseHTTPRequestHandler):
        def answer(self, body):
          self.send_response(200)
          self.send_header('Content-Length', str(len(body)))
          self.end_headers()
          self.wfile.write(body)
        def do_GET(self):
          self.answer(b'x' * (1 << 20))
        def do_POST(self):
          self.answer(str(len(self.rfile.read(int(self.headers['Content-Length'])))).encode())
        def log_message(self, *a): pass
      s = S(('::', int(sys.argv[1])), H)
      print('ready', flush=True)
      s.serve_forever()
      """;

  private static Outcome get(Host client, String target) {
    return client.run(
        "sh",
        "-c",
        "curl -gsS -m4 -o /dev/null -w '%{size_download}' http://"
            + Host.endpoint(target, PORT)
            + "/");
  }

  private static Outcome post(Host client, String target) {
    return client.run(
        "sh",
        "-c",
        "head -c 1048576 /dev/zero | curl -gsS -m4 -H 'Expect:' --data-binary @- http://"
            + Host.endpoint(target, PORT)
            + "/");
  }

  private static void assertTransfers(Host client, String target) {
    Outcome download = get(client, target);
    assertEquals(Integer.toString(MEGABYTE), download.out(), download::toString);
    Outcome upload = post(client, target);
    assertEquals(Integer.toString(MEGABYTE), upload.out(), upload::toString);
  }

  /** Breaks a chain's path, and mends it by the commands for a place. */
  private static void mend(String place, Consumer<Chain> breaking) {
    for (boolean six : new boolean[] {false, true}) {
      try (TestNet net = TestNet.create()) {
        Chain chain = net.chain(1500, 1500, 1500);
        breaking.accept(chain);
        // Segments are cut as on a real cable, so that a router sees them in their size.
        chain.server().withoutSegmentationOffload();
        chain.client().withoutSegmentationOffload();
        chain.server().start("python3", "-u", "-c", SERVER, "" + PORT).awaitOutput("ready");
        String target = six ? chain.server().ipv6() : chain.server().ipv4();
        assertNotEquals(
            "" + MEGABYTE + MEGABYTE,
            get(chain.client(), target).out() + post(chain.client(), target).out());
        DoctorAnswer answer =
            DoctorAnswer.of(chain.client().jnet("doctor", "--json", Host.endpoint(target, PORT)));
        assertNotEquals("ok", answer.verdict(), answer::toString);
        Host at = place.equals("here") ? chain.client() : chain.router(1);
        List<String> commands = answer.commands(place);
        assertNotEquals(List.of(), commands, answer::toString);
        commands.forEach(command -> at.run("sh", "-c", command).orThrow());
        assertTransfers(chain.client(), target);
      }
    }
  }

  private static void dropLarge(Host router, String direction) {
    router.nft(
        "table inet hole { chain f { type filter hook forward priority 0;\n"
            + direction
            + " meta length > 1400 drop\n}\n}\n");
  }

  @Test
  void blackHoleBothWaysIsMendedHere() {
    mend("here", chain -> chain.router(2).blackHole(1400));
  }

  @Test
  void blackHoleBothWaysIsMendedOnTheRouter() {
    mend("router", chain -> chain.router(2).blackHole(1400));
  }

  @Test
  void blackHoleThereIsMendedHere() {
    mend("here", chain -> dropLarge(chain.router(2), "iifname eth0"));
  }

  @Test
  void blackHoleThereIsMendedOnTheRouter() {
    mend("router", chain -> dropLarge(chain.router(2), "iifname eth0"));
  }

  @Test
  void blackHoleOnTheReturnPathIsMendedHere() {
    mend("here", chain -> dropLarge(chain.router(2), "iifname eth1"));
  }

  @Test
  void blackHoleOnTheReturnPathIsMendedOnTheRouter() {
    mend("router", chain -> dropLarge(chain.router(2), "iifname eth1"));
  }
}
