package dev.jnet.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A prefix of NAT64: IPv6 addresses that begin with it have an IPv4 address in them (RFC 6052
 * section 2.2).
 *
 * @param address the prefix, with zeros behind it
 * @param length of the prefix in bits: 32, 40, 48, 56, 64 or 96
 */
public record Nat64Prefix(Inet6Address address, int length) {
  /** The one that needs no configuration (RFC 6052 section 2.1). */
  public static final Nat64Prefix WELL_KNOWN =
      new Nat64Prefix((Inet6Address) Addresses.literal("64:ff9b::"), 96);

  /** The lengths that a prefix can have, in bits. */
  private static final List<Integer> LENGTHS = List.of(96, 64, 56, 48, 40, 32);

  /** The name that has these two IPv4 addresses alone, and IPv6 ones by DNS64 (RFC 7050). */
  public static final String NAME = "ipv4only.arpa";

  private static final List<InetAddress> OF_NAME =
      List.of(Addresses.literal("192.0.0.170"), Addresses.literal("192.0.0.171"));

  /** The octet that is zero in all these addresses, and not a part of the IPv4 address. */
  private static final int ZERO = 8;

  private static final int ADDRESS = 16;
  private static final int LOOPBACK = 127;
  private static final int MULTICAST = 224;

  /**
   * Whether an address may have an IPv4 address in it: it has zeros where all such addresses have,
   * and what would be the IPv4 address can be one host's.
   */
  public static boolean mayTranslate(InetAddress address) {
    for (int length : LENGTHS) {
      if (embedded(address, length).filter(Nat64Prefix::isOneHost).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneHost(Inet4Address address) {
    int first = Byte.toUnsignedInt(address.getAddress()[0]);
    return first > 0 && first < MULTICAST && first != LOOPBACK;
  }

  /**
   * The prefix of an address that stands for {@link #NAME}; empty where the address has none of the
   * name's IPv4 addresses in it.
   */
  public static Optional<Nat64Prefix> ofName(InetAddress address) {
    for (int length : LENGTHS) {
      if (embedded(address, length).filter(OF_NAME::contains).isPresent()) {
        byte[] prefix = Arrays.copyOf(address.getAddress(), length / Byte.SIZE);
        InetAddress padded = address(Arrays.copyOf(prefix, ADDRESS));
        return Optional.of(new Nat64Prefix((Inet6Address) padded, length));
      }
    }
    return Optional.empty();
  }

  /** The IPv4 address for which an address with this prefix stands; empty for other addresses. */
  public Optional<Inet4Address> original(InetAddress translated) {
    byte[] bytes = translated.getAddress();
    int octets = length / Byte.SIZE;
    boolean isBehind =
        bytes.length == ADDRESS && Arrays.equals(bytes, 0, octets, address.getAddress(), 0, octets);
    return isBehind ? embedded(translated, length) : Optional.empty();
  }

  /** The prefix as people write it. */
  @Override
  public String toString() {
    return Addresses.text(address) + "/" + length;
  }

  /** The IPv4 address behind a prefix of so many bits; empty where other bits are not zero. */
  private static Optional<Inet4Address> embedded(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    if (bytes.length != ADDRESS || bytes[ZERO] != 0) {
      return Optional.empty();
    }
    byte[] original = new byte[4];
    int at = length / Byte.SIZE;
    for (int i = 0; i < original.length; i++, at++) {
      at += at == ZERO ? 1 : 0;
      original[i] = bytes[at];
    }
    for (; at < ADDRESS; at++) {
      if (bytes[at] != 0) {
        return Optional.empty();
      }
    }
    return Optional.of((Inet4Address) address(original));
  }

  /** The address of so many bytes: 4 or 16. */
  static InetAddress address(byte[] bytes) {
    try {
      return Addresses.of(bytes);
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("an address has 4 or 16 bytes", impossible);
    }
  }
}
