package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Mounts;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A translator whose prefix only the machine's resolver tells (RFC 7050). */
@NamespaceTest
class Nat64IT {
  private static final String TARGET = "2001:db8:6464::c100:1319";
  private static final String ASKED = "ipv4only.arpa from";

  /**
   * What an IPv6-only client asks about an IPv4 server.
   *
   * @param queries where dnsmasq writes what it is asked
   */
  private record Translated(TestNet net, Chain chain, Path queries) {
    /** Behind a link of 1400 bytes, with a resolver that knows such addresses of the name. */
    static Translated in(TestNet net, String records) throws IOException {
      Chain chain = net.chain(1500, 1400, 1500);
      chain.translation("2001:db8:6464::/96", "193.0.19.25");
      Path queries = net.file("queries");
      String log = "--log-facility=" + queries;
      Servers.on(chain.router(1)).dnsmasq(("--log-queries " + log + " " + records).split(" ", -1));
      return new Translated(net, chain, queries);
    }

    String jnet(String arguments) throws IOException {
      Path resolver =
          Files.writeString(
              net.file("resolv.conf"),
              "nameserver " + chain.router(1).ipv6() + "\noptions timeout:1 attempts:1\n");
      Outcome outcome =
          chain.client().run(Mounts.jnetOver("/etc/resolv.conf", resolver, arguments));
      assertEquals("", outcome.err(), outcome::toString);
      return outcome.out();
    }

    boolean isAsked() throws IOException {
      return Files.readString(queries).contains(ASKED);
    }
  }

  private static void assertSays(String answer, String part) {
    assertTrue(answer.replaceAll("\\s+", " ").contains(part), answer);
  }

  @Test
  void prefixThatTheResolverTellsExplainsTheNumber() throws IOException {
    try (TestNet net = TestNet.create()) {
      Translated here = Translated.in(net, "--host-record=ipv4only.arpa,2001:db8:6464::c000:aa");
      String code = "\"code\":\"translated-by-nat64\",\"certainty\":\"inferred\"";
      assertSays(here.jnet("mtu --json " + TARGET), code);
      assertSays(here.jnet("trace -n --json " + TARGET), code);
      assertSays(here.jnet("doctor --json " + TARGET), "\"code\":\"translated-by-nat64\"");
      String words = here.jnet("mtu " + TARGET);
      assertSays(words, "1400 + 20 = 1420, because the router that reported has an IPv4 address");
      assertSays(words, "2001:db8:6464::/96 is the prefix of NAT64 here");
    }
  }

  @Test
  void withoutThePrefixTheNumberAloneIsGuessedAt() throws IOException {
    try (TestNet net = TestNet.create()) {
      Translated here = Translated.in(net, "--address=/ipv4only.arpa/192.0.0.170");
      assertSays(here.jnet("mtu --json " + TARGET), "\"code\":\"encapsulation-guess\"");
      assertTrue(here.isAsked());
    }
  }

  @Test
  void resolverIsNotAskedWhereNothingCouldBeTranslated() throws IOException {
    try (TestNet net = TestNet.create()) {
      Translated here = Translated.in(net, "--host-record=ipv4only.arpa,2001:db8:6464::c000:aa");
      String own = here.chain.server().ipv6();
      assertSays(here.jnet("mtu --json " + own), "\"pathMtu\":1400");
      here.chain.router(1).ip("link set eth1 mtu 1500");
      here.chain.router(2).ip("link set eth0 mtu 1500");
      assertSays(here.jnet("mtu --json " + TARGET), "\"pathMtu\":1500");
      assertTrue(!here.isAsked());
    }
  }
}
