package dev.jnet.host;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** IP addresses from and to the kernel's octets. */
final class IpOctets {
  private IpOctets() {}

  /**
   * The address in 4 or 16 octets.
   *
   * @param index the interface on which a link-local IPv6 address is meant
   * @throws HostException for another number of octets
   */
  static InetAddress address(byte[] octets, int index) throws HostException {
    if (octets.length != 4 && octets.length != 16) {
      throw HostException.unreadable("an address of " + octets.length + " octets");
    }
    if (octets.length == 16) {
      return scoped(octets, needsScope(octets) ? index : 0);
    }
    return ipv4(octets);
  }

  /** The IPv4 address in 4 octets. */
  static InetAddress ipv4(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 octets are an address", impossible);
    }
  }

  /**
   * The IPv6 address in 16 octets.
   *
   * @param scope an interface; 0 for none
   */
  static Inet6Address scoped(byte[] octets, int scope) {
    try {
      // An IPv4-mapped address stays IPv6: it is what the kernel said.
      return Inet6Address.getByAddress(null, octets, scope > 0 ? scope : -1);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("16 octets are an address", impossible);
    }
  }

  /** fe80::/10, and multicast of interface or link scope: the same on every link (RFC 4007). */
  private static boolean needsScope(byte[] octets) {
    int first = Byte.toUnsignedInt(octets[0]);
    int second = Byte.toUnsignedInt(octets[1]);
    return first == 0xfe ? second >> 6 == 2 : first == 0xff && (second & 15) <= 2;
  }

  /** Whether an address means something only together with an interface. */
  static boolean needsScope(InetAddress address) {
    return address instanceof Inet6Address && needsScope(address.getAddress());
  }

  /** {@link Libc#AF_INET} or {@link Libc#AF_INET6}. */
  static int family(InetAddress address) {
    return address instanceof Inet4Address ? Libc.AF_INET : Libc.AF_INET6;
  }

  /** A {@code struct sockaddr_in} or {@code sockaddr_in6} without a port. */
  static byte[] socketAddress(InetAddress address) {
    boolean four = address instanceof Inet4Address;
    ByteBuffer octets = ByteBuffer.allocate(four ? 16 : 28).order(ByteOrder.nativeOrder());
    octets.putShort((short) family(address));
    octets.position(four ? 4 : 8);
    octets.put(address.getAddress());
    if (!four) {
      octets.putInt(scope(address));
    }
    return octets.array();
  }

  /** The interface that a link-local address names; 0 when it names none. */
  static int scope(InetAddress address) {
    return address instanceof Inet6Address six ? six.getScopeId() : 0;
  }
}
