package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.TwoWays;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code jnet trace} where the kernel's router spreads flows over two ways of different MTU. */
@NamespaceTest
class TraceWaysIT {
  private static final String FLOWS = "32";

  @Test
  void findsTheMtuOfEachPath() throws IOException {
    try (TestNet net = TestNet.create()) {
      Host client = TwoWays.client(net);
      for (String server : List.of("198.18.5.2", "2001:db8:0:5::2")) {
        for (String via : List.of("udp", "tcp:80", "tcp:81")) {
          Outcome outcome = client.jnet("trace", "--json", "--via", via, "--flows", FLOWS, server);
          Set<String> ways = new TreeSet<>();
          for (Object each : (List<?>) TraceRuns.json(outcome).get("flows")) {
            Map<?, ?> flow = (Map<?, ?>) each;
            List<?> hops = (List<?>) flow.get("hops");
            ways.add(hops.get(1) + " " + flow.get("pathMtus") + " " + flow.get("pathMtu"));
            assertEquals("confirmed", flow.get("confidence"), outcome::toString);
          }
          boolean four = server.indexOf(':') < 0;
          String above =
              four ? "198.18.1.2" : Addresses.text(Addresses.literal(TwoWays.six(1) + "2"));
          String below =
              four ? "198.18.2.2" : Addresses.text(Addresses.literal(TwoWays.six(2) + "2"));
          assertEquals(
              Set.of(
                  above + " [1500, 1500, 1500, 1500] 1500",
                  below + " [1500, 1400, 1400, 1400] 1400"),
              ways,
              outcome::toString);
        }
      }
      Outcome echoes = client.jnet("trace", "-n", "--flows", FLOWS, "198.18.5.2");
      assertTrue(echoes.out().contains("try --via udp"), echoes::toString);
      inTextTableAndPicture(client, net.file("ways.svg"));
      oneFlowTakesOneWay(client);
    }
  }

  private static void inTextTableAndPicture(Host client, Path picture) throws IOException {
    String[] words = {"trace", "-n", "--via", "udp", "--flows", FLOWS, "198.18.5.2"};
    Outcome text = client.jnet(with(words, "--svg", picture.toString()));
    for (String line :
        List.of(
            "1    198\\.18\\.0\\.2             MTU 1500    all",
            "(2  )?\\+ 198\\.18\\.1\\.2             MTU 1500    flows? [0-9, -]+",
            "(2  )?\\+ 198\\.18\\.2\\.2             MTU 1400    flows? [0-9, -]+",
            "(4  )?\\+ 198\\.18\\.5\\.2             MTU 1400    flows? [0-9, -]+",
            "Path MTU       flows? [0-9, -]+: 1500 bytes, confirmed")) {
      assertTrue(
          text.out().lines().anyMatch(each -> each.strip().matches(line)), line + "\n" + text);
    }
    String svg = Files.readString(picture);
    assertTrue(svg.contains(">198.18.1.2<") && svg.contains(">198.18.2.2<"), svg);
    assertTrue(svg.contains(">1400<") && svg.contains(">1500<"), svg);
    Set<String> seconds = new TreeSet<>();
    for (String row : client.jnet(with(words, "--csv")).out().lines().toList()) {
      String[] fields = row.split(",", -1);
      if (fields[1].equals("2")) {
        seconds.add(fields[2] + " " + fields[8] + " " + fields[9]);
      }
    }
    assertEquals(Set.of("198.18.1.2 1500 true", "198.18.2.2 1400 true"), seconds);
  }

  private static void oneFlowTakesOneWay(Host client) {
    Outcome one = client.jnet("trace", "--json", "--via", "udp", "-q5", "198.18.5.2");
    List<?> answers = (List<?>) TraceRuns.hops(TraceRuns.json(one)).get(1).get("answers");
    Set<Object> who = new TreeSet<>();
    for (Object answer : answers) {
      who.add(((Map<?, ?>) answer).get("address"));
    }
    assertEquals(1, who.size(), one::toString);
    // and the MTU is this way's
    List<Integer> mtus = TraceRuns.mtus(TraceRuns.json(one));
    assertEquals(who.contains("198.18.2.2") ? 1400 : 1500, mtus.get(3), one::toString);
  }

  private static String[] with(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
