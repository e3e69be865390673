package dev.jnet.command.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet handshake} with servers that are not as in books: each is shown as it is. */
@NamespaceTest
class HandshakeOddServersIT {
  private static final String GET = "GET / HTTP/1.0\\r\\n\\r\\n";

  private static String address(Host host, int version) {
    return version == 4 ? host.ipv4() : host.ipv6();
  }

  private static String text(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void recognizesSynCookies(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host server = chain.server();
      server.sysctl("net.ipv4.tcp_syncookies", 2);
      Servers.on(server).web(80);
      String target = Host.endpoint(address(server, version), 80);
      Outcome stamped = chain.client().jnet("handshake", target, "--send", GET);
      assertEquals(0, stamped.exit(), stamped.toString());
      assertTrue(stamped.out().contains("hello from the server"), stamped.out());
      // a cookie hides the options in its timestamp; without one it has room for the MSS alone
      server.sysctl("net.ipv4.tcp_timestamps", 0);
      Outcome bare = chain.client().jnet("handshake", target, "--send", GET);
      assertEquals(0, bare.exit(), bare.toString());
      assertTrue(bare.out().contains("hello from the server"), bare.out());
      assertTrue(text(bare).contains("SYN cookies, which have no room for them"), bare.out());
      String sent = server.run("nstat", "-asz", "TcpExtSyncookiesSent").orThrow().out();
      assertTrue(sent.contains("TcpExtSyncookiesSent            2 "), sent);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void copesWithAServerThatRemembersAnOlderConnection(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Servers.on(chain.server())
          .python(
              """
              import socket
              s = socket.create_server(('::', 7), family=socket.AF_INET6, dualstack_ipv6=True)
              print('ready', flush=True)
              kept = [s.accept(), s.accept()]
              for c in kept[1:]:
                c[0].recv(1); c[0].close()
              """);
      String target = address(chain.server(), version);
      // a connection from the only port that there is, forgotten here without a word (TCP_REPAIR)
      client.sysctl("net.ipv4.ip_local_port_range", "50000 50000");
      client
          .run(
              "python3",
              "-c",
              "import socket, sys; s = socket.create_connection((sys.argv[1], 7));"
                  + " s.setsockopt(6, 19, 1); s.close()",
              target)
          .orThrow();
      Outcome outcome = client.jnet("handshake", Host.endpoint(target, 7), "-w", "1.4");
      assertEquals(0, outcome.exit(), outcome.toString());
      assertEquals(
          List.of(
              "SYN_SENT --SYN->",
              "SYN_SENT <-ACK--",
              "SYN_SENT --RST-> LISTEN",
              "SYN_SENT --SYN-> SYN_RECEIVED",
              "ESTABLISHED <-SYN ACK-- SYN_RECEIVED",
              "ESTABLISHED --ACK-> ESTABLISHED"),
          Ladders.columns(outcome).subList(0, 6).stream().map(String::strip).toList(),
          outcome.toString());
      assertTrue(text(outcome).contains("a challenge ACK, RFC 5961"), outcome.out());
    }
  }

  /** Lets no SYN for port 80 pass. */
  private static void withoutSyns(Host router) {
    router.nft(
        """
        table inet box { chain forwarded { type filter hook forward priority 0;
        tcp dport 80 tcp flags & (syn | ack) == syn drop
        }
        }
        """);
  }

  /** Answers SYNs for port 80 in the server's name, with TTL 200. */
  private static void middlebox(Host router) {
    Servers.on(router)
        .python(
            """
            import socket, struct
            s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            s.bind(('eth0', 0))
            print('ready', flush=True)
            def checksum(b):
              n = sum(struct.unpack('!%dH' % (len(b) // 2), b))
              n = (n >> 16) + (n & 0xffff)
              return 0xffff ^ ((n >> 16) + (n & 0xffff))
            while True:
              f = s.recv(2000)
              if f[12:14] == b'\\x08\\x00':
                protocol, source, target, tcp = f[23], f[26:30], f[30:34], f[34:]
              else:
                protocol, source, target, tcp = f[20], f[22:38], f[38:54], f[54:]
              if protocol != 6 or tcp[2:4] != b'\\0\\x50' or tcp[13] != 2:
                continue
              port, seq = struct.unpack('!H', tcp[:2])[0], struct.unpack('!I', tcp[4:8])[0]
              def segment(sum):
                ack = (seq + 1) & 0xffffffff
                return struct.pack('!HHIIBBHHH', 80, port, 12345, ack, 0x50, 0x12, 65000, sum, 0)
              answer = segment(checksum(target + source + struct.pack('!II', 20, 6) + segment(0)))
              if len(source) == 4:
                def header(sum):
                  return struct.pack(
                      '!BBHHHBBH4s4s', 0x45, 0, 40, 1, 0x4000, 200, 6, sum, target, source)
                ip = header(checksum(header(0)))
              else:
                ip = struct.pack('!IHBB16s16s', 0x60000000, 20, 6, 200, target, source)
              s.send(f[6:12] + f[0:6] + f[12:14] + ip + answer)
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void recognizesAMiddleboxThatAnswersForAClosedHost(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      withoutSyns(chain.router(1));
      middlebox(chain.router(1));
      String target = Host.endpoint(address(chain.server(), version), 80);
      Outcome outcome = chain.client().jnet("handshake", target);
      assertEquals(0, outcome.exit(), outcome.toString());
      String text = text(outcome);
      assertTrue(text.contains("TTLs 200 (SYN ACK), 63 (RST)"), text);
      assertTrue(text.contains(": more than one machine speaks"), text);
      assertTrue(text.contains("reset"), text);
    }
  }

  /** Somebody on the way answers beside the server. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void recognizesAnAnswerInAnothersName(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      middlebox(chain.router(1));
      Servers.on(chain.server()).web(80);
      String target = Host.endpoint(address(chain.server(), version), 80);
      Outcome two = chain.client().jnet("handshake", target, "--send", GET);
      String said = "contradict each other: probably another machine answers, too";
      assertTrue(text(two).contains(said), two::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void showsAServerThatResetsInsteadOfClosing(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server())
          .python(
              """
              import socket, struct
              s = socket.create_server(('::', 7), family=socket.AF_INET6, dualstack_ipv6=True)
              print('ready', flush=True)
              while True:
                c = s.accept()[0]
                c.recv(10)
                c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                c.close()
              """);
      String target = Host.endpoint(address(chain.server(), version), 7);
      for (String kernel : new String[] {"--verbose", "--kernel"}) {
        Outcome closing = chain.client().jnet("handshake", kernel, target);
        assertEquals(0, closing.exit(), closing.toString());
        assertTrue(text(closing).contains("it answered the FIN with a reset"), closing.toString());
        assertTrue(closing.out().contains("<-------RST ACK-- CLOSED"), closing.out());
        Outcome open = chain.client().jnet("handshake", kernel, target, "--send", "hello");
        assertTrue(text(open).contains("the other side reset the open connection"), open.out());
      }
    }
  }
}
