package dev.jnet.report.trace;

import java.net.InetAddress;
import java.util.Map;

/**
 * What is known of the names of the addresses on a path.
 *
 * @param known the name of each address that has one
 * @param pending how many look-ups had not ended when the report was made
 */
public record HopNames(Map<InetAddress, String> known, int pending) {
  /** Where names were not asked for. */
  public static final HopNames NONE = new HopNames(Map.of(), 0);

  /** Copies the map. */
  public HopNames {
    known = Map.copyOf(known);
  }

  /** The name of an address; null where it has none, or none is known. */
  String of(InetAddress address) {
    return known.get(address);
  }
}
