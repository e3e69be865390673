package dev.jnet.wire;

import java.net.InetAddress;

/** The well-known prefix of NAT64, behind which IPv4 addresses stand (RFC 6052 section 2.1). */
public final class Nat64 {
  /** By so many bytes an IPv6 header is longer than the IPv4 header that takes its place. */
  public static final int LONGER_HEADER = Ipv6.HEADER - Ipv4.HEADER;

  private static final byte[] PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private Nat64() {}

  /** Whether an address is {@code 64:ff9b::/96} and an IPv4 address. */
  public static boolean isTranslated(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean same = bytes.length > PREFIX.length;
    for (int i = 0; same && i < PREFIX.length; i++) {
      same = bytes[i] == PREFIX[i];
    }
    return same;
  }
}
