package dev.jnet.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A 48-bit Ethernet address (IEEE 802 MAC), an immutable value.
 *
 * <p>Its text has six bytes in lower-case hexadecimal digits, with colons: {@code
 * 02:00:5e:10:00:01}.
 */
public final class MacAddress implements Comparable<MacAddress> {
  /** Length of an address in bytes. */
  public static final int LENGTH = 6;

  /** {@code ff:ff:ff:ff:ff:ff}: every station on the link. */
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  /** {@code 00:00:00:00:00:00}: "not known", as in the target field of an ARP request. */
  public static final MacAddress ZERO = new MacAddress(0);

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final long bits;

  private MacAddress(long bits) {
    this.bits = bits;
  }

  /**
   * The address in the low 48 bits of a number.
   *
   * @throws IllegalArgumentException when a higher bit is set
   */
  public static MacAddress of(long bits) {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
    }
    return new MacAddress(bits);
  }

  /**
   * The address in six bytes, most significant first.
   *
   * @throws IllegalArgumentException when there are not six
   */
  public static MacAddress of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a MAC address has 6 bytes, not " + bytes.length);
    }
    long bits = 0;
    for (byte each : bytes) {
      bits = bits << 8 | Byte.toUnsignedLong(each);
    }
    return new MacAddress(bits);
  }

  /**
   * The address in a text of six bytes. Each byte has one or two hexadecimal digits; {@code :} or
   * {@code -} is in between.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static MacAddress parse(String text) {
    String[] bytes = text.split("[:-]", -1);
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    long bits = 0;
    for (String pair : bytes) {
      if (!pair.matches("[0-9a-fA-F]{1,2}")) {
        throw new IllegalArgumentException("not a MAC address: " + text);
      }
      bits = bits << 8 | Integer.parseInt(pair, 16);
    }
    return new MacAddress(bits);
  }

  /**
   * The group address that carries a multicast. For IPv6 it is 33:33 and the last 32 bits (RFC 2464
   * section 7), for IPv4 01:00:5e and the last 23 bits (RFC 1112 section 6.4). Every other IPv4
   * address is taken for a broadcast address, whose packets all stations get.
   */
  public static MacAddress ofGroup(InetAddress group) {
    byte[] bytes = group.getAddress();
    if (group instanceof Inet6Address) {
      return of(new byte[] {0x33, 0x33, bytes[12], bytes[13], bytes[14], bytes[15]});
    }
    return group.isMulticastAddress()
        ? of(new byte[] {1, 0, 0x5e, (byte) (bytes[1] & 0x7f), bytes[2], bytes[3]})
        : BROADCAST;
  }

  /** The six bytes, most significant first; a fresh array. */
  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) (bits >>> (40 - 8 * i));
    }
    return bytes;
  }

  /** The address as a number from 0 to 2^48 − 1. */
  public long bits() {
    return bits;
  }

  /** Whether the group bit is set: broadcast and multicast addresses. */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  /**
   * Whether the local bit is set. Such an address is not from a vendor's block; it may be random.
   */
  public boolean isLocallyAdministered() {
    return (bits >>> 41 & 1) != 0;
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MacAddress mac && mac.bits == bits;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bits);
  }

  @Override
  public String toString() {
    char[] text = new char[17];
    Arrays.fill(text, ':');
    for (int i = 0; i < 12; i++) {
      text[i + i / 2] = HEX[(int) (bits >>> (44 - 4 * i)) & 15];
    }
    return new String(text);
  }
}
