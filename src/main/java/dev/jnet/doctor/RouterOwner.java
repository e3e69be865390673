package dev.jnet.doctor;

import dev.jnet.finding.PathFinding.Place;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.Optional;

/** Whose a router probably is, and how to find out: by its address and by its distance. */
public final class RouterOwner {
  private static final int ULA_MASK = 0xfe;
  private static final int ULA = 0xfc;
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_MASK = 0xc0;
  private static final int SHARED = 64;
  private static final int OCTET = 0xff;

  private RouterOwner() {}

  /** To whom a mail about what happens at a place goes, in sentences. */
  static String mail(Optional<Place> place) {
    return place
        .filter(at -> at.address().isPresent())
        .map(at -> mail(at.address().get(), at.hop()))
        .orElse("to whoever runs the path.");
  }

  static String mail(InetAddress router, int hop) {
    return isNear(router, hop)
        ? named(router, hop) + " " + whose(router, hop) + ": mend it there, or send this on."
        : "to whoever runs " + named(router, hop) + " " + whose(router, hop) + ".";
  }

  /** The router with its distance. */
  public static String named(InetAddress router, int hop) {
    String address = Addresses.text(router);
    if (hop <= 0) {
      return address;
    }
    return isNear(router, hop) ? address + " (hop " + hop + ")" : "hop " + hop + ", " + address;
  }

  /** Whether the router is probably in this machine's own network. */
  public static boolean isNear(InetAddress router, int hop) {
    return hop == 1 || isPrivate(router);
  }

  /** Whose it probably is, to follow its name. */
  public static String whose(InetAddress router, int hop) {
    if (isPrivate(router)) {
      return "has a private address, so that it is probably your own router or your site's";
    }
    if (isShared(router)) {
      return "(an address that providers use inside their networks: ask yours)";
    }
    return hop == 1
        ? "is the first router, so that it is yours, your site's or your provider's"
        : "('whois " + Addresses.text(router) + "' names them)";
  }

  /** Addresses that sites give out themselves: RFC 1918, RFC 3927, RFC 4193, link-local. */
  private static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || (Addresses.version(address) == 6 && (address.getAddress()[0] & ULA_MASK) == ULA);
  }

  /** 100.64.0.0/10, RFC 6598. */
  private static boolean isShared(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        && (bytes[0] & OCTET) == SHARED_FIRST
        && (bytes[1] & SHARED_MASK) == SHARED;
  }
}
