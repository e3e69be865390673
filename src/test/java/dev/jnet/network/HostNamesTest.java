package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far an address reaches. */
class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    "fe80::1, true",
    "fc00::1, true",
    "fdff::1, true",
    "::1, true",
    "fe00::1, false",
    "2001:db8::1, false",
    "10.0.0.1, false"
  })
  void linkLocalAndUniqueLocalAddressesMeanNothingInTheInternet(String address, boolean local) {
    assertEquals(local, HostNames.isLocal(Addresses.literal(address)));
  }
}
