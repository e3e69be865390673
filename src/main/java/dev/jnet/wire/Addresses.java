package dev.jnet.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Makes IP addresses from bytes and from literals, and writes them as text. Never looks up a name.
 */
public final class Addresses {
  private static final byte[] SOLICITED_NODE = {
    (byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xff, 0, 0, 0
  };

  private Addresses() {}

  /** The address in 4 bytes (IPv4) or 16 bytes (IPv6), most significant first. */
  public static InetAddress of(byte[] bytes) throws MalformedPacketException {
    return bytes.length == 4 ? ipv4(bytes) : ipv6(bytes);
  }

  /** The IPv4 address in 4 bytes, most significant first. */
  public static Inet4Address ipv4(byte[] bytes) throws MalformedPacketException {
    try {
      if (bytes.length == 4) {
        return (Inet4Address) InetAddress.getByAddress(bytes);
      }
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 bytes are an IPv4 address", impossible);
    }
    throw new MalformedPacketException("an IPv4 address has 4 bytes, not " + bytes.length);
  }

  /**
   * The IPv6 address in 16 bytes, most significant first. An IPv4-mapped address stays an IPv6
   * address, as it stood in the packet.
   */
  public static Inet6Address ipv6(byte[] bytes) throws MalformedPacketException {
    try {
      return Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new MalformedPacketException("an IPv6 address has 16 bytes, not " + bytes.length);
    }
  }

  /**
   * The address that a literal such as {@code 192.0.2.1} or {@code 2001:db8::1} names.
   *
   * @throws IllegalArgumentException when the text is not a literal: nothing is looked up
   */
  public static InetAddress literal(String text) {
    boolean looksLiteral = text.indexOf(':') < 0 ? isDotted(text) : looksLikeIpv6(text);
    if (looksLiteral) {
      try {
        return InetAddress.getByName(text);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("not an IP address: " + text, e);
      }
    }
    throw new IllegalArgumentException("not an IP address: " + text);
  }

  /**
   * Whether a text is an address in the usual form: four numbers with dots in between, or IPv6.
   * Other digits and dots, such as {@code 10.1} or {@code 300.1.1.1}, may be names that a name
   * server knows.
   */
  public static boolean isLiteral(String text) {
    if (text.indexOf(':') < 0) {
      return isDotted(text);
    }
    try {
      literal(text);
      return true;
    } catch (IllegalArgumentException neither) {
      return false;
    }
  }

  private static boolean looksLikeIpv6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':' && c != '.' && c != '%' && !Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDotted(String text) {
    int dots = 0;
    int digits = 0;
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0) {
        dots++;
        digits = 0;
        number = 0;
      } else if (c >= '0' && c <= '9' && digits < 3) {
        digits++;
        number = 10 * number + c - '0';
      } else {
        return false;
      }
      if (number > 255) {
        return false;
      }
    }
    return dots == 3 && digits > 0;
  }

  /**
   * The solicited-node group of an IPv6 address (RFC 4291 section 2.7.1): {@code ff02::1:ffXX:XXXX}
   * with the last 24 bits of the address. Every host that has the address listens to this group.
   */
  public static Inet6Address solicitedNode(Inet6Address address) {
    byte[] bytes = address.getAddress();
    byte[] group = SOLICITED_NODE.clone();
    System.arraycopy(bytes, 13, group, 13, 3);
    try {
      return ipv6(group);
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("16 bytes are an IPv6 address", impossible);
    }
  }

  /** The IP version of an address: 4 or 6. */
  public static int version(InetAddress address) {
    return address instanceof Inet4Address ? 4 : 6;
  }

  /** An address as text: IPv6 with zeros shortened as RFC 5952 says, IPv4 in dotted form. */
  public static String text(InetAddress address) {
    return address instanceof Inet4Address ? address.getHostAddress() : shortened(address);
  }

  private static String shortened(InetAddress address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = Byte.toUnsignedInt(bytes[2 * i]) << 8 | Byte.toUnsignedInt(bytes[2 * i + 1]);
    }
    int from = -1;
    int longest = 1; // a single zero group is not shortened (RFC 5952 section 4.2.2)
    for (int i = 0; i < 8; i++) {
      int run = i;
      while (run < 8 && groups[run] == 0) {
        run++;
      }
      if (run - i > longest) {
        longest = run - i;
        from = i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == from) {
        text.append("::");
        i += longest - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.append(Zones.suffix((Inet6Address) address)).toString();
  }
}
