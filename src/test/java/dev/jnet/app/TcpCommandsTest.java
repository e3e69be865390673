package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jnet handshake}, {@code jnet mss} and {@code jnet mtu --via} on practice networks. */
class TcpCommandsTest {
  private static final String WWW = "www.lab.test:80";

  @Test
  void drawsTheLadder() {
    Outcome outcome = InProcess.jnet("handshake", "--lab", "home", WWW);
    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(
        outcome
            .out()
            .startsWith("www.lab.test (198.51.100.80), TCP port 80: open (SYN-ACK after 2"),
        outcome.out());
    assertTrue(outcome.out().contains("SYN_SENT     --SYN-----------> SYN_RECEIVED seq 0"));
    assertTrue(outcome.out().contains("TIME_WAIT    --ACK-----------> CLOSED       seq 2 ack 2"));
    assertTrue(outcome.out().contains("20 + MSS 4 + SACK permitted 2 + timestamps 10 + NOP 1"));
    assertTrue(outcome.out().contains("1460 - 12 timestamps = 1448 bytes of data"));
    for (String line : outcome.out().split("\n", -1)) {
      assertTrue(line.length() <= 80, line);
    }
    assertEquals(
        outcome.out(), InProcess.jnet("handshake", "--lab", "home", WWW).out(), "the same again");
  }

  @Test
  void listsPorts() {
    Outcome ports = InProcess.jnet("handshake", "--lab", "home", "www.lab.test:79-81,https");
    assertEquals(1, ports.exit());
    assertTrue(ports.out().contains("   79  closed"), ports.out());
    assertTrue(ports.out().contains("   80  open"), ports.out());
    assertTrue(ports.out().contains("  443  open"), ports.out());
    assertEquals("2 open, 2 closed", ports.out().split("Ports +", -1)[1].split("\n", 2)[0]);
    assertEquals(
        "80\n443\n",
        InProcess.jnet("handshake", "-q", "--lab", "home", "www.lab.test:79-81,https").out());
  }

  @Test
  void saysWhatIsWrong() {
    for (String[] wrong :
        new String[][] {
          {"handshake", "www.lab.test", "--lab", "home"},
          {"handshake", "www.lab.test:0", "--lab", "home"},
          {"handshake", "www.lab.test:80-79", "--lab", "home"},
          {"handshake", "www.lab.test:nosuchservice", "--lab", "home"},
          {"handshake", WWW, "-w", "0", "--lab", "home"},
          {"handshake", WWW, "--send", "x", "--half-open", "--lab", "home"},
          {"mss", "nobody.lab.test:80", "--lab", "home"},
          {"mtu", "www.lab.test", "--via", "tcp", "--lab", "home"},
          {"mtu", "www.lab.test", "--via", "tcp:0", "--lab", "home"},
        }) {
      Outcome outcome = InProcess.jnet(wrong);
      assertEquals(2, outcome.exit(), outcome.toString());
      assertEquals("", outcome.out());
      assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "home, 1440, 'too large: black hole ahead unless ICMP gets through', 1",
    "clamp, 1400, clamped as it should be, 0",
    "blackhole, 1348, 'too large: black hole ahead unless ICMP gets through', 1",
    "silent, 1448, the segments fit the path, 0",
  })
  void saysWhetherSegmentsFit(String lab, int effective, String verdict, int exit) {
    Outcome outcome = InProcess.jnet("mss", "--lab", lab, WWW);
    assertEquals(exit, outcome.exit(), outcome.toString());
    String first = outcome.out().substring(0, outcome.out().indexOf('\n'));
    assertTrue(first.endsWith(effective + " bytes of data a segment, " + verdict), first);
    assertEquals(effective + "\n", InProcess.jnet("mss", "-q", "--lab", lab, WWW).out());
  }

  @ParameterizedTest
  @CsvSource({
    "home, tcp:80, 1492",
    "home, tcp:443, 1492",
    "blackhole, tcp:80, 1400",
    "home, udp, 1492"
  })
  void findsThePathMtuWithoutEcho(String lab, String via, int mtu) {
    assertEquals(
        mtu + "\n", InProcess.jnet("mtu", "-q", "--via", via, "--lab", lab, "www.lab.test").out());
  }

  @Test
  void saysWhenQuotesAreTooShortToTell(@TempDir Path folder) throws IOException {
    Path lab = folder.resolve("short.lab");
    String path =
        """
        title short quotes
        client here 192.0.2.2/24
        router r1 192.0.2.1/24 quote 28
        router r2 203.0.113.1/24 REST
        host server 198.51.100.1 http 80
        link here r1
        link r1 r2
        link r2 server
        """;
    Files.writeString(lab, path.replace("REST", "quote 28"));
    String none = InProcess.jnet("mss", "--lab", lab.toString(), "server:80").out();
    assertTrue(
        none.replaceAll("\\s+", " ").contains("quotes are too short to hold the MSS option"), none);
    assertTrue(none.contains("192.0.2.1: its quote is too short to tell"), none);
    // what one router leaves out the next one tells
    Files.writeString(lab, path.replace("REST", "clamp-mss 1300"));
    String one = InProcess.jnet("mss", "--lab", lab.toString(), "server:80").out();
    assertTrue(one.contains("192.0.2.1: its quote is too short to tell"), one);
    assertTrue(one.contains("203.0.113.1: quotes MSS 1460"), one);
  }
}
