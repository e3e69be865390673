package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
  @Test
  void printsAStaircase() {
    Outcome outcome = InProcess.jnet("trace", "--lab", "staircase", "www.lab.test");
    assertEquals(
        """
        www.lab.test (198.51.100.80): reached at hop 4

          HOP  ADDRESS                       LOSS  PATH MTU  RTT in ms
            1  192.168.1.1 (gateway)           0%      1500   0.600  0.600  0.600
            2  203.0.113.1 (isp)               0%      1480    10.6   10.6   10.6
            3  203.0.113.17 (tunnel)           0%      1400    24.6   24.6   24.6
            4  198.51.100.80 (www.lab.test)    0%      1300    32.6   32.6   32.6

          Path MTU       1300 bytes, confirmed; hop 3, 203.0.113.17: it reports that its
                         next link carries at most 1300 bytes
        """,
        outcome.out().substring(0, outcome.out().indexOf("  Probes")));
    assertEquals("", outcome.err());
    assertEquals(0, outcome.exit());
  }

  @Test
  void tellsSilentFromRationedHops() {
    Outcome outcome = InProcess.jnet("trace", "-n", "--no-mtu", "--lab", "silent", "www.lab.test");
    assertEquals(
        """
        www.lab.test (198.51.100.80): reached, probably at hop 5

          HOP  ADDRESS                       LOSS  RTT in ms
            1  192.168.1.1                     0%   0.600  0.600  0.600
            2  *                                     silent, but passes packets on
            3  203.0.113.9                    67%    20.6
               it limits its answers: later hops miss fewer (a guess)
            4  *                                     silent, but passes packets on
            5  198.51.100.80 (www.lab.test)    0%    34.6   34.6   34.6
        """,
        outcome.out().substring(0, outcome.out().indexOf("\n  Probes")));
  }

  @Test
  void printsOneDocument() {
    Outcome outcome = InProcess.jnet("trace", "--json", "-6", "--lab", "vpn", "git.lab.test");
    Map<String, Object> document =
        Jsonb.builder().build().type(Object.class).map().fromJson(outcome.out());
    assertEquals(1, outcome.out().lines().count());
    assertEquals("trace", document.get("command"));
    assertEquals("reached", document.get("status"));
    assertEquals("icmp", document.get("via"));
    assertEquals(1420, ((Number) document.get("pathMtu")).intValue());
    List<?> hops = (List<?>) document.get("hops");
    assertEquals(3, hops.size());
    Map<?, ?> second = (Map<?, ?>) hops.get(1);
    assertEquals(1420, ((Number) second.get("pathMtu")).intValue());
    Map<?, ?> answer = (Map<?, ?>) ((List<?>) second.get("answers")).get(0);
    assertEquals("fd00:8::1", answer.get("address"));
    assertEquals("office", answer.get("name"));
    assertEquals(2, ((Number) answer.get("hopsBack")).intValue());
  }

  /** An open port is asked by one SYN at a time; the MTU is searched on a connection to it. */
  @Test
  void tracesToOpenAndClosedPorts() {
    for (String via : List.of("tcp:80", "tcp:81", "udp:9")) {
      Outcome outcome =
          InProcess.jnet("trace", "--json", "--via", via, "--lab", "home", "www.lab.test");
      Map<?, ?> document = TraceRuns.json(outcome);
      assertEquals(List.of(1500, 1492, 1492, 1492), TraceRuns.mtus(document), via);
      for (Map<?, ?> hop : TraceRuns.hops(document)) {
        assertEquals(3, ((Number) hop.get("received")).intValue(), outcome::toString);
        assertEquals("none", hop.get("lossKind"), via);
      }
    }
  }

  /** It is no silence when nobody was asked: nothing is waited for, and nothing else tried. */
  @Test
  void saysWhereATraceEndsBeforeTheTarget() {
    Outcome outcome = InProcess.jnet("trace", "-m2", "--lab", "staircase", "www.lab.test");
    assertEquals(
        """
        www.lab.test (198.51.100.80): not reached within 2 hops: more with -m

          HOP  ADDRESS                LOSS  RTT in ms
            1  192.168.1.1 (gateway)    0%   0.600  0.600  0.600
            2  203.0.113.1 (isp)        0%    10.6   10.6   10.6

        """,
        outcome.out().substring(0, outcome.out().indexOf("  Probes")));
    assertTrue(
        outcome.out().contains("6 packets sent in 10.6 ms: icmp packets of 60 bytes"),
        outcome.out());
    assertEquals(1, outcome.exit());
  }

  @Test
  void printsACsvLineAnAnswer() {
    Outcome outcome =
        InProcess.jnet("trace", "--csv", "-q1", "-n", "--lab", "staircase", "www.lab.test");
    assertEquals(
        """
        target,ttl,address,name,rtt_ms,sent,received,loss,mtu,mtu_confirmed,reply_ttl,kind,flow,error
        www.lab.test,1,192.168.1.1,,0.6,1,1,none,1500,true,64,router,0,
        www.lab.test,2,203.0.113.1,,10.6,1,1,none,1480,true,63,router,0,
        www.lab.test,3,203.0.113.17,,24.6,1,1,none,1400,true,62,router,0,
        www.lab.test,4,198.51.100.80,,32.6,1,1,none,1300,true,61,target,0,
        """,
        outcome.out().replace("\r\n", "\n"));
  }

  @Test
  void printsAddressesAlone() {
    assertEquals(
        "192.168.1.1\n*\n203.0.113.9\n*\n198.51.100.80\n",
        InProcess.jnet("trace", "--quiet", "--lab", "silent", "www.lab.test").out());
  }

  @Test
  void takesOtherProbesAndFewerHops() {
    for (String via : List.of("udp", "tcp:443", "icmp")) {
      Outcome outcome =
          InProcess.jnet(
              "trace", "--quiet", "-f2", "-m3", "--via", via, "--lab", "staircase", "www.lab.test");
      assertEquals("203.0.113.1\n203.0.113.17\n", outcome.out(), via);
      assertEquals(1, outcome.exit(), via);
    }
  }

  @Test
  void endsWithTheRightExitCodes() {
    assertEquals(1, InProcess.jnet("trace", "--lab", "home", "192.0.2.7").exit());
    assertEquals(2, InProcess.jnet("trace", "--lab", "home", "nowhere").exit());
    for (List<String> wrong :
        List.of(
            List.of("-f", "5", "-m", "4"),
            List.of("-m", "256"),
            List.of("-q", "0"),
            List.of("-w", "0"),
            List.of("--flows", "65"),
            List.of("--via", "sctp"),
            List.of("--csv", "--json"))) {
      List<String> line = new ArrayList<>(List.of("trace", "--lab", "home", "x"));
      line.addAll(wrong);
      Outcome outcome = InProcess.jnet(line.toArray(new String[0]));
      assertEquals(2, outcome.exit(), outcome::toString);
      assertTrue(outcome.err().contains(wrong.get(0)), outcome::toString);
    }
  }

  @Test
  void reportsAWatchInAPipeAfterItsRounds() {
    Outcome outcome =
        InProcess.jnet("trace", "--watch", "-c", "5", "--lab", "staircase", "www.lab.test");
    assertEquals(
        """
        www.lab.test (198.51.100.80) by icmp, 5 rounds

        HOP  ADDRESS                  LOSS  SENT    LAST    BEST    MEAN   WORST     DEV
          1  192.168.1.1 (gateway)      0%     5   0.600   0.600   0.600   0.600   0.000
          2  203.0.113.1 (isp)          0%     5    10.6    10.6    10.6    10.6   0.000
          3  203.0.113.17 (tunnel)      0%     5    24.6    24.6    24.6    24.6   0.000
          4  198.51.100.80 (www.lab~    0%     5    32.6    32.6    32.6    32.6   0.000
        """,
        outcome.out());
    assertEquals(0, outcome.exit());
  }

  @Test
  void printsAWatchAsADocument() {
    Outcome outcome =
        InProcess.jnet("trace", "--watch", "-c3", "--json", "--lab", "silent", "www.lab.test");
    Map<String, Object> document =
        Jsonb.builder().build().type(Object.class).map().fromJson(outcome.out());
    assertEquals("trace", document.get("command"));
    assertEquals("watch", document.get("mode"));
    assertEquals(3, ((Number) document.get("rounds")).intValue());
    List<?> hops = (List<?>) document.get("hops");
    assertEquals(5, hops.size());
    assertEquals("own", ((Map<?, ?>) hops.get(1)).get("lossKind"));
    assertEquals(3, ((Number) ((Map<?, ?>) hops.get(4)).get("received")).intValue());
  }

  @Test
  void writesAPicture(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("path.svg");
    Outcome outcome =
        InProcess.jnet(
            "trace", "--quiet", "--svg", file.toString(), "--lab", "staircase", "www.lab.test");
    assertEquals(0, outcome.exit());
    String svg = Files.readString(file);
    assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"), svg);
    for (String text :
        List.of(">192.168.1.1<", ">gateway<", ">1480<", ">1400<", ">1300<", ">0%<")) {
      assertTrue(svg.contains(text), text);
    }
    assertTrue(svg.matches("(?s).*>20[0-9-]+T[0-9:.]+Z, jnet [0-9.]+: jnet trace --q.*"), svg);
    assertEquals(12, svg.split("<circle", -1).length - 1, "a dot an answer");
    String nowhere = folder.resolve("no/where.svg").toString();
    assertEquals(
        2, InProcess.jnet("trace", "--svg", nowhere, "--lab", "home", "www.lab.test").exit());
  }
}
