package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.nio.ByteBuffer;

/**
 * Stations of this machine that share an interface with it: macvlans, mostly of containers. Linux
 * passes no frame between an interface and a macvlan on it.
 *
 * <p>A macvlan may be in another network namespace, where it is not listed. But its hardware
 * address is one of those that its interface takes frames for, and the kernel tells these
 * (rtnetlink RTM_GETNEIGH for the family of bridges).
 */
public final class StackedStations {
  private static final int RTM_GETNEIGH = 30;
  private static final int AF_BRIDGE = 7;

  /** {@code struct ndmsg}: family, interface at 4, state (16) at 8, flags at 10. */
  private static final int NDMSG = 12;

  private static final int INTERFACE = 4;
  private static final int STATE = 8;
  private static final int FLAGS = 10;
  private static final int NUD_PERMANENT = 0x80;
  private static final int NTF_SELF = 0x02;
  private static final int NDA_LLADDR = 2;

  private StackedStations() {}

  /** Whether an interface takes frames for a station other than this machine itself. */
  public static boolean existOn(Interface device) {
    NetlinkMessage.Request request =
        new NetlinkMessage.Request(RTM_GETNEIGH, NetlinkMessage.NLM_F_DUMP, NDMSG)
            .u8(0, AF_BRIDGE)
            .number(INTERFACE, device.index());
    try (Netlink netlink = Netlink.open()) {
      for (NetlinkMessage message : netlink.dump(request)) {
        if (isStation(message, device)) {
          return true;
        }
      }
    } catch (HostException | Netlink.RefusedException untold) {
      return false; // an old kernel, or a sandbox
    }
    return false;
  }

  private static boolean isStation(NetlinkMessage message, Interface device) throws HostException {
    ByteBuffer entry = message.payload();
    if (entry.limit() < NDMSG
        || entry.getInt(INTERFACE) != device.index()
        || (entry.getShort(STATE) & NUD_PERMANENT) == 0
        || (entry.get(FLAGS) & NTF_SELF) == 0) {
      return false;
    }
    byte[] bytes = message.attributes(NDMSG).bytes(NDA_LLADDR);
    if (bytes == null || bytes.length != MacAddress.LENGTH) {
      return false;
    }
    MacAddress mac = MacAddress.of(bytes);
    return !mac.isGroup() && !mac.equals(device.mac());
  }
}
