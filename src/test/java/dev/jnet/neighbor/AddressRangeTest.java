package dev.jnet.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.1-192.0.2.254, 254",
    "192.0.2.77/24, 192.0.2.1-192.0.2.254, 254",
    "10.0.0.0/16, 10.0.0.1-10.0.255.254, 65534",
    "192.0.2.4/30, 192.0.2.5-192.0.2.6, 2",
    "192.0.2.4/31, 192.0.2.4-192.0.2.5, 2",
    "192.0.2.4/32, 192.0.2.4, 1",
    "192.0.2.10-20, 192.0.2.10-192.0.2.20, 11",
    "192.0.2.250-192.0.3.5, 192.0.2.250-192.0.3.5, 12",
    "192.0.2.9, 192.0.2.9, 1",
    "255.255.255.0/24, 255.255.255.1-255.255.255.254, 254",
  })
  void namesAddresses(String text, String range, int size) {
    assertEquals(range, AddressRange.parse(text).toString());
    assertEquals(size, AddressRange.parse(text).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2/24",
        "192.0.2.256",
        "192.0.2.9-1",
        "192.0.2.9-",
        "192.0.2.9-300",
        "-192.0.2.9",
        "10.0.0.0/8",
        "2001:db8::/120",
        "example.org/24"
      })
  void whatIsNoRangeIsSaidToBeNone(String text) {
    Exception why = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
    assertTrue(why.getMessage().length() > 10, why.getMessage());
  }

  @Test
  void addressesAreCountedFromTheFirst() {
    AddressRange range = AddressRange.parse("192.0.2.250-192.0.3.5");
    for (int i = 0; i < range.size(); i++) {
      assertEquals(i, range.indexOf(range.get(i)));
    }
    assertEquals(Stations.ipv4("192.0.3.0"), range.get(6));
    assertEquals(-1, range.indexOf(Stations.ipv4("192.0.2.249")));
    assertEquals(-1, range.indexOf(Stations.ipv4("192.0.3.6")));
  }
}
