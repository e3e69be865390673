package dev.jnet.command;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The order in which the addresses of a name are tried (RFC 8305, section 4): the families in turn,
 * beginning with the preferred address. Unlike RFC 8305, an attempt ends before the next one
 * begins, so that each packet of a report belongs to one attempt.
 */
public final class ConnectOrder {
  /** How long an address may be silent before the next one is tried, in ns. */
  public static final long PATIENCE = Nanos.SECOND;

  /** The most addresses of a name that are tried. */
  private static final int MAX = 4;

  private ConnectOrder() {}

  /**
   * The addresses to try, at most four.
   *
   * @param preferred the first
   * @param all addresses of the name; may contain the preferred one
   */
  public static List<InetAddress> of(InetAddress preferred, Collection<InetAddress> all) {
    List<InetAddress> order = new ArrayList<>();
    order.add(preferred);
    List<InetAddress> left = new ArrayList<>(all);
    left.removeIf(preferred::equals);
    while (!left.isEmpty() && order.size() < MAX) {
      int last = Addresses.version(order.get(order.size() - 1));
      InetAddress next =
          left.stream()
              .filter(each -> Addresses.version(each) != last)
              .findFirst()
              .orElse(left.get(0));
      order.add(next);
      left.removeIf(next::equals);
    }
    return order;
  }
}
