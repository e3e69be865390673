package dev.jnet.network;

import static dev.jnet.network.ProgramQuestions.PORT;
import static dev.jnet.network.ProgramQuestions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.BridgedHosts;
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

/** Filters of this machine that stop ARP or neighbor discovery. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class OwnNeighborFiltersIT {
  private static final String STUCK = "got no answer), although jnet got an answer";

  /** Of the tables that let no ARP in or out, and no neighbor discovery. */
  private static final List<String> TABLES =
      List.of(
          "table arp shut { chain c { type filter hook input priority 0; policy drop;\n}\n}",
          "table arp shut { chain c { type filter hook output priority 0; policy drop;\n}\n}",
          "table ip6 shut { chain c { type filter hook input priority 0; icmpv6 type"
              + " nd-neighbor-advert drop\n"
              + "}\n"
              + "}",
          "table ip6 shut { chain c { type filter hook output priority 0; icmpv6 type"
              + " nd-neighbor-solicit drop\n"
              + "}\n"
              + "}");

  /** Programs cannot send, and jnet, which asks the neighbor itself, gets an answer. */
  @Test
  void filterThatKeepsTheKernelFromItsNeighborIsNamed() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(PORT);
      for (String table : TABLES) {
        String target = table.contains("arp") ? chain.server().ipv4() : chain.server().ipv6();
        List<List<String>> questions =
            List.of(
                List.of("ping", "-n", "-c1", target),
                List.of("handshake", Host.endpoint(target, PORT)));
        for (List<String> question : questions) {
          client.ip("neigh flush all");
          Outcome before = client.jnet(question.toArray(new String[0]));
          assertEquals(0, before.exit(), before::toString);
          assertFalse(text(before).contains("programs here"), before::toString);
        }
        client.nft(table);
        for (List<String> question : questions) {
          client.ip("neigh flush all");
          Outcome outcome = client.jnet(question.toArray(new String[0]));
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(text(outcome).contains("programs here cannot send this"), outcome::toString);
          assertTrue(text(outcome).contains(STUCK), outcome::toString);
        }
        client.nft("delete table " + (table.contains("arp") ? "arp" : "ip6") + " shut");
      }
    }
  }

  /** Nothing tells these filters from a target that is down, so both are named. */
  @Test
  void filterOfTheOwnBridgeIsNamedWhereTheNextHopIsSilent() {
    try (TestNet net = TestNet.create()) {
      Host client = BridgedHosts.on(net, "route add 198.51.100.0/24 via 198.18.0.2").client();
      client.nft(
          "table bridge shut { chain c { type filter hook prerouting priority 0; ether type arp"
              + " drop\n"
              + "icmpv6 type nd-neighbor-advert drop\n"
              + "}\n"
              + "}");
      for (String target : List.of("198.18.0.2", "2001:db8::2", "198.51.100.2")) {
        Outcome outcome = client.jnet("ping", "-n", "-c1", "-W1", target);
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(
            outcome.err().contains("a filter of br0, which is a bridge of this machine"),
            outcome::toString);
        Outcome doctor = client.jnet("doctor", target);
        assertTrue(
            text(doctor).contains("or a filter of br0, which is a bridge of this machine"),
            doctor::toString);
        assertTrue(text(doctor).contains(" nft list ruleset bridge"), doctor::toString);
      }
    }
  }

  /** With br_netfilter, the firewall of this machine stands between ports of a bridge, too. */
  @Test
  void firewallThatABridgeCallsIsNotTakenForSilenceOfTheTarget() {
    try (TestNet net = TestNet.create()) {
      Host client =
          BridgedHosts.on(net, "link set br0 type bridge nf_call_iptables 1 nf_call_ip6tables 1")
              .client();
      client.nft(
          "table inet shut { chain c { type filter hook prerouting priority -300; icmp type"
              + " echo-reply drop\n"
              + "icmpv6 type echo-reply drop\n"
              + "}\n"
              + "}");
      for (String target : List.of("198.18.0.2", "2001:db8::2")) {
        Outcome outcome = client.jnet("ping", "-n", "-c1", "-W1", target);
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(
            text(outcome).contains("answers came in by a port of br0, a bridge of this machine"),
            outcome::toString);
      }
    }
  }
}
