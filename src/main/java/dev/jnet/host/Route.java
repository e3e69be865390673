package dev.jnet.host;

import java.net.InetAddress;

/**
 * How the kernel would send to a destination now, policy routing applied.
 *
 * @param destination the address asked for
 * @param type what the route does with the packets
 * @param table the routing table that decided: 254 is {@code main}, 255 {@code local}
 * @param device the interface by which packets leave
 * @param gateway the router that gets them; {@code null} when the destination is on the link. An
 *     IPv6 router may forward to an IPv4 destination (RFC 8950)
 * @param source the address that they come from; {@code null} when this machine has none for it
 * @param pathMtu what the kernel has learned from a Packet Too Big or Fragmentation Needed, in
 *     bytes; 0 when it has learned nothing
 * @param expiresMillis how long it will remember that; 0 when it has learned nothing
 * @param mtuMetric an MTU that stands in the route itself ({@code ip route … mtu N}), in bytes; 0
 *     for none, or when a learned one hides it
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

  /** What a route does with packets, {@code RTN_*}; refusals are exceptions, not routes. */
  public enum Type {
    /** Sends them on. */
    UNICAST,
    /** Keeps them: the destination is one of this machine's own addresses. */
    LOCAL,
    /** Sends them to all on the link. */
    BROADCAST,
    /** Keeps them, as one of several machines with this address. */
    ANYCAST,
    /** Sends them to a group. */
    MULTICAST
  }

  /** Who gets the frame: the gateway, or the destination itself. */
  public InetAddress nextHop() {
    return gateway == null ? destination : gateway;
  }

  /** Whether the kernel remembers a path MTU for this destination. */
  public boolean hasLearnedMtu() {
    return pathMtu > 0;
  }

  /**
   * The MTU that the kernel uses towards the destination, in bytes: learned, or the route's, or the
   * interface's, and never more than the interface's.
   */
  public int mtu() {
    int device = this.device.mtu(destination);
    int route = pathMtu > 0 ? pathMtu : mtuMetric;
    return route > 0 ? Math.min(route, device) : device;
  }
}
