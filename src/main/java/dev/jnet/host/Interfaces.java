package dev.jnet.host;

import dev.jnet.host.HostException.Kind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This machine's interfaces and their addresses. Each call asks the kernel anew (rtnetlink, RFC
 * 3549 sections 2.3.3.1 and 2.3.3.2).
 */
public final class Interfaces {
  private static final int RTM_GETLINK = 18;
  private static final int RTM_NEWADDR = 20;
  private static final int RTM_GETADDR = 22;

  /** {@code struct ifaddrmsg}: family, prefix length, flags, scope, index at 4. */
  private static final int IFADDRMSG = 8;

  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_ALT_IFNAME = 53;
  private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;

  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_FLAGS = 8;

  /** The longest name of an interface in bytes. Alternative names may be longer. */
  private static final int IFNAMSIZ = 15;

  private Interfaces() {}

  /**
   * All interfaces of this network namespace, in the order of their index.
   *
   * @throws HostException when the kernel does not answer
   */
  public static List<Interface> all() throws HostException {
    try (Netlink netlink = Netlink.open()) {
      return all(netlink);
    }
  }

  /**
   * The interface with this name, or this alternative name.
   *
   * @throws HostException of kind {@link Kind#NO_SUCH_INTERFACE}, with the names of all interfaces;
   *     or when the kernel does not answer
   */
  public static Interface byName(String name) throws HostException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    try (Netlink netlink = Netlink.open()) {
      // For a longer name, the kernel would say "out of range", not "no such device".
      if (bytes.length > 0 && bytes.length <= 127 && name.indexOf('\0') < 0) {
        int type = bytes.length <= IFNAMSIZ ? LinkRow.IFLA_IFNAME : IFLA_ALT_IFNAME;
        NetlinkMessage.Request request = linkRequest(0);
        request.attribute(type, Arrays.copyOf(bytes, bytes.length + 1));
        Interface found = one(netlink, request);
        if (found != null) {
          return found;
        }
      }
      throw new HostException(
          Kind.NO_SUCH_INTERFACE,
          Errno.ENODEV,
          "no such interface: " + name + "; there are: " + names(all(netlink)));
    }
  }

  /**
   * The interface with this index.
   *
   * @throws HostException of kind {@link Kind#NO_SUCH_INTERFACE}; or when the kernel does not
   *     answer
   */
  public static Interface byIndex(int index) throws HostException {
    try (Netlink netlink = Netlink.open()) {
      return byIndex(netlink, index);
    }
  }

  static Interface byIndex(Netlink netlink, int index) throws HostException {
    Interface found = index <= 0 ? null : one(netlink, linkRequest(0).number(4, index));
    if (found == null) {
      throw new HostException(
          Kind.NO_SUCH_INTERFACE, Errno.ENODEV, "no interface has the index " + index);
    }
    return found;
  }

  /**
   * The interface that has this address; {@code null} when none has.
   *
   * @throws HostException when the kernel does not answer
   */
  public static Interface owning(InetAddress address) throws HostException {
    for (Interface each : all()) {
      if (each.owns(address)) {
        return each;
      }
    }
    return null;
  }

  static List<Interface> all(Netlink netlink) throws HostException {
    Map<Integer, LinkRow> links = new LinkedHashMap<>();
    List<NetlinkMessage> addresses;
    try {
      for (NetlinkMessage message : netlink.dump(linkRequest(NetlinkMessage.NLM_F_DUMP))) {
        LinkRow row = LinkRow.parse(message);
        links.put(row.index, row);
      }
      addresses = netlink.dump(addressRequest());
    } catch (Netlink.RefusedException e) {
      throw HostException.refused("cannot list the interfaces", e.errno());
    }
    for (NetlinkMessage message : addresses) {
      // An interface may have come or gone between the two tables.
      LinkRow row = links.get(indexOfAddress(message));
      if (row != null) {
        row.addresses.add(address(message));
      }
    }
    List<Interface> all = new ArrayList<>(links.size());
    for (LinkRow row : links.values()) {
      all.add(row.toInterface(vlanTags(row, links)));
    }
    return all;
  }

  private static Interface one(Netlink netlink, NetlinkMessage.Request request)
      throws HostException {
    LinkRow row;
    List<NetlinkMessage> addresses;
    try {
      row = LinkRow.parse(netlink.ask(request));
      addresses = netlink.dump(addressRequest());
    } catch (Netlink.RefusedException e) {
      if (e.errno() == Errno.ENODEV) {
        return null;
      }
      throw HostException.refused("cannot look at an interface", e.errno());
    }
    for (NetlinkMessage message : addresses) {
      if (indexOfAddress(message) == row.index) {
        row.addresses.add(address(message));
      }
    }
    if (!"vlan".equals(row.driver)) {
      return row.toInterface(0);
    }
    for (Interface each : all(netlink)) {
      if (each.index() == row.index) {
        return each; // the tags depend on the interfaces underneath
      }
    }
    return null;
  }

  private static NetlinkMessage.Request linkRequest(int flags) {
    return new NetlinkMessage.Request(RTM_GETLINK, flags, LinkRow.IFINFOMSG)
        .attribute(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }

  private static NetlinkMessage.Request addressRequest() {
    return new NetlinkMessage.Request(RTM_GETADDR, NetlinkMessage.NLM_F_DUMP, IFADDRMSG);
  }

  private static int vlanTags(LinkRow row, Map<Integer, LinkRow> links) {
    int tags = 0;
    LinkRow at = row;
    // The bound holds even if the kernel's answer has a circle.
    while (at != null && "vlan".equals(at.driver) && tags < links.size()) {
      tags++;
      at = at.parent == 0 ? null : links.get(at.parent);
    }
    return tags;
  }

  /** The names, separated by commas. */
  static String names(List<Interface> interfaces) {
    StringBuilder names = new StringBuilder();
    for (Interface each : interfaces) {
      names.append(names.length() == 0 ? "" : ", ").append(each.name());
    }
    return names.toString();
  }

  private static int indexOfAddress(NetlinkMessage message) throws HostException {
    if (message.type() != RTM_NEWADDR || message.payload().limit() < IFADDRMSG) {
      throw HostException.unreadable("not an address: message of type " + message.type());
    }
    return message.payload().getInt(4);
  }

  private static Interface.Address address(NetlinkMessage message) throws HostException {
    NetlinkAttributes attributes = message.attributes(IFADDRMSG);
    int index = message.payload().getInt(4);
    // IPv4 always has both; they are equal without a peer. IPv6 has IFA_LOCAL only with a peer.
    byte[] peer = attributes.bytes(IFA_ADDRESS);
    byte[] local = attributes.has(IFA_LOCAL) ? attributes.bytes(IFA_LOCAL) : peer;
    if (local == null || peer == null) {
      throw HostException.unreadable("an address without IFA_ADDRESS");
    }
    int oldFlags = Byte.toUnsignedInt(message.payload().get(2));
    return new Interface.Address(
        AddressBytes.address(local, index),
        Byte.toUnsignedInt(message.payload().get(1)),
        Arrays.equals(local, peer) ? null : AddressBytes.address(peer, index),
        Byte.toUnsignedInt(message.payload().get(3)),
        attributes.i32(IFA_FLAGS, oldFlags));
  }
}
