package dev.jnet.host;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which of a name's addresses may be used: options {@code -4} and {@code -6}. */
public enum Family {
  /** Whichever the system prefers and has a route to. */
  ANY("IP"),
  /** IPv4 alone. */
  IPV4("IPv4"),
  /** IPv6 alone. */
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
