package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.host.HostException.Kind;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final int UP_RUNNING = 0x10043;
  private static final int CLONED = 0x200;
  private static final InetAddress FOUR = Addresses.literal("203.0.113.1");
  private static final InetAddress SIX = Addresses.literal("2001:db8::1");

  /** An RTM_NEWROUTE by interface 2. */
  private static NetlinkAnswer route(int type, int flags) {
    return new NetlinkAnswer(24, 0)
        .u32(0)
        .u8(254)
        .u8(0)
        .u8(0)
        .u8(type)
        .u32(flags)
        .attribute(4, 2)
        .attribute(7, bytes("192.0.2.7"));
  }

  private static byte[] bytes(String address) {
    return Addresses.literal(address).getAddress();
  }

  private static byte[] mtu(int mtu) {
    return new NetlinkAnswer(0, 0).attribute(2, mtu).inner();
  }

  private static Route to(InetAddress destination, NetlinkAnswer route) throws HostException {
    FakeKernel kernel =
        new FakeKernel()
            .answer(route)
            .answer(InterfacesTest.link(2, 1, UP_RUNNING, "eth0", 1500))
            .table();
    try (KernelChannel channel = new KernelChannel(new Netlink(kernel))) {
      return Routes.to(channel, destination, null, null, Routes.Flow.ANY);
    }
  }

  private static HostException refused(int errno, InetAddress destination, NetlinkAnswer... links) {
    FakeKernel kernel = new FakeKernel().answer(FakeKernel.refusal(errno)).table(links).table();
    try (KernelChannel channel = new KernelChannel(new Netlink(kernel))) {
      return assertThrows(
          HostException.class, () -> Routes.to(channel, destination, null, null, Routes.Flow.ANY));
    }
  }

  @Test
  void throughAGateway() throws HostException {
    Route route = to(FOUR, route(1, CLONED).attribute(5, bytes("192.0.2.1")));
    assertEquals(Route.Type.UNICAST, route.type());
    assertEquals("eth0", route.device().name());
    assertEquals("192.0.2.1", Addresses.text(route.nextHop()));
    assertEquals("192.0.2.7", Addresses.text(route.source()));
    assertEquals(254, route.table());
    assertEquals(1500, route.mtu());
    assertFalse(route.hasLearnedMtu());
  }

  @Test
  void onTheLink() throws HostException {
    Route route = to(FOUR, route(1, CLONED));
    assertNull(route.gateway());
    assertEquals(FOUR, route.nextHop());
  }

  @Test
  void throughAnIpv6Router() throws HostException {
    byte[] via = new NetlinkAnswer(0, 0).u16(10).inner();
    byte[] familyAndAddress = NetlinkAnswer.join(via, bytes("fe80::9"));
    Route route = to(FOUR, route(1, CLONED).attribute(18, familyAndAddress));
    assertEquals("fe80::9%eth0", Addresses.text(route.gateway()));
  }

  @Test
  void learnedMtu() throws HostException {
    Route route = to(FOUR, route(1, CLONED).attribute(8, mtu(1400)).attribute(12, 0, 0, 59_700, 0));
    assertTrue(route.hasLearnedMtu());
    assertEquals(1400, route.pathMtu());
    assertEquals(597_000, route.expiresMillis());
    assertEquals(0, route.metrics().mtu());
    assertEquals(1400, route.mtu());
  }

  @Test
  void mtuOfTheRouteItself() throws HostException {
    Route route = to(FOUR, route(1, CLONED).attribute(8, mtu(1400)).attribute(12, 0, 0, 0, 0));
    assertFalse(route.hasLearnedMtu());
    assertEquals(1400, route.metrics().mtu());
    assertEquals(1400, route.mtu());
  }

  @Test
  void readsTheLimitsThatTheRouteSets() throws HostException {
    byte[] metrics =
        new NetlinkAnswer(0, 0).attribute(1, 1 << 2).attribute(2, 1300).attribute(8, 1000).inner();
    Route route = to(SIX, route(1, 0).attribute(8, metrics));
    assertEquals(new Route.Metrics(1300, true, 1000), route.metrics());
  }

  /** IPv4 locks what it learns below 552 bytes. */
  @Test
  void learnedMtuHasNoLockOfTheRoute() throws HostException {
    byte[] metrics = new NetlinkAnswer(0, 0).attribute(1, 1 << 2).attribute(2, 552).inner();
    Route route = to(FOUR, route(1, CLONED).attribute(8, metrics).attribute(12, 0, 0, 59_700, 0));
    assertEquals(Route.Metrics.NONE, route.metrics());
  }

  @Test
  void advertisedRouteExpiresButIsNotLearned() throws HostException {
    Route route = to(SIX, route(1, 0).attribute(8, mtu(1400)).attribute(12, 0, 0, 6_000, 0));
    assertFalse(route.hasLearnedMtu());
    assertEquals(0, route.expiresMillis());
    assertEquals(1400, route.metrics().mtu());
  }

  @Test
  void routeMtuAboveTheInterfaces() throws HostException {
    assertEquals(1500, to(FOUR, route(1, CLONED).attribute(8, mtu(9000))).mtu());
  }

  @Test
  void refusalsAreToldApart() {
    NetlinkAnswer up = InterfacesTest.link(2, 1, UP_RUNNING, "eth0", 1500);
    NetlinkAnswer down = InterfacesTest.link(3, 1, 0x1002, "eth1", 1500);
    NetlinkAnswer lo = InterfacesTest.link(1, 772, 0x10049, "lo", 65536);
    assertEquals(Kind.UNREACHABLE, refused(113, FOUR).kind());
    assertEquals(Kind.PROHIBITED, refused(13, FOUR).kind());
    assertEquals(Kind.BLACKHOLE, refused(22, FOUR).kind());
    assertEquals(Kind.SYSTEM, refused(1, FOUR).kind());
    HostException noRoute = refused(101, FOUR, lo, up, down);
    assertEquals(Kind.NO_ROUTE, noRoute.kind());
    assertEquals("no route to 203.0.113.1", noRoute.getMessage());
    HostException allDown = refused(101, FOUR, lo, down);
    assertEquals(Kind.INTERFACE_DOWN, allDown.kind());
    assertEquals("no route to 203.0.113.1: every interface is down (eth1)", allDown.getMessage());
    HostException noIpv6 = refused(101, SIX, lo, up);
    assertEquals(Kind.NO_IPV6, noIpv6.kind());
    assertEquals(
        "no route to 2001:db8::1: this machine has no IPv6 address; try -4", noIpv6.getMessage());
  }

  @Test
  void answersThatAreNone() {
    assertThrows(HostException.class, () -> to(FOUR, route(77, 0)));
    assertThrows(
        HostException.class, () -> to(FOUR, new NetlinkAnswer(99, 0).u32(0).u32(0).u32(0)));
    assertThrows(HostException.class, () -> to(FOUR, route(1, 0).attribute(5, new byte[7])));
    assertThrows(HostException.class, () -> to(FOUR, route(1, 0).attribute(18, new byte[5])));
  }

  @Test
  void linkLocalNeedsAnInterface() {
    try (KernelChannel channel = new KernelChannel(new Netlink(new FakeKernel()))) {
      InetAddress linkLocal = Addresses.literal("fe80::1");
      HostException e =
          assertThrows(
              HostException.class,
              () -> Routes.to(channel, linkLocal, null, null, Routes.Flow.ANY));
      assertEquals(Kind.NO_SCOPE, e.kind());
    }
  }
}
