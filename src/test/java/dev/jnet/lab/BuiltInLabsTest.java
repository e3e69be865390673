package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.LinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInLabsTest {
  @ParameterizedTest
  @CsvSource({
    "home, www.lab.test, 1492, 1492",
    "home, nas.lab.test, 1500, 1500",
    "vpn, wiki.lab.test, 1420, 1420",
    "blackhole, www.lab.test, 1400, 1400",
    "jumbo, www.lab.test, 1500, 1500",
    "jumbo, store.lab.test, 9000, 9000",
    "staircase, www.lab.test, 1300, 1300",
    "clamp, www.lab.test, 1452, 1452",
    "lossy, www.lab.test, 1492, 1492",
    "liar, www.lab.test, 1400, 1400",
    "oldrouter, www.lab.test, 1006, 1280",
    "narrowback, www.lab.test, 1500, 1500",
    "silent, www.lab.test, 1500, 1500",
    "vpn-hangs, www.lab.test, 1420, 1420",
    "clamped-too-low, www.lab.test, 1500, 1500",
  })
  void eachNetworkCarriesWhatItsTitleSays(String name, String host, int four, int six)
      throws LinkException {
    for (int version : new int[] {4, 6}) {
      int mtu = version == 4 ? four : six;
      Practice practice = new Practice(Lab.open(name, 1));
      assertEquals(mtu, practice.lab.topology().pathMtu(host, version));
      assertTrue(passes(practice, host, version, mtu), name + " IPv" + version + " carries " + mtu);
      int clientMtu = practice.lab.interfaces().get(1).mtu();
      if (mtu < clientMtu) {
        assertFalse(passes(practice, host, version, mtu + 1), name + " carries " + (mtu + 1));
      } else {
        assertThrows(FrameRefusedException.class, () -> practice.ping(host, version, mtu + 1, 64));
      }
    }
  }

  /** Loss, and a host that has yet to learn of a narrow way back, may take some tries. */
  private static boolean passes(Practice practice, String host, int version, int bytes)
      throws LinkException {
    boolean passed = false;
    for (int i = 0; i < 8; i++) {
      passed |= Practice.isEchoReply(practice.ping(host, version, bytes, 64));
    }
    return passed;
  }

  @Test
  void unknownNamesAreToldFromUnreadableFiles() {
    UnknownLabException e = assertThrows(UnknownLabException.class, () -> Lab.open("hom", 1));
    assertEquals("hom", e.name());
    assertEquals("no practice network 'hom'", e.getMessage());
    UnknownLabException file = assertThrows(UnknownLabException.class, () -> Lab.open("a.lab", 1));
    assertEquals("", file.name());
  }
}
