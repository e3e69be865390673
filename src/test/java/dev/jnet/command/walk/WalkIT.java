package dev.jnet.command.walk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code jnet walk} to real servers, over a path whose middle is a PPPoE line: nginx, dnsmasq,
 * OpenSSH, vsftpd and an SMTP server.
 */
@NamespaceTest
class WalkIT {
  private static final int BODY = 1_000_000;

  private static TestNet net;
  private static Chain chain;
  private static Host client;

  @BeforeAll
  static void servers() throws IOException {
    net = TestNet.create();
    chain = net.chain(1500, 1492, 1500);
    client = chain.client();
    Host server = chain.server();
    byte[] body = new byte[BODY];
    new Random(6).nextBytes(body);
    Files.createDirectories(net.file("www"));
    Files.write(net.file("www/body"), body);
    Files.writeString(net.file("www/index.html"), "<h1>Hello</h1>\n");
    Servers servers = Servers.on(server);
    servers.certificate("good", "DNS:www.walk.test,DNS:six.walk.test", 20);
    servers.certificate("old", "DNS:www.walk.test", -1);
    servers.nginx(
        80,
        """
        server { listen 80; listen [::]:80; root www;
          location /moved { return 302 /index.html; }
          location /secure { return 301 https://www.walk.test/index.html; }
          location /loop { return 302 /loop; }
          location /missing { return 404; } }
        server { listen 443 ssl; listen [::]:443 ssl; root www; ssl_protocols TLSv1.2 TLSv1.3;
          ssl_certificate good.pem; ssl_certificate_key good.key; }
        server { listen 444 ssl; root www; ssl_protocols TLSv1.2;
          ssl_certificate good.pem; ssl_certificate_key good.key; }
        server { listen 445 ssl; root www;
          ssl_certificate old.pem; ssl_certificate_key old.key; }
        """);
    List<String> names =
        new ArrayList<>(
            List.of(
                "--host-record=www.walk.test," + server.ipv4(),
                "--host-record=six.walk.test," + server.ipv6(),
                "--host-record=other.walk.test," + server.ipv4(),
                "--cname=alias.walk.test,www.walk.test",
                "--local=/walk.test/"));
    for (int i = 1; i <= 60; i++) {
      names.add("--host-record=many.walk.test,198.18.2.2,198.51.100." + i);
    }
    servers.dnsmasq(names.toArray(new String[0]));
    servers.sshd();
    servers.vsftpd();
    servers.smtpd(server.ipv4());
    servers.smtpd(server.ipv6());
  }

  @AfterAll
  static void end() {
    if (net != null) {
      net.close();
    }
  }

  /** Runs it inside the client; names come from the server's dnsmasq. */
  static Outcome walk(String... arguments) {
    List<String> words = new ArrayList<>(List.of("walk", "--dns", chain.server().ipv4()));
    words.addAll(List.of(arguments));
    return client.inside(() -> InProcess.jnet(words.toArray(new String[0])));
  }

  private static String flat(Outcome outcome) {
    return (outcome.out() + outcome.err()).replaceAll("\\s+", " ");
  }

  private static String tshark(Path file, String filter, String... fields) {
    List<String> words =
        new ArrayList<>(
            List.of("tshark", "-n", "-r", file.toString(), "-Y", filter, "-T", "fields"));
    for (String field : fields) {
      words.addAll(List.of("-e", field));
    }
    return client.run(words.toArray(new String[0])).orThrow().out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"www", "six"})
  void fetchesWhatCurlFetchesAndEveryPacketIsSound(String name) throws IOException {
    String url = "http://" + name + ".walk.test/body";
    String address = name.equals("www") ? chain.server().ipv4() : "[" + chain.server().ipv6() + "]";
    Path theirs = net.file("curl-" + name);
    Path ours = net.file("jnet-" + name);
    client
        .run(
            "curl",
            "-s",
            "-o",
            theirs.toString(),
            "--resolve",
            name + ".walk.test:80:" + address,
            url)
        .orThrow();
    Capture capture = client.capture("eth0");
    Path recorded = net.file(name + ".pcap");
    Outcome outcome =
        walk("--wire-only", "-o", ours.toString(), "--pcap", recorded.toString(), url);
    Path file = capture.stop();
    assertEquals(0, outcome.exit(), outcome.toString());
    assertArrayEquals(Files.readAllBytes(theirs), Files.readAllBytes(ours));
    Path sent = net.file(name + "-sent.pcap");
    client
        .run(
            "tcpdump",
            "--time-stamp-precision=nano",
            "-r",
            file.toString(),
            "-w",
            sent.toString(),
            "tcp or udp or arp")
        .orThrow();
    Captures.Verdict verdict = Captures.check(sent, client.mac("eth0"));
    assertEquals(List.of(), verdict.problems());
    assertTrue(verdict.frames() >= 10, "judged " + verdict.frames());
    assertEquals("", tshark(file, "tcp.flags.reset == 1", "frame.number"), "nobody resets");
    assertEquals("", tshark(file, "icmp.type == 3 && icmp.code == 3", "frame.number"));
    assertTrue(tshark(recorded, "dns", "dns.qry.name").contains(name + ".walk.test"));
    assertTrue(tshark(recorded, "http.request", "http.request.uri").contains("/body"));
    assertFalse(outcome.out().contains(", but "), "a checksum comes out otherwise\n" + outcome);
    assertTrue(flat(outcome).contains("1000000 bytes of 1000000 announced"), outcome.out());
  }

  /** A new process loads the classes of TLS between the frames; that is no wait for the server. */
  @ParameterizedTest
  @ValueSource(ints = {443, 444})
  void waitsForTheServerAreTheGapsBeforeItsFrames(int port) {
    Path recorded = net.file("gaps-" + port + ".pcap");
    String resolver = chain.server().ipv4();
    String authority = net.file("ca.pem").toString();
    String url = "https://www.walk.test:" + port + "/index.html";
    List<String> words = List.of("walk", "--json", "--dns", resolver, "--cacert", authority);
    List<String> asked = new ArrayList<>(words);
    asked.addAll(List.of("--pcap", recorded.toString(), url));
    Outcome outcome = client.jnet(asked.toArray(new String[0]));
    assertEquals(0, outcome.exit(), outcome.toString());
    double gaps = 0;
    double before = 0;
    for (String line :
        tshark(recorded, "tcp.len > 0", "tcp.time_relative", "tcp.srcport").lines().toList()) {
      double at = 1000 * Double.parseDouble(line.split("\t", -1)[0]);
      gaps += line.endsWith("\t" + port) ? at - before : 0;
      before = at;
    }
    double waited = 0;
    for (String wait : List.of("tlsMs", "firstByteMs", "transferMs")) {
      waited +=
          Double.parseDouble(outcome.out().split("\"" + wait + "\":", -1)[1].split(",", 2)[0]);
    }
    assertTrue(waited > 0 && waited <= gaps + 0.01, waited + " of " + gaps + " ms: " + outcome);
  }

  @ParameterizedTest
  @CsvSource({"443, TLSv1.3", "444, TLSv1.2"})
  void verifiesTlsAndWiresharkCanReadIt(int port, String version) {
    Path recorded = net.file("tls-" + port + ".pcap");
    Path keys = net.file("tls-" + port + ".keys");
    Outcome outcome =
        client.jnet(
            "walk",
            "--dns",
            chain.server().ipv4(),
            "--cacert",
            net.file("ca.pem").toString(),
            "--pcap",
            recorded.toString(),
            "--keys",
            keys.toString(),
            "https://www.walk.test:" + port + "/index.html");
    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(flat(outcome).contains(version + ", TLS_"), outcome.out());
    assertTrue(flat(outcome).contains("Verified yes: valid, for this name"), outcome.out());
    assertTrue(flat(outcome).contains("Issuer CN=Test authority"), outcome.out());
    String requests =
        client
            .run(
                "tshark",
                "-n",
                "-r",
                recorded.toString(),
                "-o",
                "tls.keylog_file:" + keys,
                "-d",
                "tcp.port==" + port + ",tls",
                "-Y",
                "http",
                "-T",
                "fields",
                "-e",
                "http.request.uri",
                "-e",
                "http.response.code")
            .orThrow()
            .out();
    assertTrue(requests.contains("/index.html") && requests.contains("200"), requests);
  }

  @ParameterizedTest
  @CsvSource({
    "https://other.walk.test/, 'the certificate is not for other.walk.test, but for www.walk.test'",
    "https://www.walk.test:445/, 'the certificate has expired: valid until 2020-02-01'",
    "https://www.walk.test:80/, 'is not TLS'",
  })
  void refusesWhatIsNotToBeTrusted(String url, String sentence) {
    String authority = net.file("ca.pem").toString();
    Outcome outcome = walk("--cacert", authority, url);
    assertEquals(1, outcome.exit(), outcome.toString());
    assertTrue(flat(outcome).contains(sentence), outcome.toString());
    assertFalse(outcome.out().contains("The request going down"), "nothing was asked for");
  }

  @Test
  void anAuthorityThatTheStoreDoesNotKnowCountsForNothingUnlessWished() {
    Outcome refused = walk("https://www.walk.test/");
    assertEquals(1, refused.exit(), refused.toString());
    assertTrue(
        flat(refused).contains("no authority in the store has signed the certificate"),
        refused.out());
    Outcome accepted = walk("-k", "https://www.walk.test/");
    assertEquals(0, accepted.exit(), accepted.toString());
    assertTrue(flat(accepted).contains("accepted all the same"), accepted.out());
  }

  @Test
  void followsRedirectsAndNotForever() {
    Outcome moved = walk("http://www.walk.test/moved");
    assertEquals(0, moved.exit(), moved.toString());
    assertTrue(moved.out().contains("Then to http://www.walk.test/index.html"), moved.out());
    Outcome secure =
        walk("--cacert", net.file("ca.pem").toString(), "http://alias.walk.test/secure");
    assertEquals(0, secure.exit(), secure.toString());
    assertTrue(flat(secure).contains("alias.walk.test CNAME www.walk.test"), secure.out());
    Outcome stays = walk("--no-follow", "-q", "http://www.walk.test/moved");
    assertEquals("redirected\n", stays.out(), stays.toString());
    Outcome loop = walk("--brief", "http://www.walk.test/loop");
    assertEquals(1, loop.exit());
    assertTrue(flat(loop).contains("more than 5 redirects"), loop.out());
    Outcome missing = walk("-q", "http://www.walk.test/missing");
    assertEquals("http-404\n", missing.out());
    assertEquals(1, missing.exit());
  }

  @ParameterizedTest
  @CsvSource({
    "ssh, 'server SSH-2.0-OpenSSH'",
    "smtp, 'jnet EHLO [198.18.0.1]'",
    "ftp, 'EPSV a data connection that works over IPv6'",
  })
  void hearsGreetingsAndSaysGoodbye(String scheme, String line) {
    Outcome four = walk(scheme + "://www.walk.test");
    assertEquals(0, four.exit(), four.toString());
    assertTrue(flat(four).contains(line), four.out());
    assertTrue(flat(four).contains("greeted, and left in order"), four.out());
    Outcome six = walk("-q", scheme + "://six.walk.test");
    assertEquals("arrived\n", six.out(), six.toString());
  }

  @Test
  void asksAgainOverTcpWhatWasCutShort() {
    Outcome outcome = walk("http://many.walk.test/");
    assertTrue(flat(outcome).contains("an answer was cut short (TC)"), outcome.toString());
    assertTrue(flat(outcome).contains("over TCP"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource({
    "http://nobody.walk.test/, 2, there is no such name: nobody.walk.test (NXDOMAIN",
    "http://www.elsewhere.test/, 2, does not tell an address: REFUSED",
    "http://www.walk.test:81/, 1, port 81 is closed",
    "http://198.18.2.99/, 1, port 80 is filtered: 198.18.1.2 says: host unreachable",
  })
  void saysWhereItEnds(String url, int exit, String sentence) {
    chain.router(2).sysctl("net.ipv4.neigh.eth1.retrans_time_ms", 100);
    Outcome outcome = walk(url);
    assertEquals(exit, outcome.exit(), outcome.toString());
    assertTrue(flat(outcome).contains(sentence), outcome.toString());
  }

  @Test
  void aSilentResolverAndAClosedOneAreTwoThings() {
    Outcome closed = walkWith(chain.router(1).ipv4());
    assertEquals(2, closed.exit());
    assertTrue(flat(closed).contains("port unreachable"), closed.toString());
    chain
        .router(1)
        .nft(
            """
            table inet mute { chain in { type filter hook input priority 0; udp dport 53 drop
            }
            }\
            """);
    Outcome silent = walkWith(chain.router(1).ipv4());
    assertEquals(2, silent.exit());
    assertTrue(flat(silent).contains("no name server answers"), silent.toString());
  }

  private static Outcome walkWith(String server) {
    return client.inside(
        () -> InProcess.jnet("walk", "-w", "4", "--dns", server, "http://www.walk.test/"));
  }

  @Test
  void lossChangesNothing() throws IOException {
    chain.router(1).loss(10); // a name's three questions may all be lost, so there is none
    try {
      Path ours = net.file("lossy");
      String url = "http://" + chain.server().ipv4() + "/body";
      Outcome outcome = walk("-q", "-o", ours.toString(), url);
      assertEquals("arrived\n", outcome.out(), outcome.toString());
      assertArrayEquals(Files.readAllBytes(net.file("www/body")), Files.readAllBytes(ours));
    } finally {
      chain.router(1).nft("delete table inet testnet_loss");
    }
  }

  @Test
  void aCapabilityIsEnough() {
    Outcome outcome =
        client.jnetAs(
            dev.jnet.testnet.Privilege.NET_RAW,
            "walk",
            "-q",
            "--dns",
            chain.server().ipv4(),
            "http://www.walk.test/");
    assertEquals("arrived\n", outcome.out(), outcome.toString());
  }
}
