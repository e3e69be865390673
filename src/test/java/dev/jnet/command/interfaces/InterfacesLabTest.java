package dev.jnet.command.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import org.junit.jupiter.api.Test;

/**
 * {@code jnet interfaces} on a practice network: the same report, of a machine that is not there.
 */
class InterfacesLabTest {
  @Test
  void showsTheInterfacesAndTheRoute() {
    assertEquals(
        "lo 65536\neth0 9000\n", InProcess.jnet("interfaces", "--lab", "jumbo", "-q").out());
    Outcome way =
        InProcess.jnet("interfaces", "--lab", "home", "eth0", "--to", "www.lab.test", "-4");
    assertEquals(0, way.exit(), way::toString);
    assertTrue(way.out().contains("192.168.1.1"), way::toString);
    assertTrue(way.out().contains("1500 - 20 IPv4 - 20 TCP"), way::toString);
  }

  @Test
  void refusesWhatIsNotThere() {
    Outcome name = InProcess.jnet("interfaces", "--lab", "home", "wlan0");
    assertEquals(2, name.exit());
    assertEquals("jnet: no such interface: wlan0; there are: lo, eth0\n", name.err());
    Outcome host = InProcess.jnet("interfaces", "--json", "--lab", "home", "--to", "nobody");
    assertEquals(2, host.exit());
    assertTrue(host.out().contains("\"error\":{\"code\":\"unknown-host\""), host::toString);
  }
}
