package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where this machine's connection tracking has no room for another connection. */
@NamespaceTest
class FullConnectionTableIT {
  /**
   * Fills the table of its own namespace by ctnetlink, up to the limit that all namespaces share.
   * The connections are "assured", because the kernel gives up others when it needs room. The pings
   * of before are taken out first: the kernel would give them up later, and have room again.
   */
  private static final String FILL =
      """
      import socket, struct
      def attribute(kind, value, nested=0):
          return struct.pack('=HH', 4 + len(value), kind | nested << 15) + value + b'\\0' * (-len(value) % 4)
      def ends(kind, source, destination, source_port, port):
          addresses = attribute(1, attribute(1, source) + attribute(2, destination), 1)
          ports = attribute(2, struct.pack('>H', source_port)) + attribute(3, struct.pack('>H', port))
          return attribute(kind, addresses + attribute(2, attribute(1, b'\\x11') + ports, 1), 1)
      limit = int(open('/proc/sys/net/netfilter/nf_conntrack_max').read())
      kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
      kernel.send(struct.pack('=IHHII', 20, 0x102, 1, 0, 0) + struct.pack('>BBH', 0, 0, 0))
      here = socket.inet_aton('198.51.100.1')
      messages = []
      for number in range(limit + 100):
          there = struct.pack('>I', 0xcb007100 + (number >> 16))
          port = number & 0xffff
          body = (struct.pack('>BBH', 2, 0, 0) + ends(1, here, there, port, 9) + ends(2, there, here, 9, port)
                  + attribute(3, struct.pack('>I', 14)) + attribute(7, struct.pack('>I', 600)))
          messages.append(struct.pack('=IHHII', 16 + len(body), 0x100, 0x401, number, 0) + body)
          if len(messages) == 100:
              kernel.send(b''.join(messages))
              messages = []
      """;

  @Test
  void fullTableIsNamedAsTheCause() {
    try (TestNet net = TestNet.create()) {
      Chain chain = ProgramQuestions.withServer(net, 1500, 1500);
      Host client = chain.client();
      client.nft(
          "table inet tracked { chain leaving { type filter hook output priority 0; ct state new counter accept\n}\n}");
      List<String> targets = List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0));
      for (String target : targets) {
        assertFalse(text(client.jnet("ping", "-c1", target)).contains("programs here"));
      }
      client.run("python3", "-c", FILL).orThrow();
      for (String target : targets) {
        assertEquals(1, client.run("ping", "-c1", "-W1", target).exit());
        for (List<String> question : ProgramQuestions.questions(target)) {
          Outcome outcome = client.jnet(question.toArray(new String[0]));
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains("table of tracked connections is full"), text(outcome));
        }
        Outcome json = client.jnet("ping", "--json", "-c1", target);
        assertTrue(json.out().contains("\"answer\":\"table-full\""), json::toString);
      }
      mend(client, targets);
    }
  }

  /** The limit is set by the doctor's own command, and set back: all namespaces share it. */
  private static void mend(Host client, List<String> targets) {
    Outcome outcome = client.jnet("doctor", targets.get(0));
    assertTrue(text(outcome).contains("table of tracked connections is full"), outcome::toString);
    assertFalse(text(outcome).contains("packet filter"), outcome::toString);
    String remedy =
        outcome
            .out()
            .lines()
            .map(String::strip)
            .filter(line -> line.contains("nf_conntrack_max="))
            .findFirst()
            .orElseThrow();
    String before = client.run("sysctl", "-n", "net.netfilter.nf_conntrack_max").out().strip();
    try {
      outside(client, remedy).orThrow();
      for (String target : targets) {
        Outcome after = client.jnet("ping", "-c1", target);
        assertFalse(text(after).contains("programs here"), after::toString);
      }
    } finally {
      outside(client, "sysctl -w net.netfilter.nf_conntrack_max=" + before).orThrow();
    }
  }

  /** Runs a command in the namespace of this process, where alone the limit can be set. */
  private static Outcome outside(Host client, String command) {
    String own = "--net=/proc/" + ProcessHandle.current().pid() + "/ns/net";
    return client.run("nsenter", own, "sh", "-c", command);
  }

  private static String text(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }
}
