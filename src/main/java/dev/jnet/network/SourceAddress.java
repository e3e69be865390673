package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Interface;
import dev.jnet.host.Route;
import dev.jnet.wire.Addresses;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Chooses the source address of questions for a neighbor. */
final class SourceAddress {
  private SourceAddress() {}

  /**
   * The address of an interface that asks for a target on its link: in the target's network, or
   * link-local in IPv6, where there is one; the unspecified address where the interface has none of
   * the target's IP version.
   */
  static InetAddress onLink(Interface device, InetAddress target) {
    InetAddress best = null;
    for (Interface.Address each : device.addresses()) {
      InetAddress address = each.address();
      if (Addresses.version(address) != Addresses.version(target)) {
        continue;
      }
      boolean near =
          address instanceof Inet4Address
              ? inOneNetwork(address, target, each.prefixLength())
              : address.isLinkLocalAddress();
      if (best == null || near) {
        best = address;
      }
    }
    return best != null
        ? best
        : Addresses.literal(Addresses.version(target) == 4 ? "0.0.0.0" : "::");
  }

  /** Whether two addresses of one IP version have this many leading bits in common. */
  static boolean inOneNetwork(InetAddress one, InetAddress other, int prefixLength) {
    BigInteger difference =
        new BigInteger(1, one.getAddress()).xor(new BigInteger(1, other.getAddress()));
    return difference.bitLength() <= one.getAddress().length * Byte.SIZE - prefixLength;
  }

  /**
   * The address that asks for the next hop of a route. It is of the next hop's IP version, which
   * may be another than the target's (RFC 8950).
   *
   * @throws CommandException when the interface has no address of that version
   */
  static InetAddress asking(Route route) throws CommandException {
    InetAddress nextHop = route.nextHop();
    int version = Addresses.version(nextHop);
    if (Addresses.version(route.source()) == version) {
      return route.source();
    }
    return route.device().addresses().stream()
        .map(Interface.Address::address)
        .filter(own -> Addresses.version(own) == version)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "no-source",
                    "no IPv"
                        + version
                        + " address on "
                        + route.device().name()
                        + " to ask for the router "
                        + Addresses.text(nextHop)));
  }
}
