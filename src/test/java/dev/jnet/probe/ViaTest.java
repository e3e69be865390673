package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ViaTest {
  @Test
  void toStringGivesTheTextThatParseTakes() {
    for (String text : new String[] {"icmp", "tcp:1", "udp:65535", "tcp:443"}) {
      assertEquals(text, Via.parse(text).toString());
    }
    assertEquals("icmp", Via.ICMP.filter());
    assertEquals("icmp or udp port 53", Via.parse("udp:53").filter());
    assertEquals(58, Via.ICMP.protocol(6));
  }

  @Test
  void otherTextsAreRefused() {
    for (String text : new String[] {"", "ping", "icmp:1", "tcp", "TCP:80"}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Via.parse(text));
      assertEquals(text + ": must be icmp, tcp:PORT or udp:PORT", e.getMessage());
    }
    for (String text : new String[] {"tcp:", "tcp:0", "udp:65536", "udp:http", "tcp:-1"}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Via.parse(text));
      assertEquals(text + ": the port must be from 1 to 65535", e.getMessage());
    }
  }
}
