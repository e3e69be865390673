package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfacesTest {
  private static final int UP_RUNNING = 0x10043;
  private static final byte[] MAC = {2, 0, 0x5e, 0x10, 0, 1};

  /** An RTM_NEWLINK with name and MTU, to which tests add. */
  static NetlinkAnswer link(int index, int hardwareType, int flags, String name, int mtu) {
    return new NetlinkAnswer(16, 2)
        .u16(0)
        .u16(hardwareType)
        .u32(index)
        .u32(flags)
        .u32(0)
        .text(3, name)
        .attribute(4, mtu);
  }

  private static NetlinkAnswer vlan(int index, String name, int parent) {
    return link(index, 1, UP_RUNNING, name, 1500)
        .attribute(5, parent)
        .attribute(18, new NetlinkAnswer(0, 0).text(1, "vlan").inner());
  }

  private static NetlinkAnswer inet6(NetlinkAnswer link, int mtu, int disabled) {
    int[] settings = new int[60];
    settings[2] = mtu;
    settings[26] = disabled;
    byte[] family = new NetlinkAnswer(0, 0).attribute(2, settings).inner();
    return link.attribute(26, new NetlinkAnswer(0, 0).attribute(10, family).inner());
  }

  private static NetlinkAnswer address(int index, int prefix, int flags, int scope) {
    return new NetlinkAnswer(20, 2).u8(0).u8(prefix).u8(flags).u8(scope).u32(index);
  }

  private static byte[] bytes(String address) {
    return Addresses.literal(address).getAddress();
  }

  private static List<Interface> all(FakeKernel kernel) throws HostException {
    try (Netlink netlink = new Netlink(kernel)) {
      return Interfaces.all(netlink);
    }
  }

  private static Interface one(NetlinkAnswer link, NetlinkAnswer... addresses)
      throws HostException {
    List<Interface> all = all(new FakeKernel().table(link).table(addresses));
    assertEquals(1, all.size());
    return all.get(0);
  }

  @Test
  void ethernet() throws HostException {
    Interface eth0 =
        one(
            inet6(link(2, 1, UP_RUNNING, "eth0", 1500), 1400, 0)
                .attribute(1, MAC)
                .attribute(16, new byte[] {6}),
            address(2, 24, 0x80, 0)
                .attribute(1, bytes("192.0.2.7"))
                .attribute(2, bytes("192.0.2.7")),
            address(2, 64, 0x80, 253).attribute(1, bytes("fe80::1")).attribute(8, 0x40),
            address(9, 64, 0, 0).attribute(1, bytes("2001:db8::1")));
    assertEquals("eth0", eth0.name());
    assertEquals("UP", eth0.state());
    assertEquals("ethernet", eth0.linkType());
    assertEquals(MacAddress.of(MAC), eth0.mac());
    assertEquals(1500, eth0.mtu());
    assertEquals(1400, eth0.ipv6Mtu());
    assertEquals(1400, eth0.mtu(Addresses.literal("::1")));
    assertEquals(1500, eth0.mtu(Addresses.literal("127.0.0.1")));
    assertTrue(eth0.resolvesNeighbors());
    assertEquals(2, eth0.addresses().size(), "the third belongs to another interface");
    Interface.Address four = eth0.addresses().get(0);
    assertEquals(InetAddress.getLoopbackAddress().getClass(), four.address().getClass());
    assertEquals(24, four.prefixLength());
    assertEquals("global", four.scopeName());
    assertNull(four.peer());
    assertFalse(four.tentative());
    Interface.Address six = eth0.addresses().get(1);
    assertEquals("fe80::1%eth0", Addresses.text(six.address()));
    assertEquals("link", six.scopeName());
    assertTrue(six.tentative());
    assertTrue(eth0.owns(Addresses.literal("192.0.2.7")));
    assertFalse(eth0.owns(Addresses.literal("2001:db8::1")));
  }

  @Test
  void pointToPointWithPeer() throws HostException {
    Interface tun =
        one(
            link(3, 65534, 0x10091, "tun0", 1400),
            address(3, 32, 0, 0).attribute(1, bytes("10.8.0.1")).attribute(2, bytes("10.8.0.2")),
            address(3, 128, 0, 0)
                .attribute(1, bytes("2001:db8::1"))
                .attribute(2, bytes("2001:db8::2")));
    assertEquals("raw-ip", tun.linkType());
    assertNull(tun.mac());
    assertTrue(tun.pointToPoint());
    assertFalse(tun.resolvesNeighbors());
    assertEquals(0, tun.ipv6Mtu(), "no IPv6 on it");
    assertEquals("10.8.0.2", Addresses.text(tun.addresses().get(0).address()));
    assertEquals("10.8.0.1", Addresses.text(tun.addresses().get(0).peer()));
    assertEquals("2001:db8::2", Addresses.text(tun.addresses().get(1).address()));
    assertEquals("2001:db8::1", Addresses.text(tun.addresses().get(1).peer()));
  }

  @Test
  void tunnelsHaveNoMacAddress() throws HostException {
    byte[] outer = bytes("192.0.2.1");
    assertNull(one(link(4, 778, UP_RUNNING, "gre1", 1476).attribute(1, outer)).mac());
    byte[] infiniband = new byte[20];
    Interface ib = one(link(4, 32, UP_RUNNING, "ib0", 2044).attribute(1, infiniband));
    assertNull(ib.mac());
    assertEquals("arphrd-32", ib.linkType());
  }

  @Test
  void ipv6SwitchedOff() throws HostException {
    assertEquals(0, one(inet6(link(1, 1, UP_RUNNING, "a", 1500), 1500, 1)).ipv6Mtu());
  }

  @Test
  void states() throws HostException {
    byte[] down = {2};
    assertEquals("DOWN", one(link(1, 1, 0x1002, "a", 1500).attribute(16, down)).state());
    assertEquals("NO-CARRIER", one(link(1, 1, 0x1003, "a", 1500).attribute(16, down)).state());
    assertEquals("UNKNOWN", one(link(1, 1, UP_RUNNING, "a", 1500)).state());
    assertEquals(
        "STATE-200",
        one(link(1, 1, UP_RUNNING, "a", 1500).attribute(16, new byte[] {(byte) 200})).state());
  }

  @Test
  void vlanTags() throws HostException {
    List<Interface> all =
        all(
            new FakeKernel()
                .table(
                    link(1, 1, UP_RUNNING, "eth0", 1500),
                    vlan(2, "eth0.5", 1),
                    vlan(3, "eth0.5.6", 2),
                    vlan(4, "elsewhere", 1).attribute(37, 0),
                    vlan(5, "circle", 5))
                .table());
    int[] tags = all.stream().mapToInt(Interface::vlanTags).toArray();
    assertEquals(List.of(0, 1, 2, 1, 5), java.util.Arrays.stream(tags).boxed().toList());
  }

  @Test
  void answersThatAreNone() {
    byte[] five = new byte[5];
    NetlinkAnswer nameless =
        new NetlinkAnswer(16, 2).u16(0).u16(1).u32(1).u32(0).u32(0).attribute(4, 1500);
    assertThrows(HostException.class, () -> one(nameless));
    assertThrows(HostException.class, () -> one(link(0, 1, 0, "zero", 1500)));
    assertThrows(HostException.class, () -> one(link(1, 1, 0, "minus", -1)));
    assertThrows(
        HostException.class, () -> one(new NetlinkAnswer(99, 2).u32(0).u32(0).u32(0).u32(0)));
    NetlinkAnswer good = link(1, 1, UP_RUNNING, "a", 1500);
    assertThrows(HostException.class, () -> one(good, address(1, 24, 0, 0)));
    assertThrows(HostException.class, () -> one(good, address(1, 24, 0, 0).attribute(1, five)));
    assertThrows(
        HostException.class, () -> one(good, address(1, 24, 0, 0).attribute(1, new byte[0])));
    assertThrows(HostException.class, () -> one(good, new NetlinkAnswer(20, 2).u16(0)));
  }

  @Test
  void refusalIsExplained() {
    HostException e =
        assertThrows(
            HostException.class, () -> all(new FakeKernel().answer(FakeKernel.refusal(1))));
    assertTrue(e.getMessage().startsWith("cannot list the interfaces: EPERM, "), e.getMessage());
  }
}
