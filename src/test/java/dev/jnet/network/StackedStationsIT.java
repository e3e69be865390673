package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stations that seem to be on the link and are not: macvlans of this machine, and proxy ARP. */
@NamespaceTest
class StackedStationsIT {
  /** Linux passes no frame between an interface and a macvlan on it; a macvlan reaches another. */
  @Test
  void macvlanOfThisMachineIsNamedAndItsRemedyWorks() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host child = net.host("child");
      client.ip("link add mv0 link eth0 netns " + child.namespace() + " type macvlan mode bridge");
      child.ip("link set mv0 up", "addr add 198.18.0.9/24 dev mv0");
      assertEquals(0, chain.server().jnet("ping", "-c1", "-W1", "198.18.0.9").exit());
      Outcome mtu = client.jnet("mtu", "198.18.0.9");
      assertEquals(1, mtu.exit(), mtu::toString);
      assertTrue(mtu.toString().contains("macvlan on eth0"), mtu::toString);
      Outcome doctor = client.jnet("doctor", "198.18.0.9");
      assertTrue(text(doctor).contains("a macvlan on eth0 of this machine"), doctor::toString);
      doctor
          .out()
          .lines()
          .map(String::strip)
          .takeWhile(line -> !line.startsWith("Undo"))
          .filter(line -> line.startsWith("ip "))
          .forEach(line -> client.run(line.split(" ", -1)).orThrow());
      assertEquals(0, client.run("ping", "-c1", "-W1", "198.18.0.9").exit());
      assertEquals(0, client.jnet("ping", "-c1", "-W1", "198.18.0.9").exit());
    }
  }

  @Test
  void proxyNeighborIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      Host router = chain.router(1).sysctl("net.ipv4.conf.eth0.proxy_arp", 1);
      router.sysctl("net.ipv6.conf.eth0.proxy_ndp", 1);
      String four = chain.server().ipv4s().get(0);
      String six = chain.server().ipv6s().get(0);
      router.ip("neigh add proxy " + six + " dev eth0");
      client.ip("route add " + four + " dev eth0", "route add " + six + " dev eth0");
      for (String target : List.of(four, six)) {
        String proxy = target.equals(four) ? "(proxy ARP)" : "(proxy NDP)";
        for (Outcome outcome :
            List.of(
                client.jnet("trace", "-n", target),
                client.jnet("mtu", target),
                client.jnet("ping", "-c1", target))) {
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains(proxy), outcome::toString);
        }
      }
    }
  }
}
