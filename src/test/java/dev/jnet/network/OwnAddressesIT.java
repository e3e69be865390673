package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Addresses of this machine on other interfaces than the one that a user names. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class OwnAddressesIT {
  private static final String ON_LOOPBACK = "10.97.7.7";

  /** A client with a second interface, and an address of its own on loopback. */
  private static Chain withTwoInterfaces(TestNet net) {
    Chain chain = net.chain(1500);
    net.cable(chain.client(), chain.server())
        .addresses("10.99.0.1/24", "10.99.0.2/24")
        .addresses("fd99::1/64", "fd99::2/64")
        .lay();
    chain.client().ip("address add " + ON_LOOPBACK + "/32 dev lo");
    return chain;
  }

  private static void saysAtOnce(Host client, String words, List<String> question) {
    Outcome outcome = client.jnet(question.toArray(new String[0]));
    assertEquals(2, outcome.exit(), outcome::toString);
    assertTrue(outcome.err().replaceAll("\\s+", " ").contains(words), outcome::toString);
  }

  @Test
  void loopbackLeadsNowhereElse() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withTwoInterfaces(net);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        String words = target + " cannot be reached by lo";
        saysAtOnce(chain.client(), words, List.of("mtu", "-i", "lo", target));
        saysAtOnce(chain.client(), words, List.of("ping", "-c1", "-I", "lo", target));
        saysAtOnce(chain.client(), words, List.of("trace", "-i", "lo", target));
        saysAtOnce(chain.client(), words, List.of("doctor", "-i", "lo", target));
        saysAtOnce(
            chain.client(), words, List.of("handshake", "-i", "lo", Host.endpoint(target, 80)));
      }
      assertEquals(0, chain.client().jnet("mtu", "-i", "lo", "127.0.0.1").exit());
    }
  }

  @Test
  void addressOfAnotherInterfaceIsThisMachine() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withTwoInterfaces(net);
      for (String own : List.of("10.99.0.1", "fd99::1")) {
        String words = own + " is this machine (eth1)";
        for (String way : List.of("none", "default")) {
          if (way.equals("default")) {
            chain.client().ip("route replace default dev eth0", "route replace ::/0 dev eth0");
          }
          saysAtOnce(chain.client(), words, List.of("mtu", "-i", "eth0", own));
          saysAtOnce(chain.client(), words, List.of("ping", "-c1", "-I", "eth0", own));
        }
        chain.client().ip("route del default", "route del ::/0");
      }
      Outcome arp = chain.client().jnet("arp", "-i", "eth0", "10.99.0.1");
      assertEquals(0, arp.exit(), arp::toString);
      assertTrue(arp.out().contains("this machine itself"), arp::toString);
      assertTrue(arp.out().contains("eth1 has this address itself"), arp::toString);
    }
  }

  @Test
  void announcesAddressOfLoopbackAndOfAnotherInterface() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withTwoInterfaces(net);
      for (String own : List.of(ON_LOOPBACK, "10.99.0.1")) {
        Capture capture = chain.server().capture("eth0");
        Outcome outcome = chain.client().jnet("arp", "-i", "eth0", "--announce", own);
        Path file = capture.stop();
        assertEquals(0, outcome.exit(), outcome::toString);
        String seen = Captures.fields(file, "arp.src.proto_ipv4 == " + own, "arp.src.hw_mac");
        assertEquals(2, seen.lines().count(), seen);
        assertTrue(seen.startsWith(chain.client().mac("eth0")), seen);
      }
    }
  }

  @Test
  void forcedSourceAddressesAskByArp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withTwoInterfaces(net);
      String target = chain.server().ipv4();
      for (String source : List.of("0.0.0.0", "10.98.1.1")) {
        Outcome refused = chain.client().jnet("arp", "-s", source, target);
        assertEquals(2, refused.exit(), refused::toString);
        Capture capture = chain.server().capture("eth0");
        Outcome outcome = chain.client().jnet("arp", "-f", "-s", source, "--force", target);
        Path file = capture.stop();
        assertEquals(0, outcome.exit(), outcome::toString);
        String filter = "arp.opcode == 1 && arp.dst.proto_ipv4 == " + target;
        String asked = Captures.fields(file, filter, "arp.src.proto_ipv4");
        assertTrue(asked.startsWith(source), asked);
      }
    }
  }

  @Test
  void groupsAreAskedByPing() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withTwoInterfaces(net);
      saysAtOnce(chain.client(), "jnet ping -b 10.99.0.255", List.of("arp", "10.99.0.255"));
      saysAtOnce(chain.client(), "jnet ping 224.0.0.1", List.of("arp", "224.0.0.1"));
    }
  }
}
