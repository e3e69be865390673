package dev.jnet.exporter;

import dev.jnet.network.Names;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Addresses of targets by their names. A name is looked up anew when its records are no longer
 * valid. Where nothing says how long they are, as in a hosts file, each probe looks it up.
 */
final class TargetAddresses {
  private static final int MAX = 10_000;

  /** After a name server has not said how long a name is valid: when it is asked again, in ns. */
  private static final long UNTOLD = 60 * Nanos.SECOND;

  /**
   * What is known of a name.
   *
   * @param address empty where it has to be looked up by each probe
   * @param until when this is known no longer, in ns
   */
  private record Known(Optional<InetAddress> address, long until) {}

  private final Names names;
  private final LongSupplier clock;
  private final Map<String, Known> known = Collections.synchronizedMap(new RecentlyUsed<>(MAX));

  /**
   * No names yet.
   *
   * @param clock tells the time, in ns
   */
  TargetAddresses(Names names, LongSupplier clock) {
    this.names = names;
    this.clock = clock;
  }

  /**
   * The address of a host. Any thread may ask.
   *
   * @param host a name, or an address, which is not looked up
   * @throws IOException when it has none
   */
  InetAddress of(String host) throws IOException {
    if (names.isKnown(host)) {
      return names.resolve(host);
    }
    Optional<Known> before = recall(host);
    if (before.isPresent() && before.get().address().isPresent()) {
      return before.get().address().get();
    }
    InetAddress address = names.resolve(host);
    if (before.isEmpty()) {
      long now = clock.getAsLong();
      Optional<Duration> validity = names.validity(host, address);
      known.put(
          host,
          validity.isPresent()
              ? new Known(Optional.of(address), now + Nanos.of(validity.get()))
              : new Known(Optional.empty(), now + UNTOLD));
    }
    return address;
  }

  /** What is known of a host, and still valid. */
  private Optional<Known> recall(String host) {
    Known found = known.get(host);
    return found != null && clock.getAsLong() - found.until() < 0
        ? Optional.of(found)
        : Optional.empty();
  }
}
