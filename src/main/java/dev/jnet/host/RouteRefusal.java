package dev.jnet.host;

import dev.jnet.host.HostException.Kind;
import dev.jnet.wire.Addresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Explains why the kernel refused a route: the kernel gives only a number. */
final class RouteRefusal {
  private RouteRefusal() {}

  static HostException of(Netlink netlink, int errno, InetAddress destination, Interface device)
      throws HostException {
    String to = Addresses.text(destination);
    return switch (errno) {
      case Errno.EHOSTUNREACH ->
          new HostException(
              Kind.UNREACHABLE, errno, to + " is refused by a route of type unreachable");
      case Errno.EACCES ->
          new HostException(Kind.PROHIBITED, errno, to + " is refused by a route of type prohibit");
      case Errno.EINVAL ->
          new HostException(
              Kind.BLACKHOLE, errno, to + " is swallowed by a route of type blackhole");
      case Errno.ENETDOWN ->
          device == null ? noRoute(errno, destination, Interfaces.all(netlink)) : down(device);
      case Errno.ENETUNREACH, Errno.EAFNOSUPPORT, Errno.EOPNOTSUPP ->
          device == null
              ? noRoute(errno, destination, Interfaces.all(netlink))
              : new HostException(
                  Kind.NO_ROUTE, errno, "no route to " + to + " by " + device.name());
      default -> HostException.refused("cannot find a route to " + to, errno);
    };
  }

  static HostException down(Interface device) {
    return new HostException(
        Kind.INTERFACE_DOWN,
        Errno.ENETDOWN,
        "interface " + device.name() + " is down: ip link set " + device.name() + " up");
  }

  /** Explains a missing route. It has three common reasons, each with its own remedy. */
  static HostException noRoute(int errno, InetAddress destination, List<Interface> interfaces) {
    String message = "no route to " + Addresses.text(destination);
    List<Interface> down = new ArrayList<>();
    boolean anyUp = false;
    boolean anyIpv6 = false;
    for (Interface each : interfaces) {
      if (each.kind() != LinkKind.LOOPBACK) {
        anyUp |= each.up();
        if (!each.up()) {
          down.add(each);
        }
        anyIpv6 |= hasIpv6(each);
      }
    }
    if (!anyUp) {
      String why = down.isEmpty() ? "there is none but loopback" : Interfaces.names(down);
      return new HostException(
          Kind.INTERFACE_DOWN, errno, message + ": every interface is down (" + why + ")");
    }
    if (destination instanceof Inet6Address && !anyIpv6) {
      return new HostException(
          Kind.NO_IPV6, errno, message + ": this machine has no IPv6 address; try -4");
    }
    return new HostException(Kind.NO_ROUTE, errno, message);
  }

  /**
   * Whether an interface has an IPv6 address beyond link-local. Link-local addresses always exist,
   * and do not lead to other links.
   */
  private static boolean hasIpv6(Interface each) {
    for (Interface.Address own : each.addresses()) {
      if (own.address() instanceof Inet6Address && !own.address().isLinkLocalAddress()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks the source address here, because the kernel gives EINVAL for IPv4 and no error for IPv6.
   */
  static void checkSource(Netlink netlink, InetAddress destination, InetAddress source)
      throws HostException {
    if (source instanceof Inet4Address != destination instanceof Inet4Address) {
      throw new HostException(
          Kind.BAD_SOURCE,
          "source "
              + Addresses.text(source)
              + " and "
              + Addresses.text(destination)
              + " are of different address families");
    }
    List<Interface> all = Interfaces.all(netlink);
    StringBuilder own = new StringBuilder();
    for (Interface each : all) {
      if (each.owns(source)) {
        return;
      }
      for (Interface.Address address : each.addresses()) {
        if (AddressBytes.family(address.address()) == AddressBytes.family(source)) {
          own.append(own.length() == 0 ? "" : ", ").append(Addresses.text(address.address()));
        }
      }
    }
    throw new HostException(
        Kind.BAD_SOURCE,
        Errno.EADDRNOTAVAIL,
        Addresses.text(source) + " is not an address of this machine; there are: " + own);
  }
}
