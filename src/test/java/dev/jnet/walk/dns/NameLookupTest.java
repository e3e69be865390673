package dev.jnet.walk.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.link.FirstHop;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to name servers: on a practice network, and bytes that are no answers. */
class NameLookupTest {
  private static Lookup ask(String lab, String server, String name) throws LinkException {
    Lab network = Lab.open(lab, 1);
    InetAddress asked = Addresses.literal(server);
    FirstHop hop = network.firstHop(asked);
    LookupQuestion question =
        new LookupQuestion(name, List.of(4, 6), asked, hop, new Port(50_000), 5 * Nanos.SECOND, 77);
    Link link = network.link();
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(new NameLookup(question), Long.MAX_VALUE);
  }

  @Test
  void followsAliases() throws LinkException {
    Lookup lookup = ask("home", "192.168.1.1", "LAB.test");
    assertEquals(Lookup.Outcome.FOUND, lookup.outcome());
    assertEquals(2, lookup.addresses().size());
    assertTrue(
        lookup.queries().get(0).aliases().get(0).value().equalsIgnoreCase("www.lab.test."),
        lookup.toString());
  }

  @Test
  void distinguishesNoNameNoAddressAndSilence() throws LinkException {
    assertEquals(Lookup.Outcome.NO_SUCH_NAME, ask("home", "192.168.1.1", "nobody.test").outcome());
    Lookup closed = ask("home", "203.0.113.1", "www.lab.test");
    assertEquals(Lookup.Outcome.REFUSED, closed.outcome());
    assertTrue(closed.refusal().orElseThrow().contains("port unreachable"), closed.toString());
  }

  @Test
  void asksThreeTimes(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mute.lab"),
            """
            title Nobody says anything
            client me    192.0.2.1/24
            host   mute  192.0.2.2/24  no-unreachable
            link me mute
            """);
    Lookup lookup = ask(file.toString(), "192.0.2.2", "www.lab.test");
    assertEquals(3, lookup.queries().get(0).sent().size());
    assertEquals(Lookup.Outcome.SILENT, lookup.outcome());
  }

  @Test
  void anEmptyAnswerDoesNotShortenTheWaitForTheOther(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("four.lab"),
            """
            title IPv4 and nothing else
            client me    192.0.2.1/24
            host   four  192.0.2.2/24  dns
            link me four
            """);
    Lab network = Lab.open(file.toString(), 1);
    InetAddress asked = Addresses.literal("192.0.2.2");
    FirstHop hop = network.firstHop(asked);
    Link lossy =
        new ForwardingLink(network.link()) {
          private boolean begun;

          @Override
          public void send(byte[] frame) throws LinkException {
            if (begun) {
              super.send(frame);
            }
            begun = true; // the first question, which is for the IPv4 address, is lost
          }
        };
    LookupQuestion question =
        new LookupQuestion(
            "four", List.of(4, 6), asked, hop, new Port(50_000), 5 * Nanos.SECOND, 1);
    Lookup lookup =
        new Prober(lossy, Pace.unlimited(), () -> false)
            .run(new NameLookup(question), Long.MAX_VALUE);
    assertEquals(Lookup.Outcome.FOUND, lookup.outcome());
    assertEquals(2, lookup.queries().get(0).sent().size());
    assertEquals(1, lookup.queries().get(1).sent().size());
  }

  @Test
  void anyBytesGiveAMessageOrAMalformedPacketException() throws MalformedPacketException {
    byte[] query = DnsMessages.query(1, "www.example.org", 4);
    assertEquals("www.example.org", DnsMessages.parse(query).questionName());
    assertThrows(IllegalArgumentException.class, () -> DnsMessages.query(1, "a..b", 4));
    Random random = new Random(3);
    int parsed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = query.clone();
      for (int j = random.nextInt(8); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 30));
      try {
        DnsMessages.parse(cut);
        parsed++;
      } catch (MalformedPacketException expected) {
        assertTrue(expected.getMessage().startsWith("not a DNS message"), expected.getMessage());
      }
    }
    assertTrue(parsed > 0 && parsed < 20_000, "both happen: " + parsed);
  }
}
