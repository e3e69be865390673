package dev.jnet.command.trace;

import dev.jnet.network.Network;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of addresses on a path.
 *
 * @param wanted whether names are shown at all
 */
record AddressNames(Network network, boolean wanted) {
  /** The names that are known by now; the others are left out. */
  Map<InetAddress, String> of(Stream<InetAddress> addresses) {
    Map<InetAddress, String> names = new HashMap<>();
    if (wanted) {
      addresses.forEach(
          address -> network.names().nameOf(address).ifPresent(name -> names.put(address, name)));
    }
    return names;
  }
}
