package dev.jnet.wire;

import java.net.Inet6Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of the zones of link-local IPv6 addresses (RFC 4007 section 11). An address has only the
 * number of its interface, which tells a reader nothing. Any thread may call this class.
 */
public final class Zones {
  private static final Map<Integer, String> NAMES = new ConcurrentHashMap<>();

  private Zones() {}

  /** Notes the name of the interface with an index. */
  public static void name(int index, String name) {
    NAMES.put(index, name);
  }

  /** The zone after an address in text, such as {@code %eth0}; empty where it has none. */
  static String suffix(Inet6Address address) {
    if (address.getScopedInterface() != null) {
      return "%" + address.getScopedInterface().getName();
    }
    int index = address.getScopeId();
    if (index <= 0) {
      return "";
    }
    return "%" + NAMES.getOrDefault(index, Integer.toString(index));
  }
}
