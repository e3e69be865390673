package dev.jnet.command.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import org.junit.jupiter.api.Test;

/** {@code jnet handshake} on practice networks. */
class HandshakeCommandTest {
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
    assertTrue(outcome.out().contains("20 + MSS 4 + SACK 2 + timestamps 10 +"));
    assertTrue(outcome.out().contains("1460 - 12 timestamps (10, and 2 of padding) = 1448"));
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
        }) {
      Outcome outcome = InProcess.jnet(wrong);
      assertEquals(2, outcome.exit(), outcome.toString());
      assertEquals("", outcome.out());
      assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
    }
  }
}
