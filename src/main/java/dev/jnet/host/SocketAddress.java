package dev.jnet.host;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The form of an address that socket calls use, {@code struct sockaddr_in} or {@code sockaddr_in6}:
 * family (16 bits in the machine's order), port (16), then in IPv4 the address; in IPv6 the flow
 * label (32), the address, and the scope (32 in the machine's order).
 */
public final class SocketAddress {
  private static final int IPV4_LENGTH = 16;
  private static final int IPV6_LENGTH = 28;
  private static final int IPV4_ADDRESS = 4;
  private static final int IPV6_ADDRESS = 8;
  private static final int IPV6_SCOPE = 24;

  private SocketAddress() {}

  /**
   * The bytes of a socket address.
   *
   * @param port 0 to 65535; for an ICMP socket the identifier
   */
  public static byte[] of(InetAddress address, int port) {
    byte[] bytes = address.getAddress();
    boolean six = address instanceof Inet6Address;
    ByteBuffer out =
        ByteBuffer.allocate(six ? IPV6_LENGTH : IPV4_LENGTH).order(ByteOrder.nativeOrder());
    out.putShort(0, (short) (six ? Libc.AF_INET6 : Libc.AF_INET));
    out.put(2, (byte) (port >>> Byte.SIZE)).put(3, (byte) port);
    out.put(six ? IPV6_ADDRESS : IPV4_ADDRESS, bytes);
    if (address instanceof Inet6Address scoped) {
      out.putInt(IPV6_SCOPE, scoped.getScopeId());
    }
    return out.array();
  }

  /**
   * The bytes of a socket address whose address comes from a packet. A link-local address in a
   * packet does not name its link.
   *
   * @param link the index of the interface to which a link-local address belongs
   */
  public static byte[] of(InetAddress address, int port, int link) {
    byte[] bytes = of(address, port);
    if (address instanceof Inet6Address six && six.isLinkLocalAddress() && six.getScopeId() == 0) {
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(IPV6_SCOPE, link);
    }
    return bytes;
  }

  /** The IP address in a socket address from the kernel; null when it is neither IPv4 nor IPv6. */
  public static InetAddress address(byte[] bytes) {
    if (bytes.length < IPV4_LENGTH) {
      return null;
    }
    int family = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getShort(0);
    int from = family == Libc.AF_INET ? IPV4_ADDRESS : IPV6_ADDRESS;
    int length = family == Libc.AF_INET ? 4 : 16;
    if ((family != Libc.AF_INET && family != Libc.AF_INET6) || bytes.length < from + length) {
      return null;
    }
    try {
      return Addresses.of(Arrays.copyOfRange(bytes, from, from + length));
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("an address of " + length + " bytes", impossible);
    }
  }

  /** The port in a socket address, 0 to 65535. */
  public static int port(byte[] bytes) {
    return Byte.toUnsignedInt(bytes[2]) << Byte.SIZE | Byte.toUnsignedInt(bytes[3]);
  }
}
