package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class SynPatienceTest {
  @Test
  void threeSynsWaitOneTwoAndFourTimesTheFirstWait() {
    assertEquals(Nanos.SECOND, new SynPatience(7 * Nanos.SECOND).firstWait());
    assertEquals(1, new SynPatience(6).firstWait(), "no less than 1 ns");
    TcpSettings settings = new SynPatience(14 * Nanos.SECOND).linux(4, 1500);
    assertEquals(2 * Nanos.SECOND, settings.retries().firstTimeout());
    assertEquals(3, settings.retries().synTries());
  }

  @Test
  void announcesWhatFitsTheMtu() {
    SynPatience patience = new SynPatience(Nanos.SECOND);
    assertEquals(1460, patience.linux(4, 1500).syn().mss());
    assertEquals(1440, patience.linux(6, 1500).syn().mss());
    assertEquals(65_495, patience.linux(4, 65_536).syn().mss(), "loopback's MTU is larger");
  }
}
