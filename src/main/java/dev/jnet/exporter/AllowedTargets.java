package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The targets that scrapes may ask for. The exporter must not scan a network for anybody who can
 * reach its port. Loopback is always allowed.
 */
public final class AllowedTargets {
  private final boolean all;
  private final List<Prefix> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();

  private record Prefix(byte[] network, int bits) {
    boolean contains(InetAddress address) {
      byte[] bytes = address.getAddress();
      if (bytes.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (((bytes[bit / 8] ^ network[bit / 8]) & (0x80 >> bit % 8)) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private AllowedTargets(boolean all) {
    this.all = all;
  }

  /** Any host. */
  public static AllowedTargets any() {
    return new AllowedTargets(true);
  }

  /**
   * Reads a list of networks such as {@code 192.0.2.0/24}, addresses, and ends of names such as
   * {@code example.org}, with commas between them.
   *
   * @param list empty for loopback alone
   */
  public static AllowedTargets parse(String list) throws CommandException {
    AllowedTargets allowed = new AllowedTargets(false);
    for (String part : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      allowed.add(part.strip());
    }
    return allowed;
  }

  private void add(String part) throws CommandException {
    int slash = part.indexOf('/');
    String address = slash < 0 ? part : part.substring(0, slash);
    if (Addresses.isLiteral(address)) {
      byte[] network = Addresses.literal(address).getAddress();
      prefixes.add(new Prefix(network, bits(part, slash, 8 * network.length)));
    } else if (slash < 0 && part.matches("\\.?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?")) {
      suffixes.add(normal(part.startsWith(".") ? part.substring(1) : part));
    } else {
      throw mistake(part);
    }
  }

  private static int bits(String part, int slash, int most) throws CommandException {
    if (slash < 0) {
      return most;
    }
    try {
      int bits = Integer.parseInt(part.substring(slash + 1));
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      throw mistake(part);
    }
    throw mistake(part);
  }

  private static CommandException mistake(String part) {
    return new CommandException(
        "usage",
        "--allow '"
            + part
            + "': write networks and ends of names, such as 192.0.2.0/24,2001:db8::/32,example.org");
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Whether hosts of this name are allowed, whatever their addresses. */
  boolean allowsName(String host) {
    String name = normal(host);
    return all
        || (!Addresses.isLiteral(host)
            && suffixes.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end)));
  }

  /** Whether a host may be probed at one of its addresses. */
  public boolean allows(String host, InetAddress address) {
    return allowsName(host) || allows(address);
  }

  /** Why a host is not probed. */
  public static String refusal(String host) {
    return host
        + " is not among the targets that this exporter may probe: start it with --allow CIDR or"
        + " --allow SUFFIX, or with --allow-all";
  }

  /** Whether an address is allowed. */
  public boolean allows(InetAddress address) {
    return all
        || address.isLoopbackAddress()
        || prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }
}
