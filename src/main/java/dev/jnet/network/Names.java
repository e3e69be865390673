package dev.jnet.network;

import dev.jnet.console.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a machine knows about names, and which name servers it asks about others. */
public interface Names {
  /** The address of a host, by its name or in digits. Any thread may call this. */
  InetAddress resolve(String name) throws IOException;

  /**
   * The address of a name that has to be one host's.
   *
   * @throws CommandException when it is a multicast address, or the unspecified one
   */
  default InetAddress host(String name) throws IOException {
    InetAddress address = hostOrGroup(name);
    if (address.isMulticastAddress()) {
      throw new CommandException(
          "usage", name + ": not the address of one host but a multicast address");
    }
    return address;
  }

  /**
   * The address of a name that has to be one host's or a group's.
   *
   * @throws CommandException when it is the unspecified address
   */
  default InetAddress hostOrGroup(String name) throws IOException {
    InetAddress address = resolve(name);
    if (address.isAnyLocalAddress()) {
      throw new CommandException("usage", name + ": not the address of one host");
    }
    return address;
  }

  /** The addresses of a host, at least one; {@link #resolve} gives the first. */
  List<InetAddress> all(String name) throws IOException;

  /**
   * The IPv6 addresses of a name, of whatever family the user asked for.
   *
   * @param atMost how long the name is looked up
   * @return none where it has none, and where none is known after that time
   */
  List<InetAddress> ipv6(String name, Duration atMost);

  /** The addresses of a host besides the first one, as far as it was looked up before. */
  List<InetAddress> others(String name);

  /** Whether {@link #resolve} knows a name without asking a server, so that it does not wait. */
  boolean isKnown(String name);

  /**
   * How long an address of a name is valid, as its records in DNS say. Any thread may call this.
   *
   * @param address that {@link #resolve} has just given
   * @return empty where no record says so, as for the names of a hosts file
   */
  Optional<Duration> validity(String name, InetAddress address) throws IOException;

  /** Begins to look up the name of an address, without waiting for it. */
  void askNameOf(InetAddress address);

  /**
   * Waits for the names that were asked for, so that it is not left to luck which of them a report
   * shows. It ends at once when the run is to end.
   *
   * @return how many look-ups had not ended after that time
   */
  int awaitNames(Duration atMost);

  /** The name of an address that was asked for; empty as long as it is not known. */
  Optional<String> nameOf(InetAddress address);

  /** The addresses of a name in the machine's hosts file. */
  List<InetAddress> inHostsFile(String name) throws IOException;

  /** The name servers in the configuration; none in a practice network without one. */
  List<InetAddress> servers() throws IOException;

  /** Where the name servers are configured, in words for a person. */
  String configuredBy();

  /** The full names that a name may stand for, in the order in which servers are asked. */
  List<String> candidates(String name) throws IOException;

  /** The time in ns on the clock that measures look-ups. */
  default long clock() {
    return System.nanoTime();
  }

  /** The addresses of a name by the plan of a practice network; none elsewhere. */
  List<InetAddress> planned(String name);

  /** The one of several addresses of a host to connect to. */
  InetAddress preferred(List<InetAddress> addresses) throws IOException;
}
