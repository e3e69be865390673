package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.PORT;
import static dev.jnet.network.ProgramQuestions.questions;
import static dev.jnet.network.ProgramQuestions.text;
import static dev.jnet.network.ProgramQuestions.withServer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connections of programs that this machine's own NAT leads elsewhere, beside injected probes. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class OwnNatIT {
  /** A service address as in a cluster: only this machine's own NAT knows who stands behind it. */
  static final String SERVICE = "10.96.0.1";

  static final String SERVICE_IPV6 = "fd96::1";

  private static Chain withServiceAddress(TestNet net) {
    Chain chain = net.chain(1500, 1500);
    Host server = chain.server();
    chain.router(1).ip("route add blackhole 10.96.0.0/16", "route add blackhole fd96::/64");
    chain
        .client()
        .nft(
            """
            table inet services { chain leaving { type nat hook output priority -100;
            ip daddr %s dnat ip to %s
            ip6 daddr %s dnat ip6 to %s
            }
            }
            """
                .formatted(SERVICE, server.ipv4s().get(0), SERVICE_IPV6, server.ipv6s().get(0)));
    Servers.on(server).web(PORT);
    return chain;
  }

  @Test
  void serviceAddressOfOwnNatIsSaidToAnswerPrograms() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServiceAddress(net);
      Host client = chain.client();
      for (String target : List.of(SERVICE, SERVICE_IPV6)) {
        String port = Host.endpoint(target, PORT);
        client.run("curl", "-s", "-m3", "http://" + port + "/").orThrow();
        for (Outcome outcome :
            List.of(
                client.jnet("handshake", "-w2", port),
                client.jnet("mss", "-w2", port),
                client.jnet("ping", "-c1", "-W1", target),
                client.jnet("mtu", "-w2", target))) {
          assertEquals(1, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains("programs here do get an answer"), outcome::toString);
          assertFalse(text(outcome).contains(" is down"), outcome::toString);
          assertTrue(text(outcome).contains(" go to " + server(chain, target)), outcome::toString);
        }
        Outcome json = client.jnet("handshake", "--json", "-w2", port);
        assertTrue(
            json.out()
                .contains(
                    "\"programs\":{\"asked\":\"connect\",\"answer\":\"answer\",\"translatedTo\":{\"address\":\""
                        + server(chain, target)
                        + "\",\"port\":8080}"),
            json::toString);
      }
    }
  }

  private static String server(Chain chain, String target) {
    return target.contains(":") ? chain.server().ipv6s().get(0) : chain.server().ipv4s().get(0);
  }

  /** The wire answers, and programs get to another place: a proxy here, or another port. */
  @Test
  void redirectionByOwnNatIsNamedThoughProbesAreAnswered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      chain
          .client()
          .nft(
              """
              table inet proxy { chain leaving { type nat hook output priority -100;
              tcp dport %1$d redirect to :3128
              udp dport 33434-33534 ip daddr %2$s dnat ip to 127.0.0.1
              udp dport 33434-33534 ip6 daddr %3$s dnat ip6 to ::1
              }
              }
              """
                  .formatted(PORT, chain.server().ipv4s().get(0), chain.server().ipv6s().get(0)));
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        String here = target.contains(":") ? "::1" : "127.0.0.1";
        for (List<String> question :
            List.of(
                List.of("handshake", Host.endpoint(target, PORT)),
                List.of("walk", "--brief", "http://" + Host.endpoint(target, PORT) + "/"))) {
          Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains(" go to " + here + " port 3128"), outcome::toString);
        }
        Outcome trace = chain.client().jnet("trace", "-n", "--via", "udp:33434", target);
        assertEquals(0, trace.exit(), trace::toString);
        assertTrue(text(trace).contains(" go to " + here + " port 33434"), trace::toString);
      }
    }
  }

  @Test
  void connectionOfTheKernelIsFollowedThroughOwnNat() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServiceAddress(net);
      for (String target : List.of(SERVICE, SERVICE_IPV6)) {
        String server =
            target.equals(SERVICE) ? chain.server().ipv4s().get(0) : chain.server().ipv6s().get(0);
        String port = Host.endpoint(target, PORT);
        Outcome outcome = chain.client().jnet("handshake", "--kernel", port);
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(text(outcome).contains("open (SYN-ACK"), outcome::toString);
        assertTrue(
            text(outcome).contains("own NAT leads the connection to " + server + " port " + PORT),
            outcome::toString);
        assertTrue(outcome.out().contains("TIME_WAIT"), outcome::toString);
      }
    }
  }

  /** A service that this machine itself gives: its segments pass over loopback. */
  @Test
  void connectionOfTheKernelIsOpenWhereOwnNatLeadsItBackHere() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServiceAddress(net);
      Servers.on(chain.client()).web(PORT);
      chain
          .client()
          .nft(
              """
              table inet within { chain leaving { type nat hook output priority -110;
              ip daddr 10.96.0.2 dnat ip to %s
              ip6 daddr fd96::2 dnat ip6 to %s
              }
              }
              """
                  .formatted(chain.client().ipv4(), chain.client().ipv6()));
      for (String target : List.of("10.96.0.2", "fd96::2")) {
        Outcome outcome = chain.client().jnet("handshake", "--kernel", Host.endpoint(target, PORT));
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(text(outcome).contains("open (SYN-ACK"), outcome::toString);
        assertTrue(text(outcome).contains("own NAT leads the connection to"), outcome::toString);
      }
    }
  }

  @Test
  void wireAloneIsShownWhereTheUserWantsThat() {
    try (TestNet net = TestNet.create()) {
      Host client = withServiceAddress(net).client();
      Outcome outcome = client.jnet("ping", "--wire-only", "-c1", "-W1", SERVICE);
      assertEquals(1, outcome.exit(), outcome::toString);
      assertFalse(text(outcome).contains("programs"), outcome::toString);
    }
  }

  @Test
  void ownPacketFilterIsNamedWhereItStopsPrograms() {
    try (TestNet net = TestNet.create()) {
      Host client = withServiceAddress(net).client();
      client.nft(
          "table inet shut { chain leaving { type filter hook output priority 0; icmp type echo-request"
              + " drop\nicmpv6 type echo-request drop\n}\n}");
      for (String target : List.of(SERVICE, SERVICE_IPV6)) {
        Outcome outcome = client.jnet("ping", "-c1", "-W1", target);
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(text(outcome).contains("programs here cannot send this"), outcome::toString);
        assertTrue(text(outcome).contains("EPERM"), outcome::toString);
      }
    }
  }

  /** Packets that leave with another source address, as from a machine that is a router, too. */
  @Test
  void ownSourceNatIsNamedAndTakenForNothingWorse() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      chain.client().ip("address add 10.96.7.7/32 dev lo");
      chain.router(1).ip("route add 10.96.7.7 via " + chain.client().ipv4());
      chain
          .client()
          .nft(
              """
              table ip nat { chain leaving { type nat hook postrouting priority 100;
              ip daddr %s snat to 10.96.7.7
              }
              chain entering { type filter hook input priority 0; policy drop;
              ct state established,related accept
              iif lo accept
              }
              }
              """
                  .formatted(chain.server().ipv4s().get(0)));
      for (List<String> question : questions(chain.server().ipv4s().get(0))) {
        Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(
            text(outcome).contains(" leave with the source address 10.96.7.7"), outcome::toString);
        assertFalse(text(outcome).contains("programs here get"), outcome::toString);
      }
    }
  }
}
