package dev.jnet.host;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * By which interfaces this machine's kernel would answer a packet (rtnetlink RTM_GETROUTE, RFC 3549
 * section 3.1.1). A route with several next hops has several.
 */
public final class ReverseRoute {
  /** Asks for the route itself, with all of its next hops, and not for the one that is chosen. */
  private static final int RTM_F_FIB_MATCH = 0x2000;

  private static final int RTA_MULTIPATH = 9;

  /** {@code struct rtnexthop}: length (16), flags (8), weight (8), interface (32). */
  private static final int RTNEXTHOP = 8;

  private ReverseRoute() {}

  /**
   * Whether an answer may leave by an interface.
   *
   * @param sender the source address of the packet that is answered
   * @param own this machine's address that the packet is for; rules may choose by it
   * @param index the number of the interface
   * @return false also where no route leads to the sender
   * @throws HostException when the kernel does not answer
   */
  public static boolean leavesBy(InetAddress sender, InetAddress own, int index)
      throws HostException {
    NetlinkMessage.Request request =
        Routes.request(sender, own, 0, Routes.Flow.ANY)
            .number(Routes.FLAGS, RTM_F_FIB_MATCH | Routes.RTM_F_LOOKUP_TABLE);
    try (Netlink netlink = Netlink.open()) {
      NetlinkAttributes route = netlink.ask(request).attributes(Routes.RTMSG);
      byte[] nextHops = route.bytes(RTA_MULTIPATH);
      return nextHops == null
          ? route.i32(Routes.RTA_OIF, 0) == index
          : isAmong(ByteBuffer.wrap(nextHops).order(ByteOrder.nativeOrder()), index);
    } catch (Netlink.RefusedException noRoute) {
      return false;
    }
  }

  private static boolean isAmong(ByteBuffer nextHops, int index) {
    int at = 0;
    while (nextHops.limit() - at >= RTNEXTHOP) {
      if (nextHops.getInt(at + 4) == index) {
        return true;
      }
      at += NetlinkMessage.aligned(Math.max(RTNEXTHOP, nextHops.getShort(at) & 0xffff));
    }
    return false;
  }
}
