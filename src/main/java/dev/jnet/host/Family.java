package dev.jnet.host;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The address family that may be used, as chosen by {@code -4} and {@code -6}. */
public enum Family {
  /** Either: the family that the system prefers and has a route for. */
  ANY("IP"),
  /** Only IPv4. */
  IPV4("IPv4"),
  /** Only IPv6. */
  IPV6("IPv6");

  private final String text;

  Family(String text) {
    this.text = text;
  }

  /** Whether an address is of this family. */
  public boolean includes(InetAddress address) {
    return this == ANY || (this == IPV4) == (address instanceof Inet4Address);
  }

  /** {@code IPv4}, {@code IPv6}, or {@code IP} for either. */
  @Override
  public String toString() {
    return text;
  }
}
