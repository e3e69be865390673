package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressTextTest {
  private static final InetAddress SERVER = Addresses.literal("2001:db8::9");

  @Test
  void targetHasItsNameInFrontOfItsAddress() {
    assertEquals("server.example (2001:db8::9)", AddressText.target("server.example", SERVER));
  }

  @Test
  void targetThatWasGivenAsAnAddressIsShownOnce() {
    assertEquals("2001:db8::9", AddressText.target("2001:db8::9", SERVER));
  }

  @Test
  void otherSpellingOfTheAddressIsShownAsTyped() {
    assertEquals("2001:0db8:0::9 (2001:db8::9)", AddressText.target("2001:0db8:0::9", SERVER));
  }

  @Test
  void interfaceIsLeftOutBehindALinkLocalAddress() throws UnknownHostException {
    byte[] bytes = Addresses.literal("fe80::1").getAddress();
    assertEquals("fe80::1", AddressText.unscoped(Inet6Address.getByAddress(null, bytes, 3)));
    assertEquals("fe80::1", AddressText.unscoped(Addresses.literal("fe80::1")));
    assertEquals("192.0.2.1", AddressText.unscoped(Addresses.literal("192.0.2.1")));
  }
}
