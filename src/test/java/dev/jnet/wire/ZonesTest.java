package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ZonesTest {
  private static InetAddress inZone(int index) throws UnknownHostException {
    return Inet6Address.getByAddress(null, Addresses.literal("fe80::1").getAddress(), index);
  }

  @Test
  void interfaceIsShownByItsNameAsSoonAsThatIsKnown() throws UnknownHostException {
    assertEquals("fe80::1%987654", Addresses.text(inZone(987654)));
    Zones.name(987654, "wlan9");
    assertEquals("fe80::1%wlan9", Addresses.text(inZone(987654)));
    assertEquals("fe80::1", Addresses.text(Addresses.literal("fe80::1")));
  }
}
