package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of RFC 6052 section 2.4. */
class Nat64PrefixTest {
  private static InetAddress ip(String text) {
    return Addresses.literal(text);
  }

  private static Optional<String> prefix(String ofName) {
    return Nat64Prefix.ofName(ip(ofName)).map(Nat64Prefix::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:c000:aa::, 2001:db8::/32, 2001:db8:c000:221::",
    "2001:db8:1c0:0:aa::, 2001:db8:100::/40, 2001:db8:1c0:2:21::",
    "2001:db8:122:c000:0:aa00::, 2001:db8:122::/48, 2001:db8:122:c000:2:2100::",
    "2001:db8:122:3c0:0:aa::, 2001:db8:122:300::/56, 2001:db8:122:3c0:0:221::",
    "2001:db8:122:344:c0:0:aa00:0, 2001:db8:122:344::/64, 2001:db8:122:344:c0:2:2100::",
    "2001:db8:122:344::c000:ab, 2001:db8:122:344::/96, 2001:db8:122:344::c000:221",
    "64:ff9b::c000:aa, 64:ff9b::/96, 64:ff9b::c000:221"
  })
  void isFoundByTheAddressesOfTheName(String ofName, String prefix, String translated) {
    assertEquals(Optional.of(prefix), prefix(ofName));
    Nat64Prefix found = Nat64Prefix.ofName(ip(ofName)).orElseThrow();
    assertEquals(Optional.of(ip("192.0.2.33")), found.original(ip(translated)));
    assertEquals(Optional.empty(), found.original(ip("2001:db9::c000:221")));
    assertEquals(Optional.empty(), found.original(ip("192.0.2.33")));
    assertEquals(true, Nat64Prefix.mayTranslate(ip(translated)));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.0.170", // what the name has without a translator
    "2001:db8::c000:ac", // another address
    "2001:db8:0:0:ff00::c000:aa", // the octet that has to be zero is not
    "2001:db8:c000:aa::1" // what follows the IPv4 address is not zero
  })
  void isNotFoundByOtherAddresses(String ofName) {
    assertEquals(Optional.empty(), prefix(ofName));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::c633:6450, true", // 198.51.100.80
    "2001:db8:0:0:1000::c633:6450, false",
    "2001:db8:80::80, false", // 0.0.0.128
    "2a00:1450:4001:82b::200e, false", // 0.0.32.14
    "2001:db8::7f00:1, false", // loopback
    "2001:db8::e000:1, false", // multicast
    "2001:db8:3:4:21c:42ff:fe01:2, false",
    "198.51.100.80, false"
  })
  void tellsWhichAddressesCannotHaveAnother(String address, boolean may) {
    assertEquals(may, Nat64Prefix.mayTranslate(ip(address)));
  }
}
