package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.host.Interface;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a path tells of itself. */
class NetworkPathTest {
  private static final Interface ETH0 =
      Kernel.ethernet("eth0", 1500, "10.0.0.1/24", "172.16.0.1/11", "2001:db8::1/64");

  private static NetworkPath path(String target, String nextHop) {
    return path(ETH0, LinkType.ETHERNET, target, nextHop);
  }

  private static NetworkPath path(Interface device, LinkType type, String target, String nextHop) {
    FirstHop hop =
        new FirstHop(
            device.name(),
            type,
            device.mtu(),
            Addresses.literal("10.0.0.1"),
            Kernel.MAC,
            Addresses.literal(nextHop),
            MacAddress.ZERO);
    return new NetworkPath(Addresses.literal(target), device, hop, Optional.empty());
  }

  @Test
  void isRoutedWhereTheNextHopIsNotTheTarget() {
    assertTrue(path("192.0.2.1", "10.0.0.9").isRouted());
    assertFalse(path("10.0.0.9", "10.0.0.9").isRouted());
  }

  @Test
  void isOwnWhereTheInterfaceHasTheTargetOrIsLoopback() {
    assertTrue(path("10.0.0.1", "10.0.0.1").isOwn());
    assertFalse(path("10.0.0.9", "10.0.0.9").isOwn());
    assertTrue(path(Kernel.loopback(), LinkType.ETHERNET, "127.0.0.7", "127.0.0.7").isOwn());
  }

  @Test
  void hasNoLinkBeforeItIsOpen() {
    NetworkPath path = path("10.0.0.9", "10.0.0.9");
    assertThrows(NoSuchElementException.class, path::link);
  }

  @Test
  void knowsTheNextHopOnceItsHardwareAddressIsFound() {
    NetworkPath path = path("10.0.0.9", "10.0.0.9");
    NeighborQuestion question =
        new NeighborQuestion("eth0", path.hop().source(), Kernel.MAC, path.hop().nextHop());
    NetworkPath asking = path.asking(question, Optional.empty());
    assertEquals(Optional.of(question), asking.question());
    MacAddress mac = MacAddress.parse("02:00:00:00:00:09");
    assertEquals(mac, asking.to(mac).hop().nextHopMac());
    assertEquals(Optional.empty(), asking.to(mac).question());
  }

  @Test
  void showsEthernetWhereSocketsHideIt() {
    assertEquals(
        LinkType.ETHERNET, path(ETH0, LinkType.RAW_IP, "10.0.0.9", "10.0.0.9").shown().type());
    assertEquals(
        LinkType.RAW_IP,
        path(Kernel.tunnel(), LinkType.RAW_IP, "10.8.0.9", "10.8.0.9").shown().type());
  }

  @Test
  void listsIpv4NetworksThatCanBeAskedThrough() {
    assertEquals("[10.0.0.1-10.0.0.254]", path("10.0.0.9", "10.0.0.9").networks().toString());
  }

  @Test
  void listensFromTheUnspecifiedAddress() {
    assertTrue(path("10.0.0.9", "10.0.0.9").listening().hop().source().isAnyLocalAddress());
  }

  @Test
  void blamesTheTargetOnTheLinkAndTheRouterBeforeOthers() {
    assertEquals(
        "the target 10.0.0.9 does not answer ARP on eth0: it is down, or not on this link",
        path("10.0.0.9", "10.0.0.9").silence().getMessage());
    assertEquals(
        "the router 10.0.0.9 does not answer ARP on eth0: is it up, and the right one?",
        path("192.0.2.1", "10.0.0.9").silence().getMessage());
  }
}
