package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.wire.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTargetsTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,192.0.2.255,true",
    "192.0.2.0/24,192.0.3.0,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.8,false",
    "0.0.0.0/0,203.0.113.1,true",
    "0.0.0.0/0,2001:db8::1,false",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "example.org,127.0.0.1,true",
    "example.org,::1,true",
    "example.org,192.0.2.1,false"
  })
  void allowsAddressesOfItsNetworks(String list, String address, boolean allowed)
      throws CommandException {
    assertEquals(allowed, AllowedTargets.parse(list).allows(Addresses.literal(address)));
  }

  @ParameterizedTest
  @CsvSource({
    "example.org,example.org,true",
    "example.org,WWW.Example.org.,true",
    ".example.org,www.example.org,true",
    "example.org,badexample.org,false",
    "example.org,example.org.evil.test,false",
    "192.0.2.0/24,192.0.2.1,false"
  })
  void allowsNamesOfItsSuffixes(String list, String name, boolean allowed) throws CommandException {
    assertEquals(allowed, AllowedTargets.parse(list).allowsName(name));
  }

  @Test
  void allowsLoopbackAlone() throws CommandException {
    AllowedTargets none = AllowedTargets.parse("");
    assertTrue(none.allows(Addresses.literal("127.0.0.9")));
    assertFalse(none.allows(Addresses.literal("192.0.2.1")));
    assertFalse(none.allowsName("localhost"));
    assertTrue(AllowedTargets.any().allows(Addresses.literal("192.0.2.1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/", "a,,b", "a b", "example.org/24", "*.a"})
  void refusesWhatIsNoNetworkAndNoName(String list) {
    assertThrows(CommandException.class, () -> AllowedTargets.parse(list));
  }
}
