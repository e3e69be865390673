package dev.jnet.host.name;

import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.host.HostException.Kind;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Routes;
import dev.jnet.wire.Addresses;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what the user typed into addresses. A literal is taken as it is; the system resolves a
 * name.
 */
public final class NameResolution {
  /** An error code of {@code getaddrinfo(3)} on Linux. */
  private static final int EAI_NONAME = -2;

  private static final int EAI_AGAIN = -3;
  private static final int EAI_NODATA = -5;
  private static final int EAI_ADDRFAMILY = -9;

  private NameResolution() {}

  /** Looks a name up. */
  interface Resolver {
    /** The addresses, at least one, best first. */
    List<InetAddress> resolve(String host, Family family) throws NotResolvedException;

    /** The system's reason why there is no address. */
    final class NotResolvedException extends Exception {
      private static final long serialVersionUID = 1L;
      private final int code;

      NotResolvedException(int code, String message) {
        super(message);
        this.code = code;
      }

      /** Whether there is no such name, or the name has no address of this family. */
      boolean noSuchAddress() {
        return code == EAI_NONAME || code == EAI_NODATA || code == EAI_ADDRFAMILY;
      }
    }
  }

  /** Whether this machine could send to an address. */
  public interface Reachability {
    boolean hasRoute(InetAddress address) throws HostException;
  }

  /**
   * All addresses of a host, in the system's order (RFC 6724), each of them once.
   *
   * @param host a name, or a literal such as {@code 192.0.2.1}, {@code ::1}, {@code fe80::1%eth0}:
   *     a literal is not looked up
   * @throws HostException {@link Kind#UNKNOWN_HOST}, {@link Kind#NO_ADDRESS_OF_FAMILY}, {@link
   *     Kind#NAME_LOOKUP_FAILED}, or {@link Kind#NO_SUCH_INTERFACE} for a scope that is not an
   *     interface
   */
  public static List<InetAddress> all(String host, Family family) throws HostException {
    return all(host, family, new SystemResolver());
  }

  /**
   * The address to use for a host: the first one that has a route. When none has a route, it is the
   * first of all. The look-up of its route then reports why.
   *
   * @throws HostException as for {@link #all(String, Family)}
   */
  public static InetAddress resolve(String host, Family family) throws HostException {
    return reachableFirst(all(host, family), Routes::exists).get(0);
  }

  static List<InetAddress> all(String host, Family family, Resolver resolver) throws HostException {
    String name = ascii(withoutBrackets(host));
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw unknown(host);
    }
    InetAddress literal = literal(name);
    if (literal != null && family.includes(literal)) {
      return List.of(literal);
    }
    List<InetAddress> distinct = new ArrayList<>();
    try {
      for (InetAddress address : resolver.resolve(name, family)) {
        if (family.includes(address) && !distinct.contains(address)) {
          distinct.add(address);
        }
      }
    } catch (Resolver.NotResolvedException e) {
      throw explain(host, name, family, resolver, e);
    }
    if (distinct.isEmpty()) {
      throw unknown(host);
    }
    return distinct;
  }

  /**
   * The addresses of a host, with those first that have a route. When none has one, the order
   * stays, and the look-up of the route will report why.
   */
  public static List<InetAddress> reachableFirst(
      List<InetAddress> addresses, Reachability reachability) throws HostException {
    if (addresses.size() == 1) {
      return addresses;
    }
    List<InetAddress> reachable = new ArrayList<>();
    List<InetAddress> others = new ArrayList<>();
    for (InetAddress address : addresses) {
      (reachability.hasRoute(address) ? reachable : others).add(address);
    }
    reachable.addAll(others);
    return reachable;
  }

  /** Removes the brackets around an address, which are not part of it. */
  private static String withoutBrackets(String host) {
    if (!host.startsWith("[") || !host.endsWith("]")) {
      return host;
    }
    String inner = host.substring(1, host.length() - 1);
    return inner.indexOf(':') >= 0 || Addresses.isLiteral(inner) ? inner : host;
  }

  /**
   * The address in a text that {@link Addresses#text} could have written: the system would give the
   * same one. Null for other spellings, which only the system can interpret: {@code 010.0.0.1},
   * {@code fe80::1%eth0}.
   */
  private static InetAddress literal(String text) {
    if (!Addresses.isLiteral(text)) {
      return null;
    }
    InetAddress address = Addresses.literal(text);
    boolean isMapped = text.indexOf(':') >= 0 && address instanceof Inet4Address;
    return isMapped || Addresses.text(address).equals(text) ? address : null;
  }

  /** Names with letters beyond ASCII are looked up in their ASCII form (RFC 5890). */
  private static String ascii(String host) throws HostException {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) > 127) {
        try {
          return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
          throw unknown(host);
        }
      }
    }
    return host;
  }

  private static HostException explain(
      String host,
      String name,
      Family family,
      Resolver resolver,
      Resolver.NotResolvedException failure)
      throws HostException {
    if (!failure.noSuchAddress()) {
      return lookupFailed(host, failure);
    }
    int percent = name.indexOf('%');
    if (name.indexOf(':') >= 0 && percent >= 0) {
      Interfaces.byName(name.substring(percent + 1)); // reports an unknown interface
    }
    if (family != Family.ANY) {
      try {
        InetAddress other = resolver.resolve(name, Family.ANY).get(0);
        return new HostException(
            Kind.NO_ADDRESS_OF_FAMILY,
            Addresses.text(other).equals(host)
                ? host + " is not an " + family + " address"
                : host + " has no " + family + " address, only " + Addresses.text(other));
      } catch (Resolver.NotResolvedException e) {
        return e.noSuchAddress() ? unknown(host) : lookupFailed(host, e);
      }
    }
    return unknown(host);
  }

  private static HostException unknown(String host) {
    return new HostException(Kind.UNKNOWN_HOST, "unknown host: " + printable(host));
  }

  private static HostException lookupFailed(String host, Resolver.NotResolvedException failure) {
    String why =
        failure.code == EAI_AGAIN ? "the name server does not answer" : failure.getMessage();
    return new HostException(Kind.NAME_LOOKUP_FAILED, "cannot look up " + host + ": " + why);
  }

  /** Replaces control characters, because what the user typed may come from a file. */
  private static String printable(String host) {
    StringBuilder text = new StringBuilder(host.length());
    for (int i = 0; i < host.length(); i++) {
      text.append(Character.isISOControl(host.charAt(i)) ? '?' : host.charAt(i));
    }
    return text.isEmpty() ? "(empty name)" : text.toString();
  }
}
