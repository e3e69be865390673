package dev.jnet.host;

import java.net.InetAddress;

/**
 * How the kernel would send to a destination now, with policy routing.
 *
 * @param destination the destination
 * @param type what the route does with the packets
 * @param table the routing table with the route: 254 is {@code main}, 255 {@code local}
 * @param device the interface by which packets leave
 * @param gateway the router that receives them; {@code null} when the destination is on the link.
 *     It may have an IPv6 address for an IPv4 destination (RFC 8950)
 * @param source the source address of the packets; {@code null} when this machine has none for them
 * @param pathMtu the path MTU that the kernel has learned from a Packet Too Big or Fragmentation
 *     Needed, in bytes; 0 when it has learned none
 * @param expiresMillis how long the kernel will remember that, in ms; 0 when it has learned none
 * @param mtuMetric the MTU in the route itself ({@code ip route … mtu N}), in bytes; 0 for none, or
 *     when a learned one hides it
 */
public record Route(
    InetAddress destination,
    Type type,
    int table,
    Interface device,
    InetAddress gateway,
    InetAddress source,
    int pathMtu,
    long expiresMillis,
    int mtuMetric) {

  /**
   * What a route does with packets ({@code RTN_*}). Routes that refuse packets are exceptions
   * instead.
   */
  public enum Type {
    /** Sends them to one host. */
    UNICAST,
    /** Keeps them, because the destination is an address of this machine. */
    LOCAL,
    /** Sends them to all hosts on the link. */
    BROADCAST,
    /** Keeps them, because this is one of several machines with the address. */
    ANYCAST,
    /** Sends them to a group. */
    MULTICAST
  }

  /** The host that receives the frame: the gateway, or the destination itself. */
  public InetAddress nextHop() {
    return gateway == null ? destination : gateway;
  }

  /** Whether the kernel remembers a path MTU for this destination. */
  public boolean hasLearnedMtu() {
    return pathMtu > 0;
  }

  /**
   * The MTU that the kernel uses for the destination, in bytes. It is the learned one, or the
   * route's, or the interface's; never more than the interface's.
   */
  public int mtu() {
    int device = this.device.mtu(destination);
    int route = pathMtu > 0 ? pathMtu : mtuMetric;
    return route > 0 ? Math.min(route, device) : device;
  }
}
