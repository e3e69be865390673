package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Names with several addresses, and the many ways to write an address. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class NamesIT {
  private static Outcome withHosts(Chain chain, Path hosts, String line) {
    return chain.client().run(Mounts.jnetOver("/etc/hosts", hosts, line));
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

  /** The system's resolver asks a silent name server for 10 s. The commands run side by side. */
  @Test
  void silentNameServerDoesNotOutlastTheTimeThatTheUserNames() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path resolver = net.file("resolv.conf");
      Files.writeString(resolver, "nameserver " + chain.server().ipv4() + "\n");
      Path targets = Files.writeString(net.file("targets"), "www.slow.test\n");
      // the kernel drops what comes, so that no error ends the wait
      chain.server().ip("route add blackhole " + chain.client().ipv4() + "/32");
      List<String> lines =
          List.of(
              "mtu -w 0.5 www.slow.test",
              "mtu --all -w 0.5 www.slow.test",
              "ping -w 0.5 www.slow.test",
              "mss -w 0.5 www.slow.test:80",
              "arp -w 0.5 www.slow.test",
              "mtu -w 0.5 --targets " + targets,
              "trace -w 0.5 www.slow.test",
              "handshake -w 0.5 www.slow.test:80");
      StringBuilder script = new StringBuilder("mount --bind " + resolver + " /etc/resolv.conf\n");
      for (int i = 0; i < lines.size(); i++) {
        String launcher = Installation.launcher(Privilege.ROOT).toString();
        script.append(
            "(out=$(%s %s 2>&1); echo \"%d: $? $out\") &%n".formatted(launcher, lines.get(i), i));
      }
      long time = System.nanoTime();
      Outcome outcome = chain.client().run("sh", "-c", script + "wait");
      time = System.nanoTime() - time;
      for (int i = 0; i < lines.size(); i++) {
        String start = i + ": 2 ";
        String end = "www.slow.test: no answer within " + (i < 6 ? "0.5" : "1") + " s (-w)";
        assertTrue(
            outcome.out().lines().anyMatch(line -> line.startsWith(start) && line.contains(end)),
            () -> start + end + "\n" + outcome);
      }
      assertTrue(time < 8_000_000_000L, time + " ns; the resolver would take 10 s");
    }
  }

  /** RFC 8305: silent are a neighbor that answers no ARP or NDP, and a host behind a router. */
  @Test
  void connectionsTryTheNextAddressWhereTheFirstIsSilent() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server()).web(80);
      Path hosts = net.file("hosts");
      String gone4 = neighbor(chain.client().ipv4());
      String gone6 = neighbor(chain.client().ipv6());
      Files.writeString(
          hosts,
          "%3$s dead.test\n%2$s dead.test\n%4$s dead6.test\n%1$s dead6.test\n203.0.113.3 far.test\n%2$s far.test\n"
              .formatted(chain.server().ipv6(), chain.server().ipv4(), gone4, gone6));
      chain.router(1).ip("route add blackhole 203.0.113.0/24");
      for (String name : List.of("dead.test", "dead6.test", "far.test")) {
        boolean four = !name.equals("dead6.test");
        String silent = name.equals("far.test") ? "203.0.113.3" : four ? gone4 : gone6;
        String answers = four ? chain.server().ipv4() : chain.server().ipv6();
        for (String line :
            List.of(
                "walk --brief http://" + name + "/",
                "handshake " + name + ":80",
                "handshake --kernel " + name + ":80")) {
          Outcome outcome = withHosts(chain, hosts, line);
          assertEquals(0, outcome.exit(), outcome::toString);
          assertTrue(outcome.out().contains(answers), outcome::toString);
          assertTrue(
              outcome.out().matches("(?s).*Tried before +\\Q" + silent + "\\E.*"),
              outcome::toString);
        }
      }
    }
  }

  /** An address on the link of another that nobody has. */
  private static String neighbor(String address) {
    int last = Math.max(address.lastIndexOf('.'), address.lastIndexOf(':'));
    return address.substring(0, last + 1) + "77";
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
