package dev.jnet.command;

import dev.jnet.mtu.MtuResult;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds the prefix of NAT64 behind which a target stands, as RFC 7050 says: by the IPv6 addresses
 * of a name that has IPv4 addresses alone, which a resolver makes with that prefix.
 */
public final class Nat64Discovery {
  /** A resolver that has no answer by then is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Nat64Discovery() {}

  /**
   * The prefix that a target's address has. The resolver is asked only where translation could
   * explain the path MTU: it is below that of this machine's link, and the address could have an
   * IPv4 address in it.
   *
   * @return empty where it has none, where the resolver need not or cannot tell, and for the
   *     well-known prefix
   */
  public static Optional<Nat64Prefix> prefix(Network network, NetworkPath path, MtuResult result) {
    InetAddress target = path.target();
    boolean isReduced =
        Addresses.version(target) == 6 && result.known() && result.lower() < path.hop().mtu();
    if (!isReduced || !Nat64Prefix.mayTranslate(target)) {
      return Optional.empty();
    }
    for (InetAddress each : network.names().ipv6(Nat64Prefix.NAME, PATIENCE)) {
      Optional<Nat64Prefix> prefix = Nat64Prefix.ofName(each);
      if (prefix.isPresent() && prefix.get().original(target).isPresent()) {
        return prefix;
      }
    }
    return Optional.empty();
  }
}
