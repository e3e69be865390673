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
 * @param metrics what the route itself says about sizes
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
    Metrics metrics) {

  /**
   * What a route says about the size of packets ({@code ip route … mtu lock N advmss N}).
   *
   * @param mtu the largest packet, in bytes; 0 for none, or when a learned path MTU hides it
   * @param mtuLocked whether the kernel learns no path MTU for it
   * @param advertisedMss the MSS in bytes that SYNs announce; 0 where the route does not say
   */
  public record Metrics(int mtu, boolean mtuLocked, int advertisedMss) {
    /** A route that says nothing about sizes. */
    public static final Metrics NONE = new Metrics(0, false, 0);
  }

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
    int route = pathMtu > 0 ? pathMtu : metrics.mtu();
    return route > 0 ? Math.min(route, device) : device;
  }
}
