package dev.jnet.probe;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How a packet of a program's socket left this machine, where injected probes leave in another way.
 *
 * @param kind of packet
 * @param asked where it was sent to
 * @param destination where this machine's NAT sent it instead; empty where it went to the place
 *     that was asked for
 * @param source the source address that NAT gave it; empty where NAT gave it none
 * @param interfaceName the interface by which it left
 */
public record KernelDeparture(
    Via.Kind kind,
    Place asked,
    Optional<Place> destination,
    Optional<InetAddress> source,
    String interfaceName) {
  /**
   * Where packets go.
   *
   * @param port the TCP or UDP port, 1 to 65535; 0 for an echo request
   */
  public record Place(InetAddress address, int port) {
    /** Whether packets go to the same address and port. */
    public boolean isSame(Place other) {
      return address.equals(other.address) && port == other.port;
    }
  }

  /** Whether this machine's NAT has rewritten it. Otherwise it only took another interface. */
  public boolean isTranslated() {
    return destination.isPresent() || source.isPresent();
  }
}
