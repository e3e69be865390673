package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports in a practice network come from the seed. */
class LabPortsTest {
  private static final InetAddress TARGET = Addresses.literal("198.51.100.80");

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void areEphemeralPortsWhateverTheSeed(long seed) {
    int port = new LabPorts(seed).tcp(TARGET).number();
    assertTrue(port >= 49_152 && port < 59_152, () -> seed + " gives port " + port);
    assertEquals(port, new LabPorts(seed).tcp(TARGET).number());
  }

  @Test
  void eachConnectionOfASetHasItsOwn() throws IOException {
    Ports.PortSet set = new LabPorts(0).several(2);
    assertEquals(set.udp(TARGET), set.nextTcp(TARGET));
    assertEquals(1, set.nextTcp(TARGET) - 49_152);
  }
}
