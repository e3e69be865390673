package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Paths;
import java.io.IOException;

/**
 * The addresses that a scan asks for, and the link that it uses.
 *
 * @param name the name of the range in reports
 */
record ScanRange(String name, AddressRange range, NetworkPath path) {
  private static final String AUTO = "auto";

  /** The range in a text. {@code auto} is the first IPv4 network of this machine's link. */
  static ScanRange of(String text, Paths paths) throws IOException {
    if (!text.equals(AUTO)) {
      AddressRange range = range(text);
      return new ScanRange(text, range, paths.onLink(range.get(0)));
    }
    NetworkPath path = paths.ownLink();
    if (path.networks().isEmpty()) {
      throw new CommandException(
          "no-network",
          path.hop().interfaceName()
              + " has no IPv4 network of at most a /12: name a range, as in --scan 192.0.2.0/24");
    }
    AddressRange range = path.networks().get(0);
    return new ScanRange(range.toString(), range, path);
  }

  private static AddressRange range(String text) throws CommandException {
    if (text.indexOf(':') >= 0) {
      throw new CommandException(
          "usage",
          "--scan "
              + text
              + ": an IPv6 network has too many addresses to ask for each (a /64 has 2^64); --watch"
              + " shows those in use");
    }
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "usage",
          "--scan " + text + ": " + e.getMessage() + "; take 192.0.2.0/24, 192.0.2.1-99 or auto");
    }
  }
}
