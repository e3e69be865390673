package dev.jnet.neighbor;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.net.Inet4Address;

/**
 * A range of consecutive IPv4 addresses, at most {@link #MAX}.
 *
 * @param first the lowest, as a number from 0 to 2^32 − 1
 * @param last the highest; not less than {@code first}
 */
public record AddressRange(long first, long last) {
  /** The largest number of addresses in a range: a /12. */
  public static final int MAX = 1 << 20;

  private static final long HIGHEST = 0xffff_ffffL;
  private static final int BITS = 32;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when the range is empty, or larger than a /12
   */
  public AddressRange {
    if (first < 0 || last > HIGHEST || first > last) {
      throw new IllegalArgumentException(
          "from " + text(first) + " to " + text(last) + " is no range: put the lower one first");
    }
    if (last - first >= MAX) {
      throw new IllegalArgumentException(
          (last - first + 1) + " addresses are too many for one scan: at most " + MAX + ", a /12");
    }
  }

  /**
   * The addresses of the hosts in a network. Up to /30 the network's own address and the broadcast
   * address are left out.
   *
   * @param prefix in bits, 12 to 32
   * @throws IllegalArgumentException when the prefix is out of range
   */
  public static AddressRange network(Inet4Address address, int prefix) {
    if (prefix < 0 || prefix > BITS) {
      throw new IllegalArgumentException("a prefix of " + prefix + " bits: 0 to 32");
    }
    long hosts = (1L << (BITS - prefix)) - 1;
    long first = number(address) & ~hosts & HIGHEST;
    // a /31 has no broadcast address (RFC 3021)
    return prefix >= BITS - 1
        ? new AddressRange(first, first + hosts)
        : new AddressRange(first + 1, first + hosts - 1);
  }

  /**
   * Reads a range: {@code 192.0.2.0/24}, {@code 192.0.2.10-192.0.2.20}, {@code 192.0.2.10-20} or
   * one address.
   *
   * @throws IllegalArgumentException when the text is none of these; the message says why
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return network(address(text.substring(0, slash)), prefix(text.substring(slash + 1)));
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      long only = number(address(text));
      return new AddressRange(only, only);
    }
    String from = text.substring(0, dash);
    String to = text.substring(dash + 1);
    if (to.indexOf('.') < 0) {
      to = from.substring(0, from.lastIndexOf('.') + 1) + to;
    }
    return new AddressRange(number(address(from)), number(address(to)));
  }

  private static Inet4Address address(String text) {
    boolean dotted = true;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      dotted &= c == '.' || (c >= '0' && c <= '9');
    }
    // the resolver would read "10.1" as 10.0.0.1, which is not what a range means
    if (!dotted || dots != 3) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    if (Addresses.literal(text) instanceof Inet4Address address) {
      return address;
    }
    throw new IllegalArgumentException("not an IPv4 address: " + text);
  }

  private static int prefix(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a prefix length: /" + text, e);
    }
  }

  /** How many addresses there are, 1 to {@link #MAX}. */
  public int size() {
    return (int) (last - first + 1);
  }

  /** The {@code i}-th address, from 0. */
  public Inet4Address get(int i) {
    return address(first + java.util.Objects.checkIndex(i, size()));
  }

  /** The position of an address in the range, from 0; −1 when the range does not contain it. */
  public int indexOf(Inet4Address address) {
    long number = number(address);
    return number < first || number > last ? -1 : (int) (number - first);
  }

  @Override
  public String toString() {
    return first == last ? text(first) : text(first) + "-" + text(last);
  }

  private static String text(long number) {
    return Addresses.text(address(number));
  }

  private static Inet4Address address(long number) {
    try {
      return Addresses.ipv4(
          new byte[] {
            (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
          });
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("4 bytes are an IPv4 address", impossible);
    }
  }

  private static long number(Inet4Address address) {
    byte[] bytes = address.getAddress();
    return Byte.toUnsignedLong(bytes[0]) << 24
        | Byte.toUnsignedLong(bytes[1]) << 16
        | Byte.toUnsignedLong(bytes[2]) << 8
        | Byte.toUnsignedLong(bytes[3]);
  }
}
