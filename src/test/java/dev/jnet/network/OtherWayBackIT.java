package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replies that come in by another interface than probes left by. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class OtherWayBackIT {
  private static final int PORT = 8080;

  /** A client and a server behind a router, where the server answers by a second cable. */
  private static Chain withDirectWayBack(TestNet net) {
    Chain chain = net.chain(1500, 1500);
    Host client = chain.client();
    Host server = chain.server();
    net.cable(client, server)
        .addresses("10.99.0.1/24", "10.99.0.2/24")
        .addresses("fd99::1/64", "fd99::2/64")
        .lay();
    server.ip(
        "route add " + client.ipv4s().get(0) + "/32 via 10.99.0.1",
        "route add " + client.ipv6s().get(0) + "/128 via fd99::1");
    return chain;
  }

  private static List<List<String>> questions(String target) {
    String port = Host.endpoint(target, PORT);
    return List.of(
        List.of("ping", "-n", "-c1", "-W1", target),
        List.of("ping", "--via", "udp:33434", "-c1", "-W1", target),
        List.of("mtu", target),
        List.of("trace", "-n", target),
        List.of("handshake", port),
        List.of("handshake", "--kernel", port),
        List.of("mss", port),
        List.of("walk", "--brief", "http://" + port + "/"),
        List.of("doctor", port));
  }

  private static Outcome ask(Host client, List<String> question, String... more) {
    List<String> line = new ArrayList<>(question);
    line.addAll(List.of(more));
    return client.jnet(line.toArray(new String[0]));
  }

  @Test
  void repliesCountWhereTheKernelTakesThem() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      Host client = chain.client().sysctl("net.ipv4.conf.all.rp_filter", 0);
      client.sysctl("net.ipv4.conf.eth1.rp_filter", 0);
      Host server = chain.server();
      Servers.on(server).web(PORT);
      for (String target : List.of(server.ipv4s().get(0), server.ipv6s().get(0))) {
        for (List<String> question : questions(target)) {
          Outcome outcome = ask(client, question);
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(outcome.out().contains("came in by eth1"), outcome::toString);
        }
      }
    }
  }

  @Test
  void jsonNamesTheOtherInterface() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      chain.client().sysctl("net.ipv4.conf.all.rp_filter", 0);
      Path file = net.file("replies.pcap");
      Outcome outcome =
          chain
              .client()
              .jnet("mtu", "--json", "--pcap", file.toString(), chain.server().ipv6s().get(0));
      assertEquals(0, outcome.exit(), outcome::toString);
      assertTrue(
          outcome
              .out()
              .matches(
                  "(?s).*\"otherReturnPaths\":\\[\\{\"interface\":\"eth1\",\"replies\":[1-9][0-9]*,\"dropped\":false}].*"),
          outcome::toString);
      String replies = "icmpv6.type == 129";
      assertEquals(
          Set.of(chain.client().mac("eth1")),
          Set.copyOf(Captures.fields(file, replies, "eth.dst").lines().toList()));
    }
  }

  /** What the kernel drops no program gets: such a reply is none, and the reason is told. */
  @Test
  void strictReversePathFilterIsNamedAndItsRemedyWorks() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      Host client = chain.client().sysctl("net.ipv4.conf.eth1.rp_filter", 1);
      String target = chain.server().ipv4s().get(0);
      Servers.on(chain.server()).web(PORT);
      // an ARP request in the name of the target's address the filter drops, too
      chain.server().run("ping", "-c1", "10.99.0.1").orThrow();
      assertEquals(1, client.run("ping", "-c1", "-W1", target).exit());
      String port = Host.endpoint(target, PORT);
      for (List<String> question :
          List.of(
              List.of("ping", "-c1", "-W1", target),
              List.of("mtu", "-w1", target),
              List.of("trace", "-w1", target),
              List.of("handshake", "-w1", port),
              List.of("handshake", "--kernel", "-w1", port),
              List.of("mss", "-w1", port),
              List.of("walk", "--brief", "-w1", "http://" + port + "/"))) {
        Outcome outcome = ask(client, question);
        assertEquals(1, outcome.exit(), outcome::toString);
        String text = outcome.out().replaceAll("\\s+", " ");
        assertTrue(text.contains("rp_filter 1"), outcome::toString);
      }
      client.run("sysctl", "-w", "net.ipv4.conf.eth1.rp_filter=2").orThrow();
      assertEquals(0, client.jnet("ping", "-c1", "-W1", target).exit());
    }
  }

  /** A route back with two next hops has two interfaces, and a rule may choose another route. */
  @Test
  void strictFilterTakesWhatTheRouteBackMayLeaveBy() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      Host client = chain.client().sysctl("net.ipv4.conf.eth1.rp_filter", 1);
      String target = chain.server().ipv4s().get(0);
      String router = chain.router(1).ipv4s().get(0);
      client.ip(
          "route replace "
              + target
              + " nexthop via "
              + router
              + " weight 100 nexthop via 10.99.0.2 weight 1");
      assertEquals(0, client.run("ping", "-c1", "-W1", "-I", own(client), target).exit());
      assertEquals(0, client.jnet("ping", "-c1", "-W1", "-I", own(client), target).exit());
    }
  }

  private static String own(Host client) {
    return client.ipv4s().get(0);
  }

  /** What leaves by a named interface is answered there, and the kernel would answer by another. */
  @Test
  void strictFilterOnTheNamedInterfaceIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      Host client = chain.client().sysctl("net.ipv4.conf.eth1.rp_filter", 1);
      chain.server().ip("addr add 10.88.0.1/32 dev lo");
      client.ip("route add 10.88.0.1 via 10.99.0.2 dev eth1 metric 50");
      client.ip("route add 10.88.0.1 via " + chain.router(1).ipv4s().get(0) + " metric 9");
      assertEquals(1, client.run("ping", "-I", "eth1", "-c1", "-W1", "10.88.0.1").exit());
      Outcome outcome = client.jnet("ping", "-I", "eth1", "-c1", "-W1", "10.88.0.1");
      String text = outcome.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("net.ipv4.conf.eth1.rp_filter=2"), outcome::toString);
    }
  }

  /** An interface that the user names is the only one that counts, as with ping. */
  @Test
  void namedInterfaceIsTheOnlyOne() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withDirectWayBack(net);
      Host client = chain.client().sysctl("net.ipv4.conf.all.rp_filter", 0);
      client.sysctl("net.ipv4.conf.eth1.rp_filter", 0);
      String target = chain.server().ipv4s().get(0);
      assertEquals(1, client.run("ping", "-I", "eth0", "-c1", "-W1", target).exit());
      Outcome outcome = client.jnet("ping", "-I", "eth0", "-c1", "-W1", target);
      assertEquals(1, outcome.exit(), outcome::toString);
      assertFalse(outcome.out().contains("eth1"), outcome::toString);
    }
  }
}
