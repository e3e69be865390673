package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of links, on every kind of real interface. */
class LinksIT {
  private static final Capture CAPTURE = new Capture("icmp or icmp6", 256);

  /** Captured by sockets, without a ring. */
  private static final Capture FEW = new Capture("icmp or icmp6", 256, 256);

  @Nested
  @NamespaceTest
  class EthernetIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(CAPTURE, false, false, check);
    }
  }

  @Nested
  @NamespaceTest
  class FewOnEthernetIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(FEW, false, false, check);
    }
  }

  @Nested
  @NamespaceTest
  class EthernetIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(CAPTURE, false, true, check);
    }
  }

  @Nested
  @NamespaceTest
  class FewOnEthernetIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(FEW, false, true, check);
    }
  }

  @Nested
  @NamespaceTest
  class TunnelIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(CAPTURE, true, false, check);
    }
  }

  @Nested
  @NamespaceTest
  class FewOnTunnelIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(FEW, true, false, check);
    }
  }

  @Nested
  @NamespaceTest
  class TunnelIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(CAPTURE, true, true, check);
    }
  }

  @Nested
  @NamespaceTest
  class FewOnTunnelIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onCable(FEW, true, true, check);
    }
  }

  @Nested
  @NamespaceTest
  class LoopbackIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onLoopback("127.0.0.1", check);
    }
  }

  @Nested
  @NamespaceTest
  class LoopbackIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onLoopback("::1", check);
    }
  }

  @Nested
  @NamespaceTest
  class OwnIpv4Address extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onLoopback("198.18.0.1", check);
    }
  }

  @Nested
  @NamespaceTest
  class OwnIpv6Address extends LinkContract {
    @Override
    protected void onGround(Check check) {
      onLoopback("2001:db8::1", check);
    }
  }

  /** What sockets have to do besides. */
  abstract static class SocketContract extends LinkContract {
    /** Another socket has our identifier: packets carry another one, which nobody here sees. */
    @Test
    void anIdentifierThatIsTakenIsTranslated() throws Exception {
      onGround(
          (link, hop, target) -> {
            try (Link other = SocketLink.open("eth0", false, 1500)) {
              for (Link each : List.of(other, link)) {
                each.send(question(hop, target, 1, 100));
                Frame answer = framesOf(each, target, 2).get(1);
                assertEquals(1, echo(answer).sequence());
                assertEquals(Checksum.State.CORRECT, echo(answer).checksum());
              }
              // and in what an error quotes: nobody has this address
              String text = Addresses.text(target);
              InetAddress nobody = Addresses.literal(text.substring(0, text.length() - 1) + "9");
              byte[] question = question(hop, nobody, 2, 100);
              link.send(question);
              assertQuoted(question, link);
            }
          });
    }

    private static void assertQuoted(byte[] question, Link link) throws Exception {
      long deadline = link.now() + 5_000_000_000L; // the kernel asks for its address three times
      while (link.now() < deadline) {
        Optional<Frame> frame = link.receive(deadline);
        if (frame.isPresent()
            && frame.get().dissect().transport().orElse(null) instanceof IcmpError error) {
          assertEquals(Checksum.State.CORRECT, error.checksum());
          IpPacket sent = IpPacket.parse(question);
          assertEquals(sent.totalLength(), error.quoted().totalLength());
          assertEquals(0, error.quoted().hopLimit());
          assertArrayEquals(
              Arrays.copyOf(sent.payload(), 16), Arrays.copyOf(error.quoted().payload(), 16));
          return;
        }
      }
      throw new AssertionError("no error came");
    }
  }

  @Nested
  @NamespaceTest
  class SocketsIpv4 extends SocketContract {
    @Override
    protected void onGround(Check check) {
      bySockets(false, check);
    }
  }

  @Nested
  @NamespaceTest
  class SocketsIpv6 extends SocketContract {
    @Override
    protected void onGround(Check check) {
      bySockets(true, check);
    }
  }

  /** As an ordinary user's packets go. */
  private static void bySockets(boolean ipv6, LinkContract.Check check) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client().sysctl("net.ipv4.ping_group_range", "0 2147483647");
      Host server = chain.server();
      client.run("ping", "-c1", ipv6 ? server.ipv6() : server.ipv4()).orThrow();
      InetAddress target = Addresses.literal(ipv6 ? server.ipv6() : server.ipv4());
      InetAddress source = Addresses.literal(ipv6 ? client.ipv6() : client.ipv4());
      FirstHop hop =
          new FirstHop(
              "eth0", LinkType.RAW_IP, 1500, source, MacAddress.ZERO, target, MacAddress.ZERO);
      client.inside(
          () -> {
            try (Link link = SocketLink.open("eth0", false, 1500)) {
              check.on(link, hop, target);
            }
            return null;
          });
    }
  }

  /** From the client of a chain of one link to its server. */
  private static void onCable(
      Capture capture, boolean tunnel, boolean ipv6, LinkContract.Check check) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain();
      if (tunnel) {
        chain.withoutEthernet(0);
      }
      chain.build();
      Host client = chain.client();
      Host server = chain.server();
      // So both know each other's MAC addresses, and no question has to wait.
      client.run("ping", "-c1", ipv6 ? server.ipv6() : server.ipv4()).orThrow();
      FirstHop hop =
          new FirstHop(
              tunnel ? "tun0" : "eth0",
              tunnel ? LinkType.RAW_IP : LinkType.ETHERNET,
              1500,
              Addresses.literal(ipv6 ? client.ipv6() : client.ipv4()),
              tunnel ? MacAddress.ZERO : MacAddress.parse(client.mac("eth0")),
              Addresses.literal(ipv6 ? server.ipv6() : server.ipv4()),
              tunnel ? MacAddress.ZERO : MacAddress.parse(server.mac("eth0")));
      check(client, hop, capture, check);
    }
  }

  /** From a host to itself, by an address of its own. */
  private static void onLoopback(String address, LinkContract.Check check) {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      InetAddress target = Addresses.literal(address);
      FirstHop hop =
          new FirstHop(
              "lo", LinkType.ETHERNET, 65_536, target, MacAddress.ZERO, target, MacAddress.ZERO);
      check(client, hop, CAPTURE, check);
    }
  }

  private static void check(Host host, FirstHop hop, Capture capture, LinkContract.Check check) {
    host.inside(
        () -> {
          try (Link link = Links.open(hop.interfaceName(), capture)) {
            check.on(link, hop, hop.nextHop());
          }
          return null;
        });
  }
}
