package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.host.Interface;
import dev.jnet.wire.Addresses;
import org.junit.jupiter.api.Test;

/** Which address asks for a neighbor. */
class SourceAddressTest {
  private static String onLink(String target, String... addresses) {
    Interface device = Kernel.ethernet("eth0", 1500, addresses);
    return Addresses.text(SourceAddress.onLink(device, Addresses.literal(target)));
  }

  @Test
  void takesTheAddressInTheNetworkOfTheTarget() {
    assertEquals("10.2.0.1", onLink("10.2.0.9", "10.1.0.1/24", "10.2.0.1/24", "10.3.0.1/24"));
  }

  @Test
  void takesTheFirstAddressWhereNoneIsInTheNetworkOfTheTarget() {
    assertEquals("10.1.0.1", onLink("192.0.2.1", "10.1.0.1/24", "10.2.0.1/24"));
  }

  @Test
  void takesTheLinkLocalAddressInIpv6() {
    assertEquals("fe80::1", onLink("2001:db8::9", "2001:db8::1/64", "fe80::1/64"));
  }

  @Test
  void takesTheUnspecifiedAddressWhereTheInterfaceHasNone() {
    assertEquals("0.0.0.0", onLink("10.0.0.9", "2001:db8::1/64"));
    assertEquals("::", onLink("2001:db8::9", "10.0.0.1/24"));
  }

  @Test
  void comparesAsManyBitsAsThePrefixIsLong() {
    assertTrue(inOneNetwork("10.0.0.127", "10.0.0.1", 25));
    assertFalse(inOneNetwork("10.0.0.128", "10.0.0.1", 25));
    assertTrue(inOneNetwork("10.0.0.1", "192.0.2.1", 0));
    assertFalse(inOneNetwork("10.0.0.1", "10.0.0.2", 32));
  }

  private static boolean inOneNetwork(String one, String other, int prefixLength) {
    return SourceAddress.inOneNetwork(
        Addresses.literal(one), Addresses.literal(other), prefixLength);
  }

  @Test
  void asksForAnIpv6RouterOfAnIpv4RouteFromAnIpv6Address() throws CommandException {
    Interface device = Kernel.ethernet("eth0", 1500, "10.0.0.1/24", "fe80::1/64");
    assertEquals(
        Addresses.literal("fe80::1"),
        SourceAddress.asking(Kernel.route("192.0.2.1", device, "fe80::9", "10.0.0.1")));
    assertEquals(
        Addresses.literal("10.0.0.1"),
        SourceAddress.asking(Kernel.route("192.0.2.1", device, "10.0.0.9", "10.0.0.1")));
  }

  @Test
  void saysThatAnInterfaceHasNoAddressToAskFrom() {
    Interface device = Kernel.ethernet("eth0", 1500, "10.0.0.1/24");
    CommandException e =
        assertThrows(
            CommandException.class,
            () -> SourceAddress.asking(Kernel.route("192.0.2.1", device, "fe80::9", "10.0.0.1")));
    assertEquals("no IPv6 address on eth0 to ask for the router fe80::9", e.getMessage());
  }
}
