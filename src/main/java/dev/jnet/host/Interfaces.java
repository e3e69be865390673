package dev.jnet.host;

import dev.jnet.host.HostException.Kind;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Zones;
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
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_GETLINK = 18;
  private static final int RTM_NEWADDR = 20;
  private static final int RTM_GETADDR = 22;

  /** {@code struct ifinfomsg}: family, type (16) at 2, index at 4, flags at 8, change at 12. */
  private static final int IFINFOMSG = 16;

  /** {@code struct ifaddrmsg}: family, prefix length, flags, scope, index at 4. */
  private static final int IFADDRMSG = 8;

  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_OPERSTATE = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_LINK_NETNSID = 37;
  private static final int IFLA_ALT_IFNAME = 53;
  private static final int IFLA_INET6_CONF = 2;
  private static final int DEVCONF_MTU6 = 2;
  private static final int DEVCONF_DISABLE_IPV6 = 26;
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
        int type = bytes.length <= IFNAMSIZ ? IFLA_IFNAME : IFLA_ALT_IFNAME;
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
    return new NetlinkMessage.Request(RTM_GETLINK, flags, IFINFOMSG)
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

  /** The content of one RTM_NEWLINK, before the addresses are added. */
  private static final class LinkRow {
    final int index;
    final int hardwareType;
    final int flags;
    final String name;
    final String driver;
    final int mtu;
    final int operState;
    final byte[] hardwareAddress;
    final int ipv6Mtu;

    /** The interface underneath; 0 when there is none, or when it is in another namespace. */
    final int parent;

    final List<Interface.Address> addresses = new ArrayList<>();

    private LinkRow(NetlinkMessage message, NetlinkAttributes attributes) throws HostException {
      index = message.payload().getInt(4);
      hardwareType = Short.toUnsignedInt(message.payload().getShort(2));
      flags = message.payload().getInt(8);
      name = attributes.text(IFLA_IFNAME);
      driver = attributes.nested(IFLA_LINKINFO).text(IFLA_INFO_KIND);
      mtu = attributes.i32(IFLA_MTU, 0);
      operState = attributes.u8(IFLA_OPERSTATE, 0);
      hardwareAddress = attributes.bytes(IFLA_ADDRESS);
      parent = attributes.has(IFLA_LINK_NETNSID) ? 0 : attributes.i32(IFLA_LINK, 0);
      NetlinkAttributes inet6 = attributes.nested(IFLA_AF_SPEC).nested(Libc.AF_INET6);
      boolean off = inet6.i32(IFLA_INET6_CONF, DEVCONF_DISABLE_IPV6, 0) != 0;
      ipv6Mtu = off ? 0 : inet6.i32(IFLA_INET6_CONF, DEVCONF_MTU6, 0);
      if (name == null || index <= 0 || mtu < 0) {
        throw HostException.unreadable("an interface without name, index or MTU");
      }
    }

    static LinkRow parse(NetlinkMessage message) throws HostException {
      NetlinkAttributes attributes = message.attributes(IFINFOMSG);
      if (message.type() != RTM_NEWLINK) {
        throw HostException.unreadable("not an interface: message of type " + message.type());
      }
      return new LinkRow(message, attributes);
    }

    Interface toInterface(int vlanTags) {
      Zones.name(index, name);
      // Tunnels have the outer IP address here, and InfiniBand has 20 bytes.
      LinkKind kind = LinkKind.of(hardwareType);
      boolean hasMac =
          kind == LinkKind.ETHERNET
              && hardwareAddress != null
              && hardwareAddress.length == MacAddress.LENGTH;
      return new Interface(
          index,
          name,
          flags,
          operState,
          kind,
          hardwareType,
          driver,
          vlanTags,
          mtu,
          ipv6Mtu,
          hasMac ? MacAddress.of(hardwareAddress) : null,
          addresses);
    }
  }
}
