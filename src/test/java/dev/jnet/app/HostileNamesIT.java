package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.mtu.MtuAnswer;
import dev.jnet.report.Plain;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/**
 * Names that are there to be obeyed by a terminal: from a name server, a list of hosts, banners,
 * header fields, a certificate, and the interface itself. Made of jnet's own few sequences, which
 * the last guard before the terminal lets pass, and of what it does not.
 */
@NamespaceTest
class HostileNamesIT {
  /** The interface, as the shell's printf has it: Linux forbids only a slash and white space. */
  private static final String INTERFACE = "e\\033[31m\\010E\"<&";

  /** Names, banners and header fields, as Python has them. */
  private static final String EVIL =
      """
      import socket, struct, threading
      TEXT = b'\\x1b[31mR\\x08E\\x08 \\x08\\r\\x1b[K<b>&"\\x9b2J\\xe2\\x80\\xae\\xc2\\x9b\\x1b]0;x\\x07'
      """;

  private static final String NAME_SERVER =
      EVIL
          + """
          LABELS = [b'\\x1b[31mR\\x08E', b'k\\r\\x1b[K\\x08 \\x08,"', b'\\n<b>&\\xe2\\x80\\xae', b'x' * 63]
          NAME = b''.join(bytes([len(l)]) + l for l in LABELS) + b'\\0'
          s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
          s.bind(('127.0.0.1', 53))
          print('ready', flush=True)
          def record(owner, kind, data):
            return owner + struct.pack('>HHIH', kind, 1, 60, len(data)) + data
          while True:
            q, peer = s.recvfrom(4096)
            end = 12
            while q[end]: end += q[end] + 1
            kind = struct.unpack('>H', q[end + 1:end + 3])[0]
            answers = []
            if kind == 12: answers = [record(b'\\xc0\\x0c', 12, NAME)]
            if kind in (1, 28): answers = [record(b'\\xc0\\x0c', 5, NAME)]
            if kind == 1: answers.append(record(NAME, 1, bytes([198, 18, 0, 2])))
            s.sendto(q[:2] + b'\\x81\\x80' + struct.pack('>HHHH', 1, len(answers), 0, 0)
                     + q[12:end + 5] + b''.join(answers), peer)
          """;

  private static final String SERVER =
      EVIL
          + """
          PAGE = (b'HTTP/1.1 200 ' + TEXT + b'\\r\\nServer: ' + TEXT + b'\\r\\nX\\x1b[31m: y\\r\\nContent-Type: '
                  + TEXT + b'\\r\\nContent-Length: 30\\r\\n\\r\\n' + TEXT[:30])
          def serve(port, text):
            s = socket.create_server(('::', port), family=socket.AF_INET6, dualstack_ipv6=True)
            while True: threading.Thread(target=speak, args=(s.accept()[0], text)).start()
          def speak(c, text):
            c.settimeout(2)
            try:
              if text is PAGE: c.recv(4096)
              c.sendall(text)
              c.recv(4096)
            except OSError: pass
            c.close()
          for port, text in ((80, PAGE), (22, b'SSH-2.0-' + TEXT + b'\\r\\n'), (21, b'220 ' + TEXT + b'\\r\\n'),
              (25, b'220-' + TEXT + b'\\r\\n220 ' + TEXT + b'\\r\\n'),
              (81, b'HTTP/1.1 302 x\\r\\nLocation: http://srv/' + TEXT + b'\\r\\nContent-Length: 0\\r\\n\\r\\n')):
            threading.Thread(target=serve, args=(port, text)).start()
          print('ready', flush=True)
          """;

  private static final List<String> BY_ROOT =
      List.of(
          "mtu -v srv",
          "ping -c2 -i0.05 srv",
          "ping -c1 found.test",
          "trace -v srv",
          "handshake srv:22",
          "handshake --kernel srv:22",
          "handshake -v srv:80 --send x",
          "mss srv:80 --get /",
          "walk http://srv/",
          "walk http://srv:81/",
          "walk ssh://srv",
          "walk smtp://srv",
          "walk ftp://srv",
          "walk -k https://srv/",
          "walk https://srv/",
          "walk -v --hex --dns 127.0.0.1 http://found.test/",
          "arp 198.18.0.2",
          "arp --scan 198.18.0.0/30");

  private static final List<String> BY_ANYBODY =
      List.of("mtu srv", "trace srv", "handshake srv:80 --send x", "mss srv:80", "arp 198.18.0.2");

  private final List<String> wrong = new ArrayList<>();

  private static void rename(Host client) {
    client
        .run(
            "sh",
            "-ec",
            "n=$(printf '"
                + INTERFACE
                + "')\nip link set eth0 down; ip link set eth0 name \"$n\"; ip link set \"$n\" up\n"
                + "ip addr add 2001:db8::1/64 dev \"$n\" nodad")
        .orThrow();
  }

  private static void certificate(TestNet net, Host server) {
    server
        .run(
            "sh",
            "-ec",
            "cd "
                + net.file("")
                + "; openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -days 3 -utf8 -subj"
                + " \"/CN=$(printf 'x\\033[31m\\010E<b>\\342\\200\\256y')/O=$(printf 'o\\r\\033[Kz')\""
                + " -addext \"subjectAltName=DNS:$(printf 'a\\033[31m\\010E'),DNS:other\"")
        .orThrow();
    server.start(
        "openssl",
        "s_server",
        "-accept",
        "443",
        "-key",
        net.file("k").toString(),
        "-cert",
        net.file("c").toString(),
        "-www",
        "-quiet");
  }

  /** One command in the client's namespace, with files of its own under /etc. */
  private void check(TestNet net, Host client, Privilege privilege, String line) {
    List<String> words = new ArrayList<>(List.of("sh", "-ec"));
    words.add(
        "mount --bind "
            + net.file("hosts")
            + " /etc/hosts; mount --bind "
            + net.file("resolv")
            + " /etc/resolv.conf; exec \"$@\"");
    words.add("sh");
    List<String> jnet = new ArrayList<>(List.of(Installation.launcher(privilege).toString()));
    jnet.addAll(List.of(line.split(" ")));
    words.addAll(privilege.wrap(jnet));
    Outcome outcome = client.run(words.toArray(new String[0]));
    boolean csv = line.contains("--csv");
    if (!isPlain(csv ? outcome.out().replace("\r\n", "\n") : outcome.out())
        || !isPlain(outcome.err())
        || outcome.err().contains("a bug")
        || outcome.out().isEmpty()) {
      wrong.add(outcome.toString());
    }
    if (line.contains("--json")) {
      assertFalse(MtuAnswer.all(outcome).isEmpty(), outcome::toString);
    }
  }

  private static boolean isPlain(String text) {
    return text.codePoints().allMatch(c -> c == '\n' || Plain.isHarmless(c));
  }

  /**
   * A client with an evil interface, name server and hosts file, and a server that is no better.
   */
  private static Host lay(TestNet net) throws Exception {
    Chain chain = net.chain(1500);
    Host client = chain.client();
    rename(client);
    client.sysctl("net.ipv4.ping_group_range", "0 2147483647");
    Servers.on(client).python(NAME_SERVER);
    Servers.on(chain.server()).python(SERVER);
    Files.writeString(net.file("hosts"), "198.18.0.2 \u001b[31mevil\bE,\"<b>&\u202e srv\n");
    Files.writeString(net.file("resolv"), "nameserver 127.0.0.1\n");
    certificate(net, chain.server());
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --json"})
  void noneReachesTheTerminalOfRoot(String form) throws Exception {
    try (TestNet net = TestNet.create()) {
      Host client = lay(net);
      for (String line : BY_ROOT) {
        check(net, client, Privilege.ROOT, line + form);
      }
      assertEquals(List.of(), wrong);
    }
  }

  @Test
  void noneReachesTheTerminalOfAnybodyNorATableOrADrawing() throws Exception {
    try (TestNet net = TestNet.create()) {
      Host client = lay(net);
      Path html = net.file("walk.html");
      Path svg = net.file("trace.svg");
      for (String line : BY_ANYBODY) {
        check(net, client, Privilege.NONE, line);
        check(net, client, Privilege.NONE, line + " --json");
      }
      for (String line :
          List.of(
              "interfaces",
              "interfaces --to srv",
              "interfaces --json --to srv",
              "trace --csv srv",
              "trace --markdown srv",
              "trace --svg " + svg + " srv",
              "walk --html " + html + " http://srv/")) {
        check(net, client, Privilege.ROOT, line);
      }
      assertEquals(List.of(), wrong);
      assertDrawn(Files.readString(svg), Files.readString(html));
    }
  }

  private static void assertDrawn(String svg, String html) throws Exception {
    assertTrue(isPlain(svg), svg);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertTrue(isPlain(html), html);
    assertFalse(html.contains("E<b>"), html);
    assertTrue(html.contains("&lt;b&gt;"), html);
  }
}
