package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel's neighbor table, for IPv4 and IPv6 (rtnetlink, RFC 3549 section 3.1.2). */
public final class Neighbors {
  private static final int RTM_NEWNEIGH = 28;
  private static final int RTM_GETNEIGH = 30;

  /** {@code struct ndmsg}: family, index at 4, state (16) at 8, flags at 10, type at 11. */
  private static final int NDMSG = 12;

  private static final int NDA_DST = 1;
  private static final int NDA_LLADDR = 2;

  private Neighbors() {}

  /**
   * What the kernel knows about one address on one interface. This sends no packet.
   *
   * @return empty when there is no entry
   * @throws HostException when there is no such interface, or the kernel does not answer
   */
  public static Optional<Neighbor> lookup(int interfaceIndex, InetAddress address)
      throws HostException {
    try (KernelChannel channel = new KernelChannel()) {
      return lookup(channel, interfaceIndex, address);
    }
  }

  /**
   * What the kernel knows about one address on one interface, one of many that are asked for.
   *
   * @param channel what they all are asked over
   * @return empty when there is no entry
   * @throws HostException when there is no such interface, or the kernel does not answer
   */
  public static Optional<Neighbor> lookup(
      KernelChannel channel, int interfaceIndex, InetAddress address) throws HostException {
    NetlinkMessage.Request request =
        new NetlinkMessage.Request(RTM_GETNEIGH, 0, NDMSG)
            .u8(0, AddressBytes.family(address))
            .number(4, interfaceIndex)
            .attribute(NDA_DST, address.getAddress());
    try {
      synchronized (channel) {
        return Optional.of(neighbor(channel.netlink().ask(request)));
      }
    } catch (Netlink.RefusedException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      if (e.errno() == Errno.EOPNOTSUPP) {
        return search(interfaceIndex, address); // Linux before 5.0 gives only the whole table
      }
      if (e.errno() == Errno.ENODEV) {
        throw new HostException(
            HostException.Kind.NO_SUCH_INTERFACE,
            e.errno(),
            "no interface has the index " + interfaceIndex);
      }
      throw HostException.refused("cannot look up a neighbor", e.errno());
    }
  }

  private static Optional<Neighbor> search(int interfaceIndex, InetAddress address)
      throws HostException {
    for (Neighbor each : all()) {
      if (each.interfaceIndex() == interfaceIndex && each.address().equals(address)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * The whole table, IPv4 and IPv6.
   *
   * @throws HostException when the kernel does not answer
   */
  public static List<Neighbor> all() throws HostException {
    List<Neighbor> all = new ArrayList<>();
    try (Netlink netlink = Netlink.open()) {
      for (NetlinkMessage message :
          netlink.dump(
              new NetlinkMessage.Request(RTM_GETNEIGH, NetlinkMessage.NLM_F_DUMP, NDMSG))) {
        int family = message.payload().limit() == 0 ? 0 : message.payload().get(0);
        // Bridges keep their tables of MAC addresses here too.
        if (family == Libc.AF_INET || family == Libc.AF_INET6) {
          all.add(neighbor(message));
        }
      }
    } catch (Netlink.RefusedException e) {
      throw HostException.refused("cannot list the neighbors", e.errno());
    }
    return all;
  }

  private static Neighbor neighbor(NetlinkMessage message) throws HostException {
    NetlinkAttributes attributes = message.attributes(NDMSG);
    byte[] destination = attributes.bytes(NDA_DST);
    if (message.type() != RTM_NEWNEIGH || destination == null) {
      throw HostException.unreadable("not a neighbor: message of type " + message.type());
    }
    int index = message.payload().getInt(4);
    byte[] mac = attributes.bytes(NDA_LLADDR);
    return new Neighbor(
        index,
        AddressBytes.address(destination, index),
        Neighbor.State.of(Short.toUnsignedInt(message.payload().getShort(8))),
        mac != null && mac.length == MacAddress.LENGTH ? MacAddress.of(mac) : null);
  }
}
