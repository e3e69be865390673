package dev.jnet.report.interfaces;

import dev.jnet.host.Interface;
import dev.jnet.report.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * Interfaces with the same MTU, so that their sums are the same.
 *
 * @param mtu the MTU of all members in bytes
 * @param ipv6Mtu the IPv6 MTU of all members in bytes: the MTU, unless a smaller one is set for
 *     IPv6
 * @param members the interfaces in the order of the table
 */
record MtuGroup(int mtu, int ipv6Mtu, List<Interface> members) {
  /** The groups, smallest MTU first. */
  static List<MtuGroup> of(List<Interface> interfaces) {
    List<MtuGroup> groups = new ArrayList<>();
    for (Interface each : interfaces) {
      int ipv6Mtu = ipv6Mtu(each);
      int at = 0;
      while (at < groups.size() && groups.get(at).before(each.mtu(), ipv6Mtu)) {
        at++;
      }
      if (at == groups.size()
          || groups.get(at).mtu != each.mtu()
          || groups.get(at).ipv6Mtu != ipv6Mtu) {
        groups.add(at, new MtuGroup(each.mtu(), ipv6Mtu, new ArrayList<>()));
      }
      groups.get(at).members.add(each);
    }
    return groups;
  }

  /** The IPv6 MTU of an interface. Where IPv6 is off, it is the one that IPv6 would have. */
  static int ipv6Mtu(Interface each) {
    return each.ipv6Mtu() == 0 ? each.mtu() : Math.min(each.ipv6Mtu(), each.mtu());
  }

  private boolean before(int otherMtu, int otherIpv6Mtu) {
    return mtu != otherMtu ? mtu < otherMtu : ipv6Mtu < otherIpv6Mtu;
  }

  /** The group with this MTU; {@code null} when there is none. */
  static MtuGroup find(List<MtuGroup> groups, int mtu) {
    for (MtuGroup each : groups) {
      if (each.mtu == mtu) {
        return each;
      }
    }
    return null;
  }

  /** The names of interfaces, separated by commas. */
  static String names(List<Interface> interfaces) {
    StringBuilder names = new StringBuilder();
    for (Interface each : interfaces) {
      names.append(names.length() == 0 ? "" : ", ").append(Plain.line(each.name()));
    }
    return names.toString();
  }
}
