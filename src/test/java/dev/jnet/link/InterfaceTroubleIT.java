package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said when an interface is not there, not usable, or goes away. */
@NamespaceTest
class InterfaceTroubleIT {
  private static final Capture CAPTURE = new Capture("icmp", 256);

  /** By rings, and by sockets. */
  private static final Capture[] CAPTURES = {CAPTURE, new Capture("icmp", 256, 256)};

  private static final int CAPABILITY_VERSION_3 = 0x20080522;

  /** Long enough for the kernel to tell; nobody waits so long when all is well. In ns. */
  private static final long PATIENCE = 5_000_000_000L;

  @Test
  void anUnknownInterfaceIsNamed() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        assertTrouble(
            net.host("a"), capture, "eth7", "there is no interface eth7; see: jnet interfaces");
      }
    }
  }

  @Test
  void anInterfaceThatIsDownIsNamedWithTheRemedy() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Host client = net.chain(1500).client().ip("link set eth0 down");
        assertTrouble(
            client, capture, "eth0", "interface eth0 is down; set it up: sudo ip link set eth0 up");
      }
    }
  }

  @Test
  void aPseudoInterfaceIsRefused() {
    try (TestNet net = TestNet.create()) {
      assertTrouble(net.host("a"), CAPTURE, "any", "interface any is neither Ethernet nor bare IP");
    }
  }

  @Test
  void anInvalidFilterIsReported() {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      for (String name : new String[] {"eth0", "lo"}) {
        LinkException trouble = trouble(client, name, new Capture("icmp and pigs", 256, 256));
        assertTrue(trouble.getMessage().startsWith("capture filter \"icmp and pigs\": "));
      }
    }
  }

  @Test
  void withoutPrivilegeItSaysHowToGetIt() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Host client = net.chain(1500).client();
        for (String name : new String[] {"eth0", "lo"}) {
          LinkException trouble =
              client.inside(
                  () -> {
                    dropCapabilities();
                    return assertThrows(LinkException.class, () -> Links.open(name, capture));
                  });
          assertTrue(
              trouble.getMessage().startsWith("no permission to capture and send on " + name),
              trouble::getMessage);
          assertTrue(trouble.getMessage().contains("CAP_NET_RAW"), trouble::getMessage);
        }
        LinkException unknown =
            client.inside(
                () -> {
                  dropCapabilities();
                  return assertThrows(LinkException.class, () -> Links.open("eth7", capture));
                });
        assertEquals("there is no interface eth7; see: jnet interfaces", unknown.getMessage());
      }
    }
  }

  @Test
  void anInterfaceThatGoesDownIsNoticedWhileWaitingAndWhenSending() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Chain chain = net.chain(1500);
        Host client = chain.client();
        client.inside(
            () -> {
              try (Link link = Links.open("eth0", capture)) {
                client.ip("link set eth0 down");
                String down = "interface eth0 is down; set it up: sudo ip link set eth0 up";
                assertEquals(down, troubleWhileWaiting(link).getMessage());
                LinkException sending =
                    assertThrows(LinkException.class, () -> link.send(new byte[60]));
                assertEquals(down, sending.getMessage());
              }
              return null;
            });
      }
    }
  }

  @Test
  void anInterfaceThatIsDeletedIsNoticedWhileWaitingAndWhenSending() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Host client = net.chain(1500).client();
        client.inside(
            () -> {
              try (Link link = Links.open("eth0", capture)) {
                client.ip("link del eth0");
                assertEquals(
                    "interface eth0 has gone away", troubleWhileWaiting(link).getMessage());
                LinkException sending =
                    assertThrows(LinkException.class, () -> link.send(new byte[60]));
                assertEquals("interface eth0 has gone away", sending.getMessage());
              }
              return null;
            });
      }
    }
  }

  @Test
  void loopbackThatGoesDownIsNoticed() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      host.inside(
          () -> {
            try (Link link = Links.open("lo", CAPTURE)) {
              host.ip("link set lo down");
              assertEquals(
                  "interface lo is down; set it up: sudo ip link set lo up",
                  troubleWhileWaiting(link).getMessage());
            }
            return null;
          });
    }
  }

  @Test
  void aCableThatIsPulledOutAndPutInAgainIsNoTrouble() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Chain chain = net.chain(1500);
        chain.server().ip("link set eth0 down");
        chain
            .client()
            .inside(
                () -> {
                  try (Link link = Links.open("eth0", capture)) {
                    long deadline = link.now() + 600_000_000L;
                    while (link.now() < deadline) {
                      assertEquals(Optional.empty(), link.receive(deadline));
                    }
                    link.send(new byte[60]); // into nothing, as the kernel has it
                    chain.server().ip("link set eth0 up");
                    chain.client().run("ping", "-c1", chain.server().ipv4()).orThrow();
                    link.send(new byte[60]);
                    assertTrue(link.receive(link.now() + PATIENCE).isPresent());
                  }
                  return null;
                });
      }
    }
  }

  @Test
  void aClosedLinkSaysSo() {
    for (Capture capture : CAPTURES) {
      try (TestNet net = TestNet.create()) {
        Host client = net.chain(1500).client();
        for (String name : new String[] {"eth0", "lo"}) {
          client.inside(
              () -> {
                Link link = Links.open(name, capture);
                link.close();
                byte[] frame = new byte[60];
                frame[12] = 8; // IPv4, for the socket's sake
                String closed = "the link has been closed";
                assertEquals(
                    closed, assertThrows(LinkException.class, () -> link.send(frame)).getMessage());
                assertEquals(
                    closed, assertThrows(LinkException.class, () -> link.receive(0)).getMessage());
                return null;
              });
        }
      }
    }
  }

  private static LinkException troubleWhileWaiting(Link link) {
    return assertThrows(
        LinkException.class,
        () -> {
          long deadline = link.now() + PATIENCE;
          while (link.now() < deadline) {
            link.receive(deadline);
          }
        });
  }

  private static void assertTrouble(Host host, Capture capture, String name, String start) {
    String message = trouble(host, name, capture).getMessage();
    assertTrue(message.startsWith(start), message);
  }

  private static LinkException trouble(Host host, String name, Capture capture) {
    return host.inside(() -> assertThrows(LinkException.class, () -> Links.open(name, capture)));
  }

  /** Takes every capability from this thread, and no other. */
  private static void dropCapabilities() {
    Function capset = NativeLibrary.getProcess().getFunction("capset");
    int[] header = {CAPABILITY_VERSION_3, 0};
    int[] none = new int[6]; // effective, permitted, inheritable; two words each
    assertEquals(0, capset.invokeInt(new Object[] {header, none}));
  }
}
