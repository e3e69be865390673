package dev.jnet.wire;

import java.net.Inet6Address;
import java.util.Arrays;

/**
 * A 48-bit Ethernet address (IEEE 802 MAC), an immutable value.
 *
 * <p>Written as six lower-case hexadecimal octets with colons: {@code 02:00:5e:10:00:01}.
 */
public final class MacAddress implements Comparable<MacAddress> {
  /** Octets in an address. */
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
   * The address in six octets, most significant first.
   *
   * @throws IllegalArgumentException when there are not six
   */
  public static MacAddress of(byte[] octets) {
    if (octets.length != LENGTH) {
      throw new IllegalArgumentException("a MAC address has 6 octets, not " + octets.length);
    }
    long bits = 0;
    for (byte octet : octets) {
      bits = bits << 8 | Byte.toUnsignedLong(octet);
    }
    return new MacAddress(bits);
  }

  /**
   * The address in a text of six octets of one or two hexadecimal digits with {@code :} or {@code
   * -} between.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static MacAddress parse(String text) {
    String[] octets = text.split("[:-]", -1);
    if (octets.length != LENGTH) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    long bits = 0;
    for (String octet : octets) {
      if (!octet.matches("[0-9a-fA-F]{1,2}")) {
        throw new IllegalArgumentException("not a MAC address: " + text);
      }
      bits = bits << 8 | Integer.parseInt(octet, 16);
    }
    return new MacAddress(bits);
  }

  /**
   * The group address that carries an IPv6 multicast (RFC 2464 section 7): 33:33 and the last 32
   * bits.
   */
  public static MacAddress ofGroup(Inet6Address group) {
    byte[] octets = group.getAddress();
    return of(new byte[] {0x33, 0x33, octets[12], octets[13], octets[14], octets[15]});
  }

  /** The six octets, most significant first; a fresh array. */
  public byte[] octets() {
    byte[] octets = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      octets[i] = (byte) (bits >>> (40 - 8 * i));
    }
    return octets;
  }

  /** The address as a number from 0 to 2^48 − 1. */
  public long bits() {
    return bits;
  }

  /** Whether the group bit is set: broadcast and multicast addresses. */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  /** Whether the local bit is set: an address not from a vendor's block, as random ones are. */
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
