package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Neighbor;
import dev.jnet.link.Link;
import dev.jnet.options.NetworkOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The links that this machine is on, or those of a practice network. */
public interface Neighborhood extends AutoCloseable {
  /** What has to be captured for ARP, RARP and neighbour discovery. */
  String FILTER = "arp or rarp or icmp6";

  /** The address of a host, by name or in digits. */
  InetAddress resolve(String name) throws IOException;

  /**
   * Where to ask for the one who gets frames for a target.
   *
   * @throws CommandException when that is an interface without ARP; the message explains why it has
   *     none
   */
  Place towards(InetAddress target) throws IOException;

  /**
   * Where to ask for an address on the link itself: never for a router.
   *
   * @throws CommandException also when the address is not on a link of this machine
   */
  Place onLink(InetAddress address) throws IOException;

  /** The interface that the options name, or the one that leads out. */
  Place here() throws IOException;

  /**
   * Opens the link at a place, or gives it again: it stays open until this is closed.
   *
   * @param slots frames to be kept while they are not read
   * @param showsProgress whether the caller shows himself how it goes
   */
  Link open(Place place, int slots, boolean showsProgress) throws IOException;

  /** Whether anybody can be asked: capturing is permitted. */
  boolean mayAsk();

  /** What the kernel's own table says of an address. */
  Optional<Neighbor> kernel(Place place, InetAddress address) throws IOException;

  /** Whether this machine passes IPv6 packets on. */
  boolean isRouter(Place place) throws IOException;

  /** A seed for random waits. */
  long seed() throws IOException;

  /** Closes the links, which takes the kernel a while: print the answers before. */
  @Override
  void close() throws IOException;

  /** The neighbourhood that the options ask for. */
  static Neighborhood of(NetworkOptions options, Console console, BooleanSupplier stopped)
      throws IOException {
    return options.lab().isPresent()
        ? new LabNeighborhood(options, console)
        : new HostNeighborhood(options, console, stopped);
  }
}
