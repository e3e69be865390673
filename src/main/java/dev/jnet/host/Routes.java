package dev.jnet.host;

import dev.jnet.host.HostException.Kind;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks the kernel for the route to a destination (rtnetlink RTM_GETROUTE, RFC 3549 section 3.1.1).
 */
public final class Routes {
  private static final int RTM_NEWROUTE = 24;
  private static final int RTM_DELROUTE = 25;
  private static final int RTM_GETROUTE = 26;

  /**
   * {@code struct rtmsg}: family, destination and source prefix length, TOS, table, protocol,
   * scope, type at 7, flags at 8.
   */
  static final int RTMSG = 12;

  /** Where the flags of a question for a route are in {@code struct rtmsg}. */
  static final int FLAGS = 8;

  private static final int RTM_F_CLONED = 0x200;
  static final int RTM_F_LOOKUP_TABLE = 0x1000;

  private static final int RTA_DST = 1;
  private static final int RTA_SRC = 2;
  static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PREFSRC = 7;
  private static final int RTA_METRICS = 8;
  private static final int RTA_CACHEINFO = 12;
  private static final int RTA_TABLE = 15;
  private static final int RTA_VIA = 18;
  private static final int RTA_MARK = 16;
  private static final int RTA_IP_PROTO = 27;
  private static final int RTA_DPORT = 29;
  private static final int RTAX_LOCK = 1; // one bit for each of the others
  private static final int RTAX_MTU = 2;
  private static final int RTAX_ADVMSS = 8;

  /**
   * The index of a number in {@code struct rta_cacheinfo}, which is in clock ticks: 100 a second
   * (USER_HZ).
   */
  private static final int CACHEINFO_EXPIRES = 2;

  private static final long MILLIS_PER_TICK = 10;

  /**
   * What rules ({@code ip rule}) may look at to choose a route, besides the addresses. The user is
   * always the one of this process.
   *
   * @param mark the packet's firewall mark ({@code fwmark}); 0 for none
   * @param protocol the protocol in the IP header; 0 where that does not matter
   * @param destinationPort none where that does not matter
   */
  public record Flow(int mark, int protocol, Optional<Port> destinationPort) {
    /** Only the addresses matter. */
    public static final Flow ANY = marked(0);

    /** Besides the addresses only the firewall mark matters; 0 for none. */
    public static Flow marked(int mark) {
      return new Flow(mark, 0, Optional.empty());
    }

    /** Adds it to a question for a route. */
    void addTo(NetlinkMessage.Request request) {
      if (mark != 0) {
        request.attribute(RTA_MARK, mark);
      }
      if (protocol != 0) {
        request.attribute(RTA_IP_PROTO, new byte[] {(byte) protocol});
      }
      if (destinationPort.isPresent()) {
        int port = destinationPort.get().number();
        request.attribute(RTA_DPORT, new byte[] {(byte) (port >>> Byte.SIZE), (byte) port});
      }
    }
  }

  private Routes() {}

  /**
   * The route to an address.
   *
   * @throws HostException see {@link #to(InetAddress, InetAddress, Interface)}
   */
  public static Route to(InetAddress destination) throws HostException {
    return to(destination, null, null);
  }

  /**
   * Whether there is a route to an address.
   *
   * @throws HostException when the kernel does not answer
   */
  public static boolean exists(InetAddress destination) throws HostException {
    try {
      to(destination);
      return true;
    } catch (HostException e) {
      if (e.kind() == Kind.SYSTEM) {
        throw e;
      }
      return false;
    }
  }

  /**
   * The route to an address.
   *
   * @param source the source address, which may affect the choice of the route; {@code null} to let
   *     the kernel choose
   * @param device the interface by which packets leave; {@code null} to let the kernel choose. When
   *     no route uses this interface, IPv4 assumes that the destination is on its link, as for a
   *     socket bound to it
   * @throws HostException when there is none; its kind is the reason: {@link Kind#NO_ROUTE}, {@link
   *     Kind#NO_IPV6}, {@link Kind#UNREACHABLE}, {@link Kind#PROHIBITED}, {@link Kind#BLACKHOLE},
   *     {@link Kind#INTERFACE_DOWN}, {@link Kind#BAD_SOURCE}, {@link Kind#NO_SCOPE}; or when the
   *     kernel does not answer
   */
  public static Route to(InetAddress destination, InetAddress source, Interface device)
      throws HostException {
    return to(destination, source, device, Flow.ANY);
  }

  /**
   * The route for the packets of a flow.
   *
   * @param flow what the kernel may look at besides the addresses
   * @throws HostException see {@link #to(InetAddress, InetAddress, Interface)}
   */
  public static Route to(InetAddress destination, InetAddress source, Interface device, Flow flow)
      throws HostException {
    try (KernelChannel channel = new KernelChannel()) {
      return to(channel, destination, source, device, flow);
    }
  }

  /**
   * The route for the packets of a flow, one of many that are asked for.
   *
   * @param channel what they all are asked over
   * @throws HostException see {@link #to(InetAddress, InetAddress, Interface)}
   */
  public static Route to(
      KernelChannel channel,
      InetAddress destination,
      InetAddress source,
      Interface device,
      Flow flow)
      throws HostException {
    synchronized (channel) {
      int index = leaveBy(channel, destination, device);
      if (source != null) {
        RouteRefusal.checkSource(channel.netlink(), destination, source);
      }
      try {
        NetlinkMessage message = channel.netlink().ask(request(destination, source, index, flow));
        return route(channel, destination, source, message);
      } catch (Netlink.RefusedException e) {
        throw RouteRefusal.of(channel.netlink(), e.errno(), destination, device);
      }
    }
  }

  /**
   * Makes the kernel forget the path MTU that it has learned for an IPv6 destination. It needs
   * CAP_NET_ADMIN.
   *
   * @param learned a route with a learned path MTU
   * @return whether it is forgotten; false when that is not permitted
   * @throws HostException when the kernel refuses for another reason
   */
  public static boolean forget(Route learned) throws HostException {
    byte[] bytes = learned.destination().getAddress();
    NetlinkMessage.Request request =
        new NetlinkMessage.Request(RTM_DELROUTE, NetlinkMessage.NLM_F_ACK, RTMSG)
            .u8(0, AddressBytes.family(learned.destination()))
            .u8(1, bytes.length * Byte.SIZE)
            .u8(4, learned.table())
            .number(FLAGS, RTM_F_CLONED)
            .attribute(RTA_DST, bytes);
    try (Netlink netlink = Netlink.open()) {
      netlink.change(request);
      return true;
    } catch (Netlink.RefusedException e) {
      if (e.errno() == Errno.EPERM || e.errno() == Errno.ESRCH) {
        return e.errno() == Errno.ESRCH; // the kernel has forgotten it meanwhile
      }
      throw HostException.refused("cannot forget a learned path MTU", e.errno());
    }
  }

  /** The index of the interface that the device or the scope requires; 0 for any. */
  private static int leaveBy(KernelChannel channel, InetAddress destination, Interface device)
      throws HostException {
    int scope = AddressBytes.scope(destination);
    if (device == null && scope == 0) {
      if (AddressBytes.needsScope(destination)) {
        String text = Addresses.text(destination);
        throw new HostException(
            Kind.NO_SCOPE,
            text + " exists on every link: name the interface, as in " + text + "%eth0");
      }
      return 0;
    }
    Interface by = device == null ? channel.byIndex(scope) : device;
    if (scope != 0 && scope != by.index()) {
      throw new HostException(
          Kind.NO_ROUTE, Addresses.text(destination) + " is not on the link of " + by.name());
    }
    if (!by.up()) {
      throw RouteRefusal.down(by);
    }
    return by.index();
  }

  /** A question for a route. */
  static NetlinkMessage.Request request(
      InetAddress destination, InetAddress source, int index, Flow flow) {
    byte[] bytes = destination.getAddress();
    NetlinkMessage.Request request =
        new NetlinkMessage.Request(RTM_GETROUTE, 0, RTMSG)
            .u8(0, AddressBytes.family(destination))
            .u8(1, bytes.length * Byte.SIZE)
            .u8(2, source == null ? 0 : bytes.length * Byte.SIZE)
            .number(FLAGS, RTM_F_LOOKUP_TABLE)
            .attribute(RTA_DST, bytes);
    if (source != null) {
      request.attribute(RTA_SRC, source.getAddress());
    }
    if (index != 0) {
      request.attribute(RTA_OIF, index);
    }
    flow.addTo(request);
    return request;
  }

  private static Route route(
      KernelChannel channel, InetAddress destination, InetAddress source, NetlinkMessage message)
      throws HostException {
    NetlinkAttributes attributes = message.attributes(RTMSG);
    if (message.type() != RTM_NEWROUTE) {
      throw HostException.unreadable("not a route: message of type " + message.type());
    }
    int table = Byte.toUnsignedInt(message.payload().get(4));
    int index = attributes.i32(RTA_OIF, 0);
    byte[] preferred = attributes.bytes(RTA_PREFSRC);
    NetlinkAttributes metrics = attributes.nested(RTA_METRICS);
    int mtu = metrics.i32(RTAX_MTU, 0);
    long ticks = attributes.i32(RTA_CACHEINFO, CACHEINFO_EXPIRES, 0);
    // IPv6: a route from a router advertisement expires too, but only a learned one is cloned.
    // IPv4: every answer is marked as cloned, but only a learned route expires.
    boolean cloned = (message.payload().getInt(FLAGS) & RTM_F_CLONED) != 0;
    boolean learned = cloned && ticks > 0 && mtu > 0;
    return new Route(
        destination,
        type(Byte.toUnsignedInt(message.payload().get(7))),
        attributes.i32(RTA_TABLE, table),
        channel.byIndex(index),
        gateway(attributes, index),
        source != null || preferred == null ? source : AddressBytes.address(preferred, index),
        learned ? mtu : 0,
        learned ? ticks * MILLIS_PER_TICK : 0,
        metrics(metrics, learned));
  }

  private static Route.Metrics metrics(NetlinkAttributes metrics, boolean learned)
      throws HostException {
    boolean locked = (metrics.i32(RTAX_LOCK, 0) & 1 << RTAX_MTU) != 0;
    return new Route.Metrics(
        learned ? 0 : metrics.i32(RTAX_MTU, 0), !learned && locked, metrics.i32(RTAX_ADVMSS, 0));
  }

  private static InetAddress gateway(NetlinkAttributes attributes, int index) throws HostException {
    byte[] gateway = attributes.bytes(RTA_GATEWAY);
    byte[] via = attributes.bytes(RTA_VIA); // a family (16), then an address of that family
    if (gateway == null && via != null && via.length > 2) {
      gateway = Arrays.copyOfRange(via, 2, via.length);
    }
    return gateway == null ? null : AddressBytes.address(gateway, index);
  }

  private static Route.Type type(int number) throws HostException {
    return switch (number) {
      case 1 -> Route.Type.UNICAST;
      case 2 -> Route.Type.LOCAL;
      case 3 -> Route.Type.BROADCAST;
      case 4 -> Route.Type.ANYCAST;
      case 5 -> Route.Type.MULTICAST;
      default -> throw HostException.unreadable("a route of type " + number);
    };
  }
}
