package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.PORT;
import static dev.jnet.network.ProgramQuestions.questions;
import static dev.jnet.network.ProgramQuestions.text;
import static dev.jnet.network.ProgramQuestions.withServer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.BridgedHosts;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What programs on this machine get where injected probes are not answered. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class ProgramsIT {
  /** The kernel sends small packets, so it says nothing of large ones that are lost. */
  @Test
  void lossOfLargeProbesIsNotTakenForOwnNat() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain.router(1).blackHole(1000);
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        for (List<String> question :
            List.of(
                List.of("ping", "-c1", "-W1", "-s1200", target),
                List.of("ping", "-c1", "-W1", "-t1", target))) {
          Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
          assertEquals(1, outcome.exit(), outcome::toString);
          assertFalse(text(outcome).contains("programs"), outcome::toString);
        }
      }
    }
  }

  /** What is silent for both is silence, and nothing is said of programs. */
  @Test
  void silenceForBothIsSilence() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain.router(1).ip("route add blackhole 10.96.0.0/16", "route add blackhole fd96::/64");
      for (String target : List.of("10.96.0.1", "fd96::1")) {
        String port = Host.endpoint(target, PORT);
        for (Outcome outcome :
            List.of(
                chain.client().jnet("handshake", "-w1", port),
                chain.client().jnet("ping", "-c1", "-W1", target))) {
          assertEquals(1, outcome.exit(), outcome::toString);
          assertFalse(text(outcome).contains("programs"), outcome::toString);
        }
      }
    }
  }

  private static void each(Chain chain, String words) {
    for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
      for (List<String> question : questions(target)) {
        Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
        assertTrue(text(outcome).contains(words), outcome::toString);
      }
    }
  }

  /** The client's usual firewall lets in what belongs to a connection. */
  private static void stateful(Host client) {
    client.nft(
        """
        table inet usual {
        chain entering { type filter hook input priority 0; policy drop;
        ct state established,related accept
        iif lo accept
        icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
        }
        chain leaving { type filter hook output priority 0; ct state invalid drop
        }
        }
        """);
  }

  /** Reports belong to the connection that they are about, so the usual firewall lets them in. */
  @Test
  void statefulFilterIsNotTakenForOneThatDropsReports() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1400);
      chain.server().talkative();
      stateful(chain.client());
      none(chain);
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        for (List<String> question : byDatagrams(target)) {
          Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
          assertEquals(0, outcome.exit(), outcome::toString);
          assertFalse(text(outcome).contains("programs here"), outcome::toString);
        }
      }
    }
  }

  private static List<List<String>> byDatagrams(String target) {
    return List.of(
        List.of("ping", "-n", "-c1", "-W1", "--via", "udp:33434", target),
        List.of("mtu", "--via", "udp:33434", target),
        List.of("trace", "-n", "--via", "udp:33434", target));
  }

  private static void none(Chain chain) {
    for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
      for (List<String> question : questions(target)) {
        Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
        assertEquals(0, outcome.exit(), outcome::toString);
        assertFalse(text(outcome).contains("programs here"), outcome::toString);
      }
    }
  }

  /** The wire answers, and a program on this machine gets EPERM. */
  @Test
  void ownFilterOnTheWayOutIsNamedThoughProbesAreAnswered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      chain
          .client()
          .nft(
              "table inet shut { chain leaving { type filter hook output priority 0; ip daddr %s drop\nip6 daddr %s reject\n}\n}"
                  .formatted(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0)));
      each(chain, "programs here cannot send this");
      Outcome json = chain.client().jnet("ping", "--json", "-c1", chain.server().ipv4s().get(0));
      assertTrue(
          json.out().contains("\"programs\":{\"asked\":\"copy\",\"answer\":\"not-sent\""),
          json::toString);
      Outcome wire =
          chain.client().jnet("ping", "--wire-only", "-c1", chain.server().ipv4s().get(0));
      assertFalse(text(wire).contains("programs"), wire::toString);
    }
  }

  @Test
  void ownFilterOnTheWayInIsNamedThoughProbesAreAnswered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      chain
          .client()
          .nft(
              "table inet shut { chain entering { type filter hook input priority 0; ip saddr %s drop\nip6 saddr %s drop\n}\n}"
                  .formatted(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0)));
      each(chain, "programs here get no answer");
    }
  }

  /** A raw socket hears what the packet filter lets in, also of datagrams. */
  @Test
  void ownFilterThatDropsAnswersByUdpIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server())
          .python(
              """
              import socket
              s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
              s.bind(('::', 7))
              print('ready', flush=True)
              while True:
                data, sender = s.recvfrom(65536)
                s.sendto(data, sender)
              """);
      stateful(chain.client());
      for (boolean dropped : List.of(false, true)) {
        for (String target :
            List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
          for (Outcome outcome :
              List.of(
                  chain.client().jnet("ping", "-n", "-c1", "-W1", "--via", "udp:7", target),
                  chain.client().jnet("mtu", "--via", "udp:7", target))) {
            assertEquals(0, outcome.exit(), outcome::toString);
            assertEquals(
                dropped, text(outcome).contains("programs here get no answer"), outcome::toString);
          }
        }
        chain
            .client()
            .nft(
                "table inet shut { chain entering { type filter hook input priority -1; meta"
                    + " l4proto udp drop\n"
                    + "}\n"
                    + "}");
      }
    }
  }

  /** What leaves by a named interface passes the packet filter, too. */
  @Test
  void ownFilterIsNamedBesideNamedInterface() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      Host client = chain.client();
      List<String> targets = List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0));
      for (String target : targets) {
        Outcome before = client.jnet("ping", "-I", "eth0", "-c1", target);
        assertFalse(text(before).contains("programs here"), before::toString);
      }
      client.nft(
          "table inet shut { chain leaving { type filter hook output priority 0; ip daddr %s drop\nip6 daddr %s drop\n}\n}"
              .formatted(targets.get(0), targets.get(1)));
      for (String target : targets) {
        for (Outcome outcome :
            List.of(
                client.jnet("ping", "-I", "eth0", "-c1", target),
                client.jnet("handshake", "-i", "eth0", Host.endpoint(target, PORT)))) {
          assertTrue(text(outcome).contains("programs here cannot send this"), outcome::toString);
        }
      }
    }
  }

  /** The usual firewall lets in what belongs to a connection: what answers a probe passes it. */
  @Test
  void statefulFilterIsNotTakenForOneThatStopsPrograms() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1500);
      stateful(chain.client());
      none(chain);
    }
  }

  /** The kernel keeps programs to what a router reported before the path became wider. */
  @Test
  void pathMtuThatTheKernelRemembersIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1400);
      Host client = chain.client();
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        client.run("ping", "-c1", "-W1", "-Mdo", "-s1452", target);
      }
      chain.router(1).ip("link set eth1 mtu 1500");
      chain.server().ip("link set eth0 mtu 1500");
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        String remembered = "the kernel remembers a path MTU of 1400 bytes to " + target;
        String stale = "It is out of date: 1500 bytes arrived";
        boolean six = target.indexOf(':') >= 0;
        for (List<String> question : questions(target)) {
          Outcome outcome = client.jnet(question.toArray(new String[0]));
          boolean mtu = question.get(0).equals("mtu"); // it has a row of its own
          assertEquals(!mtu, text(outcome).contains(remembered), outcome::toString);
          boolean measures = List.of("mss", "trace").contains(question.get(0));
          assertEquals(measures, text(outcome).contains(stale), outcome::toString);
        }
        String size = six ? "-s1452" : "-s1472";
        Outcome large = client.jnet("ping", "-n", "-c1", size, target);
        assertTrue(text(large).contains(stale), large::toString);
        Outcome wire = client.jnet("ping", "-n", "--wire-only", "-c1", size, target);
        assertFalse(text(wire).contains("This machine"), wire::toString);
        client.run("sh", "-c", six ? "ip -6 route flush cache" : "ip route flush cache").orThrow();
        Outcome json = client.jnet("ping", "--json", "-c1", target);
        assertFalse(json.out().contains("learnedMtu"), json::toString);
      }
    }
  }

  /** Neither probes nor programs get past the filter of a bridge, which is this machine's own. */
  @Test
  void filterOfTheOwnBridgeIsNotTakenForSilenceOfTheTarget() {
    try (TestNet net = TestNet.create()) {
      Host client = BridgedHosts.on(net).client();
      for (String hook : List.of("none", "output", "input", "prerouting")) {
        if (!hook.equals("none")) {
          client.nft(
              "table bridge shut { chain c { type filter hook %s priority 0; ip protocol icmp drop\nicmpv6 type { echo-request, echo-reply } drop\n}\n}"
                  .formatted(hook));
        }
        String words =
            hook.equals("output")
                ? "what is sent to br0, a bridge of this machine, leaves by none of its ports"
                : "answers came in by a port of br0, a bridge of this machine, and br0 itself did";
        for (String target : List.of("198.18.0.2", "2001:db8::2")) {
          Outcome outcome = client.jnet("ping", "-n", "-c1", "-W1", target);
          assertEquals(hook.equals("none") ? 0 : 1, outcome.exit(), outcome::toString);
          assertEquals(!hook.equals("none"), text(outcome).contains(words), outcome::toString);
        }
        if (hook.equals("input")) {
          Outcome doctor = client.jnet("doctor", "--json", "198.18.0.2");
          assertTrue(doctor.out().contains("\"code\":\"bridge-filter-here\""), doctor::toString);
        }
        if (!hook.equals("none")) {
          client.nft("delete table bridge shut");
        }
      }
    }
  }

  /** Routers report, and the reports do not reach this machine's programs. */
  @Test
  void filterThatDropsReportsOnTheWayInIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500, 1400);
      chain.server().talkative();
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        Outcome before = chain.client().jnet("mtu", target);
        assertFalse(text(before).contains("programs here"), before::toString);
      }
      chain
          .client()
          .nft(
              "table inet shut { chain entering { type filter hook input priority 0; icmp type"
                  + " destination-unreachable drop\n"
                  + "icmpv6 type packet-too-big drop\n"
                  + "}\n"
                  + "}");
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        for (String via : List.of("icmp", "tcp:" + PORT)) {
          Outcome outcome = chain.client().jnet("mtu", "--via", via, target);
          assertTrue(
              text(outcome)
                  .contains("programs here do not get the reports that packets are too big"),
              outcome::toString);
        }
      }
      chain
          .client()
          .nft(
              "flush chain inet shut entering\n"
                  + "add rule inet shut entering icmp type { destination-unreachable, time-exceeded"
                  + " } drop\n"
                  + "add rule inet shut entering icmpv6 type { destination-unreachable,"
                  + " packet-too-big, time-exceeded } drop");
      for (String target : List.of(chain.server().ipv4s().get(0), chain.server().ipv6s().get(0))) {
        for (List<String> question : byDatagrams(target)) {
          Outcome outcome = chain.client().jnet(question.toArray(new String[0]));
          assertTrue(text(outcome).contains("programs here do not get "), outcome::toString);
        }
      }
    }
  }

  /** The server sees one more packet, which nobody answers, and counts no connection more. */
  @Test
  void copyOfTheFirstProbeIsNotAnswered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = withServer(net, 1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Capture capture = chain.server().capture("eth0");
        Outcome ping = chain.client().jnet("ping", "-n", "-c1", target);
        Outcome open = chain.client().jnet("handshake", Host.endpoint(target, PORT));
        Path file = capture.stop();
        assertEquals(0, ping.exit() + open.exit());
        assertEquals(1, count(file, "icmp.type == 0 || icmpv6.type == 129"));
        assertEquals(2, count(file, "icmp.type == 8 || icmpv6.type == 128"));
        assertEquals(1, count(file, "tcp.flags.syn == 1 && tcp.flags.ack == 1"));
        assertEquals(2, count(file, "tcp.flags.syn == 1 && tcp.flags.ack == 0"));
      }
    }
  }

  private static long count(Path file, String filter) {
    return Captures.fields(file, filter, "frame.number").lines().count();
  }
}
