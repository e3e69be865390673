package dev.jnet.command.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.capture.CaptureAnalysis;
import dev.jnet.capture.CapturedPacket;
import dev.jnet.capture.TcpEvent;
import dev.jnet.link.file.CaptureReader;
import dev.jnet.link.file.StoredFrame;
import dev.jnet.testnet.Background;
import dev.jnet.testnet.Bridged;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@code jnet read} on captures of real kernels' conversations, beside tshark. */
@NamespaceTest
class ReadIT {
  private static final int PORT = 8080;

  /** Sends and takes a megabyte; at /wait it does not take what comes for more than a second. */
  private static final String SERVER =
      """
      import http.server, socket, sys, threading
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
          self.answer(b'ok' if self.path == '/small' else b'x' * (1 << 20))
        def do_POST(self):
          if self.path == '/wait': threading.Event().wait(1.3)
          self.answer(str(len(self.rfile.read(int(self.headers['Content-Length'])))).encode())
        def log_message(self, *a): pass
      s = S(('::', int(sys.argv[1])), H)
      print('ready', flush=True)
      s.serve_forever()
      """;

  /** The fields of tshark's expert information, and what jnet calls the same. */
  private static final Map<String, TcpEvent> FIELDS =
      Map.of(
          "tcp.analysis.retransmission", TcpEvent.RETRANSMISSION,
          "tcp.analysis.fast_retransmission", TcpEvent.RETRANSMISSION,
          "tcp.analysis.spurious_retransmission", TcpEvent.RETRANSMISSION,
          "tcp.analysis.duplicate_ack", TcpEvent.DUPLICATE_ACK,
          "tcp.analysis.zero_window", TcpEvent.ZERO_WINDOW,
          "tcp.analysis.out_of_order", TcpEvent.OUT_OF_ORDER);

  private static Map<Long, Set<TcpEvent>> tshark(Path file) {
    List<String> fields = new ArrayList<>(List.of("frame.number"));
    fields.addAll(FIELDS.keySet());
    Map<Long, Set<TcpEvent>> events = new TreeMap<>();
    Captures.fields(file, "tcp.analysis.flags", fields.toArray(new String[0]))
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(
            words -> {
              Set<TcpEvent> these = EnumSet.noneOf(TcpEvent.class);
              for (int i = 1; i < words.length; i++) {
                if (!words[i].isEmpty()) {
                  these.add(FIELDS.get(fields.get(i)));
                }
              }
              if (!these.isEmpty()) {
                events.put(Long.valueOf(words[0]), these);
              }
            });
    return events;
  }

  /** Both programs say the same of every frame of a file. */
  private static void assertSameAsTshark(Path file) throws IOException {
    Map<Long, Set<TcpEvent>> ours = new TreeMap<>();
    CaptureAnalysis analysis = new CaptureAnalysis(CaptureAnalysis.Selection.ALL);
    try (CaptureReader reader = CaptureReader.open(file.toString())) {
      long number = 0;
      for (Optional<StoredFrame> next = reader.next(CaptureAnalysis.ENOUGH);
          next.isPresent();
          next = reader.next(CaptureAnalysis.ENOUGH)) {
        number++;
        CapturedPacket packet =
            new CapturedPacket(
                number, next.get().stamp(), next.get().linkType(), next.get().bytes());
        Set<TcpEvent> events = EnumSet.noneOf(TcpEvent.class);
        events.addAll(analysis.accept(packet));
        events.retainAll(FIELDS.values());
        if (!events.isEmpty()) {
          ours.put(number, events);
        }
      }
      assertTrue(number > 0);
    }
    assertEquals(tshark(file), ours, file::toString);
  }

  private static String url(Chain chain, boolean six, String path) {
    String address = six ? chain.server().ipv6() : chain.server().ipv4();
    return "http://" + Host.endpoint(address, PORT) + path;
  }

  private static void get(Chain chain, boolean six) {
    chain.client().run("curl", "-gsS", "-m4", "-o", "/dev/null", url(chain, six, "/"));
  }

  private static void post(Chain chain, boolean six, String path) {
    chain
        .client()
        .run(
            "sh",
            "-c",
            "head -c 1048576 /dev/zero | curl -gsS -m5 -H 'Expect:' --data-binary @- -o /dev/null "
                + url(chain, six, path));
  }

  /** Headers alone: frames that a busy machine misses are missing for tshark as well. */
  private static Background capture(Host host, Path file) {
    return host.start(
            "tcpdump",
            "-i",
            "eth0",
            "-w",
            file.toString(),
            "-n",
            "-Z",
            "root",
            "--time-stamp-precision=nano",
            "-U",
            "--immediate-mode",
            "-s",
            "256",
            "-B",
            "16384",
            "tcp or icmp")
        .awaitOutput("listening on");
  }

  /** Captures on both sides of a network what happens in it. */
  private static List<Path> capture(Consumer<Chain> breaking, Consumer<Chain> happening) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      breaking.accept(chain);
      chain.server().withoutSegmentationOffload();
      chain.client().withoutSegmentationOffload();
      Servers.on(chain.server()).python(SERVER, "" + PORT);
      List<Path> files = List.of(net.file("here.pcap"), net.file("there.pcap"));
      List<Background> captures =
          List.of(capture(chain.client(), files.get(0)), capture(chain.server(), files.get(1)));
      happening.accept(chain);
      Wait.pause(Duration.ofMillis(300));
      List<Path> kept = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        captures.get(i).signal("INT");
        captures.get(i).await(Duration.ofSeconds(10)).orThrow();
        Path file = Files.createTempFile("read", ".pcap");
        Files.copy(files.get(i), file, StandardCopyOption.REPLACE_EXISTING);
        kept.add(file);
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReadAnswer read(Path file, String... options) {
    return ReadAnswer.of(file, options);
  }

  private static void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
  }

  @Test
  void lossIsReadAsTsharkReadsIt() throws IOException {
    Path own = Files.createTempFile("read", ".pcap");
    List<Path> files =
        capture(
            chain -> {
              chain.router(1).loss(2);
              chain.detour(Duration.ofMillis(5));
            },
            chain -> {
              get(chain, false);
              get(chain, true);
              post(chain, false, "/");
              chain.client().jnet("walk", "-q", "--pcap", own.toString(), url(chain, false, "/"));
            });
    assertSameAsTshark(own);
    Files.delete(own);
    for (Path file : files) {
      assertSameAsTshark(file);
    }
    ReadAnswer there = read(files.get(1));
    assertTrue(there.sum("retransmissions") > 0, there::toString);
    delete(files);
  }

  @Test
  void closedWindowIsReadAsTsharkReadsIt() throws IOException {
    List<Path> files = capture(chain -> {}, chain -> post(chain, true, "/wait"));
    for (Path file : files) {
      assertSameAsTshark(file);
      ReadAnswer answer = read(file);
      assertEquals("degraded", answer.verdict(), answer::toString);
      assertTrue(answer.causes().contains("receiver-full"), answer::toString);
    }
    delete(files);
  }

  @Test
  void blackHoleOnTheReturnPathShowsOnBothOfItsSides() throws IOException {
    List<Path> files =
        capture(
            chain ->
                chain
                    .router(1)
                    .nft(
                        """
                        table inet hole { chain f { type filter hook forward priority 0;
                        iifname eth1 meta length > 1400 drop
                        }
                        }
                        """),
            chain -> get(chain, false));
    ReadAnswer there = read(files.get(1));
    assertEquals("broken", there.verdict(), there::toString);
    assertTrue(there.causes().contains("large-replies-vanish"), there::toString);
    for (Path file : files) {
      assertSameAsTshark(file);
    }
    delete(files);
  }

  @Test
  void blackHoleThereShowsWhereTheSenderIs() throws IOException {
    List<Path> files =
        capture(
            chain ->
                chain
                    .router(1)
                    .nft(
                        """
                        table inet hole { chain f { type filter hook forward priority 0;
                        iifname eth0 meta length > 1400 drop
                        }
                        }
                        """),
            chain -> post(chain, true, "/"));
    ReadAnswer here = read(files.get(0));
    assertEquals("broken", here.verdict(), here::toString);
    assertTrue(here.causes().contains("black-hole"), here::toString);
    delete(files);
  }

  @Test
  void closedPortIsReadAndConversationsAreSelected() throws IOException {
    List<Path> files =
        capture(
            chain -> {},
            chain -> {
              chain.client().run("curl", "-gsS", "-m2", url(chain, false, "/small"));
              chain.client().run("curl", "-gsS", "-m2", "http://" + chain.server().ipv4() + ":81/");
            });
    ReadAnswer all = read(files.get(0));
    assertEquals(List.of("port-closed"), all.causes(), all::toString);
    ReadAnswer one = read(files.get(0), "--port", "" + PORT);
    assertEquals("ok", one.verdict(), one::toString);
    String told = one.text("--port", "" + PORT, "--flow", "1");
    assertTrue(told.contains("Segments of conversation 1"), told);
    assertFalse(told.contains(":81"), told);
    delete(files);
  }

  /** tshark writes pcapng, in which each frame names its interface. */
  @Test
  void severalInterfacesInPcapngAreReadAsTsharkReadsThem() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host server = chain.server();
      Servers.on(server).python(SERVER, "" + PORT);
      Path file = net.file("both.pcapng");
      Background tshark =
          server.start("tshark", "-i", "eth0", "-i", "lo", "-s", "256", "-w", file.toString());
      tshark.awaitOutput("Capture started");
      get(chain, true);
      server.run("curl", "-sS", "-o", "/dev/null", "http://127.0.0.1:" + PORT + "/small");
      Wait.pause(Duration.ofMillis(500));
      tshark.signal("INT");
      tshark.await(Duration.ofSeconds(10)).orThrow();
      assertSameAsTshark(file);
      String told = read(file).text();
      assertTrue(told.contains("127.0.0.1:" + PORT), told);
      assertTrue(told.contains("[" + server.ipv6() + "]:" + PORT), told);
    }
  }

  @Test
  void refusedTlsIsReadWithItsAlert() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).certificate("c", "IP:" + chain.server().ipv4(), 10);
      String[] server =
          ("openssl s_server -www -tls1_3 -accept 8443 -cert " + net.file("c.pem"))
              .concat(" -key " + net.file("c.key"))
              .split(" ", -1);
      chain.server().start(server).awaitOutput("ACCEPT");
      Path file = net.file("tls.pcap");
      Background capture = capture(chain.client(), file);
      for (String address : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        String url = "https://" + Host.endpoint(address, 8443) + "/";
        chain.client().run("curl", "-gsSk", "-m3", "--tls-max", "1.2", url);
      }
      Wait.pause(Duration.ofMillis(300));
      capture.signal("INT");
      capture.await(Duration.ofSeconds(10)).orThrow();
      ReadAnswer answer = read(file);
      assertEquals(
          2, answer.causes().stream().filter("tls-refused"::equals).count(), answer::toString);
      assertTrue(answer.text().contains("the alert protocol_version (70)"), answer::toString);
    }
  }

  @Test
  void addressOfTwoStationsIsReadFromWhatTheDoctorCaptured() {
    try (TestNet net = TestNet.create()) {
      Bridged link = new Bridged(net, "10.0.0.", 1, 2);
      link.add("10.0.0.2");
      for (int i = 0; i < 3; i++) {
        link.hosts().get(i).ip("addr add 2001:db8::" + (i + 1) / 2 * 2 + "/64 dev eth0 nodad");
      }
      Host asking = link.hosts().get(0);
      for (String address : List.of("10.0.0.2", "2001:db8::2")) {
        Path file = net.file("claims.pcap");
        Outcome doctor = asking.jnet("doctor", "--json", "--pcap", file.toString(), address);
        assertTrue(doctor.out().contains("\"duplicate-address\""), doctor::toString);
        ReadAnswer answer = read(file);
        assertTrue(
            answer.text().contains("Several stations on the link claim " + address),
            answer::toString);
        assertTrue(answer.text().contains("jnet arp " + address), answer::toString);
      }
    }
  }
}
