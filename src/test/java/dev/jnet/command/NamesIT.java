package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names with several addresses, and the many ways to write an address. */
@NamespaceTest
class NamesIT {
  private static Outcome withHosts(Chain chain, Path hosts, String line) {
    return chain
        .client()
        .run(
            "sh",
            "-ec",
            "mount --bind "
                + hosts
                + " /etc/hosts; export JNET_BUILD=never; exec "
                + Installation.launcher(Privilege.ROOT)
                + " "
                + line);
  }

  private static Path hosts(TestNet net, Chain chain) throws IOException {
    Path hosts = net.file("hosts");
    Files.writeString(
        hosts,
        "%1$s both.test\n%2$s both.test\n198.18.0.3 dead.test\n%2$s dead.test\n2001:db8::3 dead6.test\n%1$s dead6.test\n"
            .formatted(chain.server().ipv6(), chain.server().ipv4()));
    return hosts;
  }

  @Test
  void sourceAddressChoosesTheFamily() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path hosts = hosts(net, chain);
      for (String source : List.of(chain.client().ipv4(), chain.client().ipv6())) {
        boolean four = source.indexOf(':') < 0;
        String expected = four ? chain.server().ipv4() : chain.server().ipv6();
        for (String line :
            List.of(
                "ping -n -c1 -W1 -I " + source + " both.test", "mtu -s " + source + " both.test")) {
          Outcome outcome = withHosts(chain, hosts, line);
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(outcome.out().contains(expected), outcome::toString);
        }
      }
    }
  }

  /** An interface without addresses of one family is no place to send it from. */
  @Test
  void interfaceWithoutIpv6LeavesIpv4() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path hosts = hosts(net, chain);
      chain.client().run("ip", "-6", "address", "flush", "dev", "eth0").orThrow();
      Outcome outcome = withHosts(chain, hosts, "ping -n -c1 -W1 -I eth0 both.test");
      assertEquals(0, outcome.exit(), outcome::toString);
    }
  }

  @Test
  void otherAddressesAreNamedWhereTheFirstIsSilentAndAskedWithAll() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path hosts = hosts(net, chain);
      for (String command : List.of("ping -n -c1 -W1", "mtu -w3", "trace -n -w1")) {
        for (String name : List.of("dead.test", "dead6.test")) {
          Outcome outcome = withHosts(chain, hosts, command + " " + name);
          String other = name.equals("dead.test") ? chain.server().ipv4() : chain.server().ipv6();
          assertEquals(1, outcome.exit(), outcome::toString);
          assertTrue(
              outcome.err().contains(name + " has another address, " + other + ": --all asks each"),
              outcome::toString);
          Outcome all = withHosts(chain, hosts, command + " --all " + name);
          assertEquals(1, all.exit(), all::toString);
          assertTrue(all.out().contains(other), all::toString);
        }
      }
    }
  }

  @Test
  void addressesAreTakenAsTheyAreWritten() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String four = chain.server().ipv4();
      String six = chain.server().ipv6();
      Path targets = net.file("targets");
      Files.writeString(targets, "[" + six + "]\n::ffff:" + four + "\n");
      for (String target : List.of("[" + six + "]", "::ffff:" + four, "[::ffff:" + four + "]")) {
        Outcome outcome = chain.client().jnet("ping", "-n", "-c1", target);
        assertEquals(0, outcome.exit(), outcome::toString);
        assertEquals(0, chain.client().jnet("mtu", "-q", target).exit());
      }
      Outcome many = chain.client().jnet("ping", "--targets", targets.toString());
      assertEquals(0, many.exit(), many::toString);
    }
  }

  @Test
  void zonesAreShownByTheirNames() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain.server().ip("address add fe80::2:2/64 dev eth0 nodad");
      chain.client().ip("address add fe80::1:1/64 dev eth0 nodad");
      Outcome outcome = chain.client().jnet("ping", "-n", "-c1", "fe80::2:2%eth0");
      assertEquals(0, outcome.exit(), outcome::toString);
      assertTrue(outcome.out().contains("(fe80::2:2%eth0)"), outcome::toString);
      assertFalse(outcome.out().matches("(?s).*%\\d.*"), outcome::toString);
      Outcome mtu = chain.client().jnet("mtu", "fe80::2:2%eth0");
      assertFalse(mtu.out().matches("(?s).*%\\d.*"), mtu::toString);
    }
  }
}
