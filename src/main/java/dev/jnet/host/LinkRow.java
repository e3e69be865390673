package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Zones;
import java.util.ArrayList;
import java.util.List;

/** An interface in the kernel's answer (RTM_NEWLINK), before its addresses are added. */
final class LinkRow {
  private static final int RTM_NEWLINK = 16;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_OPERSTATE = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_LINK_NETNSID = 37;
  private static final int IFLA_INET6_CONF = 2;
  private static final int DEVCONF_MTU6 = 2;
  private static final int DEVCONF_DISABLE_IPV6 = 26;
  static final int IFLA_IFNAME = 3;

  /** {@code struct ifinfomsg}: family, type (16) at 2, index at 4, flags at 8, change at 12. */
  static final int IFINFOMSG = 16;

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
