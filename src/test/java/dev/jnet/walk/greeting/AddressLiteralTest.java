package dev.jnet.walk.greeting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.Inet6Address;
import org.junit.jupiter.api.Test;

class AddressLiteralTest {
  @Test
  void ipv4StandsInBrackets() {
    assertEquals("[192.0.2.1]", AddressLiteral.of(Addresses.literal("192.0.2.1")));
  }

  @Test
  void ipv6IsNamedAsSuch() {
    assertEquals("[IPv6:2001:db8::1]", AddressLiteral.of(Addresses.literal("2001:db8::1")));
  }

  @Test
  void leavesOutTheScope() throws IOException {
    byte[] address = Addresses.literal("fe80::1").getAddress();
    assertEquals("[IPv6:fe80::1]", AddressLiteral.of(Inet6Address.getByAddress(null, address, 3)));
  }
}
