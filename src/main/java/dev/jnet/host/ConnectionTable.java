package dev.jnet.host;

import java.io.IOException;
import java.util.Optional;

/**
 * How full the kernel's table of tracked connections is (nf_conntrack). When it has no room, the
 * kernel drops each packet of a connection that is not in it.
 *
 * @param entries the connections in the table of this network namespace; 0 or more
 * @param limit how many all namespaces together may have ({@code nf_conntrack_max}); 0 for no limit
 */
public record ConnectionTable(long entries, long limit) {
  /** The share of the limit from which the table counts as full: entries come and go. */
  private static final double FULL = 0.98;

  /** The table as it is now; empty where the kernel tracks no connections. */
  public static Optional<ConnectionTable> now() {
    try {
      return Optional.of(
          new ConnectionTable(number("nf_conntrack_count"), number("nf_conntrack_max")));
    } catch (IOException notTracked) {
      return Optional.empty();
    }
  }

  private static long number(String name) throws IOException {
    return KernelSetting.number("net", "netfilter", name);
  }

  /** Whether new connections find no room. */
  public boolean isFull() {
    return limit > 0 && entries >= limit * FULL;
  }
}
