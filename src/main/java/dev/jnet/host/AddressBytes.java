package dev.jnet.host;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts IP addresses from and to the bytes that the kernel uses. */
public final class AddressBytes {
  private AddressBytes() {}

  /**
   * The address in 4 or 16 bytes.
   *
   * @param index the index of the interface to which a link-local IPv6 address belongs
   * @throws HostException for another number of bytes
   */
  public static InetAddress address(byte[] bytes, int index) throws HostException {
    if (bytes.length != 4 && bytes.length != 16) {
      throw HostException.unreadable("an address of " + bytes.length + " bytes");
    }
    if (bytes.length == 16) {
      return scoped(bytes, needsScope(bytes) ? index : 0);
    }
    return ipv4(bytes);
  }

  /** The IPv4 address in 4 bytes. */
  public static InetAddress ipv4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 bytes are an address", impossible);
    }
  }

  /**
   * The IPv6 address in 16 bytes.
   *
   * @param scope the index of an interface; 0 for none
   */
  public static Inet6Address scoped(byte[] bytes, int scope) {
    try {
      // An IPv4-mapped address stays IPv6, because the kernel reported it so.
      return Inet6Address.getByAddress(null, bytes, scope > 0 ? scope : -1);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("16 bytes are an address", impossible);
    }
  }

  /**
   * Whether an address is in fe80::/10, or a multicast group of interface or link scope. Such an
   * address exists on every link (RFC 4007).
   */
  private static boolean needsScope(byte[] bytes) {
    int first = Byte.toUnsignedInt(bytes[0]);
    int second = Byte.toUnsignedInt(bytes[1]);
    return first == 0xfe ? second >> 6 == 2 : first == 0xff && (second & 15) <= 2;
  }

  /** Whether an address has a meaning only together with an interface. */
  public static boolean needsScope(InetAddress address) {
    return address instanceof Inet6Address && needsScope(address.getAddress());
  }

  /** The address family: {@link Libc#AF_INET} or {@link Libc#AF_INET6}. */
  public static int family(InetAddress address) {
    return address instanceof Inet4Address ? Libc.AF_INET : Libc.AF_INET6;
  }

  /** A {@code struct sockaddr_in} or {@code sockaddr_in6} without a port. */
  public static byte[] socketAddress(InetAddress address) {
    boolean four = address instanceof Inet4Address;
    ByteBuffer bytes = ByteBuffer.allocate(four ? 16 : 28).order(ByteOrder.nativeOrder());
    bytes.putShort((short) family(address));
    bytes.position(four ? 4 : 8);
    bytes.put(address.getAddress());
    if (!four) {
      bytes.putInt(scope(address));
    }
    return bytes.array();
  }

  /** The index of the interface that a link-local address names; 0 when it names none. */
  public static int scope(InetAddress address) {
    return address instanceof Inet6Address six ? six.getScopeId() : 0;
  }
}
