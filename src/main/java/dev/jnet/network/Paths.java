package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;

/**
 * The paths by which packets leave a machine, by its kernel's routes and the user's options.
 *
 * <p>Looking a path up opens no link and sends nothing.
 */
public interface Paths {
  /**
   * Looks paths up for such packets from now on, because this machine's rules may choose a route by
   * protocol and port.
   */
  void routeFor(Via packets);

  /**
   * The path to one host: the route, and the source address that packets carry.
   *
   * @throws CommandException when the address is not one host's, or there is no source address for
   *     it
   */
  NetworkPath to(InetAddress target) throws IOException;

  /**
   * Whether an address is a broadcast address by this machine's routes, so that all stations of a
   * link get what is sent to it.
   */
  boolean isBroadcast(InetAddress address) throws IOException;

  /**
   * The path to a broadcast address, or to a multicast group.
   *
   * @throws CommandException where no group can be asked, or there is no source address for it
   */
  NetworkPath toGroup(InetAddress group) throws IOException;

  /**
   * The path to an address of this machine's loopback, whatever interface the options name: a name
   * server may listen there.
   */
  NetworkPath withinHost(InetAddress target) throws IOException;

  /**
   * The path to the neighbor that gets the frames for a target: the target itself, or a router.
   *
   * @throws CommandException when the interface has no ARP; the message explains why it has none
   */
  NetworkPath toNeighborFor(InetAddress target) throws IOException;

  /**
   * The link on which an address of this machine is announced: that of the interface that the
   * options name; otherwise that of the address's own interface. An address of loopback is
   * announced on the link with the default route.
   *
   * @throws CommandException when it is no address of this machine, or the link has no ARP
   */
  NetworkPath toAnnounce(InetAddress own) throws IOException;

  /** Another machine's address is not announced. */
  static CommandException notOurs(InetAddress address) {
    return new CommandException(
        "not-ours",
        Addresses.text(address)
            + " is not an address of this machine: whoever announces another's takes its"
            + " traffic; give it to an interface first (ip address add)");
  }

  /**
   * The path to an address on a link of this machine: never to a router.
   *
   * @throws CommandException when the address is not on a link of this machine, or the link has no
   *     ARP
   */
  NetworkPath onLink(InetAddress address) throws IOException;

  /**
   * The link itself, without a target: of the interface that the options name, or of the one with
   * the default route.
   *
   * @throws CommandException when there is no such interface, or it has no ARP
   */
  NetworkPath ownLink() throws IOException;
}
