package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.MacAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyParserTest {
  private static final String GOOD =
      """
      # a comment
      title A title, with # in it
      try ping -c 2 far

      client me   10.0.0.2/24 2001:db8::2/64  mtu 9000   # more
      router gw   10.0.0.1/24 2001:db8::1/64  icmp-rate 5 no-echo
      host   far  10.1.0.1/16 alias other ttl 128 mac 02-00-00-00-00-07
      link   me gw   mtu 9000 delay 300us rate 1.5G
      link   gw far  mtu 1492 jitter 1.5ms loss 1% there hole 1400 back loss 2.5% mtu 1400
      """;

  private static Topology parse(String text) {
    return TopologyParser.parse("test.lab", text);
  }

  @Test
  void readsNodesLinksAndSettings() {
    Topology topology = parse(GOOD);
    assertEquals("A title, with # in it", topology.title());
    assertEquals("ping -c 2 far", topology.example());
    assertEquals(3, topology.nodes().size());
    Topology.Node client = topology.nodes().get(0);
    assertEquals(Topology.Kind.CLIENT, client.kind());
    assertEquals("me", client.name());
    assertEquals("[10.0.0.2/24, 2001:db8::2/64]", client.addresses().toString());
    assertEquals(9000, client.settings().get(Setting.MTU));
    Topology.Node router = topology.nodes().get(1);
    assertEquals(5, router.settings().get(Setting.ICMP_RATE));
    assertTrue(router.settings().isSet(Setting.NO_ECHO));
    Topology.Node host = topology.nodes().get(2);
    assertEquals("[far, other]", host.names().toString());
    assertEquals(128, host.settings().get(Setting.TTL));
    assertEquals(MacAddress.parse("02:00:00:00:00:07"), host.mac());
    Topology.Cable first = topology.cables().get(0);
    assertEquals(300_000, first.there().get(Setting.DELAY));
    assertEquals(1_500_000_000, first.back().get(Setting.RATE));
    Topology.Cable second = topology.cables().get(1);
    assertEquals(1492, second.there().get(Setting.MTU));
    assertEquals(1400, second.back().get(Setting.MTU));
    assertEquals(10_000, second.there().get(Setting.LOSS));
    assertEquals(25_000, second.back().get(Setting.LOSS));
    assertEquals(1400, second.there().get(Setting.HOLE));
    assertEquals(65535, second.back().get(Setting.HOLE));
    assertEquals(1_500_000, second.back().get(Setting.JITTER));
    assertEquals(1_000_000, second.back().get(Setting.DELAY), "the standard delay");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | hots far 10.1.0.1                     | 'hots' is none of title, try, client, router, host, link",
        "5 | title again                           | one title with some words, and only one",
        "5 | host far                              | far has no address",
        "5 | host far 10.1.0                       | not an IP address: 10.1.0",
        "5 | host far 10.1.0.1/33                  | prefix length 33 is not between 0 and 32",
        "5 | host far 10.1.0.1/x                   | not a prefix length: 10.1.0.1/x",
        "5 | host far 10.1.0.1 10.1.0.2            | far has two IPv4 addresses: one is enough",
        "5 | host far 10.0.0.1                     | address 10.0.0.1 is taken",
        "5 | host gw 10.1.0.1                      | name gw is taken",
        "5 | host Far 10.1.0.1                     | name 'Far': 1 to 40 of a-z, 0-9, dot and hyphen",
        "5 | client you 10.1.0.1                   | a second client: there is me already",
        "5 | host far 10.1.0.1 mtu 1500            | mtu cannot be set on a host",
        "5 | host far 10.1.0.1 claims 1000         | claims cannot be set on a host",
        "5 | host far 10.1.0.1 there               | 'there' is nothing that can be set",
        "5 | host far 10.1.0.1 ttl                 | the value of ttl is missing at the end of the line",
        "5 | host far 10.1.0.1 ttl 256             | ttl 256 is not between 1 and 255",
        "5 | host far 10.1.0.1 ttl 99999999999999  | ttl '99999999999999': a whole number is wanted",
        "5 | host far 10.1.0.1 mac 02:00           | not a MAC address: 02:00",
        "5 | link me                               | another node's name is missing at the end of the line",
        "5 | link me nobody                        | no node named nobody above this line",
        "5 | link me me                            | me linked to itself",
        "5 | link me gw mtu 67                     | mtu 67 is not between 68 and 65535 bytes",
        "5 | link me gw mtu 65536                  | mtu 65536 is not between 68 and 65535 bytes",
        "5 | link me gw mtu 1.5                    | mtu '1.5': a number of bytes such as 1400 is wanted",
        "5 | link me gw mtu -1                     | mtu '-1': a number of bytes such as 1400 is wanted",
        "5 | link me gw delay 5                    | delay '5': a time such as 500us, 20ms or 1s is wanted",
        "5 | link me gw delay 1.2.3ms              | delay '1.2.3ms': a time such as 500us, 20ms or 1s is wanted",
        "5 | link me gw delay 61s                  | delay 61000000000 is not between 0 and 60000000000 ns",
        "5 | link me gw loss 0.1                   | loss '0.1': a share such as 10% is wanted",
        "5 | link me gw loss 101%                  | loss 1010000 is not between 0 and 1000000 millionths",
        "5 | link me gw rate 5                     | rate '5': a rate such as 64k, 16M or 1G is wanted",
        "5 | link me gw alias x                    | 'alias' is nothing that can be set",
      })
  void mistakeIsNamedWithItsLine(int line, String text, String message) {
    String file =
        """
        title T
        client me 10.0.0.2/24
        router gw 10.0.0.1

        """
            + text;
    TopologyException e = assertThrows(TopologyException.class, () -> parse(file));
    assertEquals("test.lab line " + line + ": " + message, e.getMessage());
    assertEquals(line, e.line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host a 10.0.0.1                           | test.lab line 1: a title must come first",
        "title                                     | test.lab line 1: one title with some words, and only one",
        "title T                                   | test.lab line 1: no client",
        "''                                        | test.lab line 1: a title must come first",
      })
  void fileThatIsNotANetworkIsRefused(String text, String message) {
    TopologyException e = assertThrows(TopologyException.class, () -> parse(text));
    assertEquals(message, e.getMessage());
  }

  @Test
  void refusesANodeThatCannotBeReached() {
    String file = "title T\nclient me 10.0.0.2/24\nhost far 10.1.0.1\n";
    assertEquals(
        "test.lab line 3: no path from me to far",
        assertThrows(TopologyException.class, () -> parse(file)).getMessage());
    // a host passes nothing on
    String behind = file + "host more 10.1.0.2\nlink me far\nlink far more\n";
    assertEquals(
        "test.lab line 6: no path from me to more",
        assertThrows(TopologyException.class, () -> parse(behind)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"host h%d 10.1.0.%d\n", "link me gw\n"})
  void tooManyNodesOrLinksAreRefused(String repeated) {
    StringBuilder file = new StringBuilder("title T\nclient me 10.0.0.2/24\nrouter gw 10.0.0.1\n");
    for (int i = 0; i < 200; i++) {
      file.append(repeated.replace("%d", Integer.toString(i)));
    }
    String message =
        assertThrows(TopologyException.class, () -> parse(file.toString())).getMessage();
    assertTrue(message.contains(": more than "), message);
  }

  @Test
  void tooLongFileIsRefused() {
    assertThrows(TopologyException.class, () -> parse("# " + "x".repeat(70_000)));
  }

  @Test
  void anyTextGivesATopologyOrATopologyException() {
    Random random = new Random(3);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) (random.nextInt(96) + 32));
          case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
          default -> text.insert(at, text.charAt(random.nextInt(text.length())));
        }
      }
      try {
        parse(text.toString());
        read++;
      } catch (TopologyException e) {
        assertTrue(e.line() > 0);
      }
    }
    assertTrue(read > 1000, "only " + read + " were read");
  }
}
