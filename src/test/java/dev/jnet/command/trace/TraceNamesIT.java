package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Names of hops that come from the network's name server. */
@NamespaceTest
class TraceNamesIT {
  /** Answers the question for the target's name after 0.2 s, and none of the others. */
  private static final String NAME_SERVER =
      """
      import select, socket, struct
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.bind(('127.0.0.1', 53))
      print('ready', flush=True)
      while True:
        q, peer = s.recvfrom(4096)
        if TARGET not in q: continue
        select.select([], [], [], 0.2)
        end = 12
        while q[end]: end += q[end] + 1
        name = b'\\x04late\\x07example\\x00'
        s.sendto(q[:2] + b'\\x81\\x80' + struct.pack('>HHHH', 1, 1, 0, 0) + q[12:end + 5]
                 + b'\\xc0\\x0c' + struct.pack('>HHIH', 12, 1, 60, len(name)) + name, peer)
      """;

  private static Outcome trace(TestNet net, Chain chain, String... options) throws IOException {
    Path resolver = Files.writeString(net.file("resolv.conf"), "nameserver 127.0.0.1\n");
    String line = "trace " + String.join(" ", options) + " " + chain.server().ipv4();
    return chain.client().run(Mounts.jnetOver("/etc/resolv.conf", resolver, line));
  }

  /** The reverse form of the target's address begins with its last octet. */
  private static String nameServer(Chain chain) {
    String[] octets = chain.server().ipv4().split("\\.", -1);
    StringBuilder labels = new StringBuilder("b'");
    for (int i = 3; i >= 0; i--) {
      labels.append(String.format("\\x%02x%s", octets[i].length(), octets[i]));
    }
    return NAME_SERVER.replace("TARGET", labels.append('\'').toString());
  }

  @Test
  void showsANameThatComesLateAndSaysThatAnotherDidNot() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      TraceRuns.talkative(chain, 1);
      Servers.on(chain.client()).python(nameServer(chain));
      Outcome text = trace(net, chain, "--no-mtu");
      assertTrue(text.out().contains("late.example"), text::toString);
      assertTrue(
          text.out().contains("the name server had not answered 1 question"), text::toString);
      Outcome json = trace(net, chain, "--no-mtu", "--json");
      assertEquals("late.example", TraceRuns.answer(TraceRuns.json(json), 2).get("name"));
      assertNull(TraceRuns.answer(TraceRuns.json(json), 1).get("name"), json::toString);
      assertEquals(1, ((Number) TraceRuns.json(json).get("pendingNames")).intValue());
      Outcome numeric = trace(net, chain, "--no-mtu", "-n");
      assertTrue(!numeric.out().contains("late.example"), numeric::toString);
      assertTrue(!numeric.out().contains("name server"), numeric::toString);
    }
  }
}
