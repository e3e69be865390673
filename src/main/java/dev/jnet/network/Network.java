package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.KernelQuestion;
import dev.jnet.link.LinkException;
import dev.jnet.link.WitnessedLink;
import dev.jnet.link.pcap.Capture;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The network that a command works on: this machine's, or a practice network. */
public interface Network extends AutoCloseable {
  /** What is known about names here, and who is asked about others. */
  Names names();

  /** What the kernel tells about interfaces, routes and neighbors. */
  KernelTables tables();

  /** The paths out of this machine, whose links are not open yet. */
  Paths paths();

  /** Ports that the kernel leaves to jnet as long as this network is open. */
  Ports ports();

  /** What this process gives up before it reads the first packet. */
  PrivilegeDrop privileges();

  /** Whether it is a practice network. */
  boolean isPractice();

  /** How much {@link #openBestAvailable} can send and see. */
  Access access();

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
    InetAddress address = names().resolve(name);
    if (address.isAnyLocalAddress()) {
      throw new CommandException("usage", name + ": not the address of one host");
    }
    return address;
  }

  /**
   * From now on, paths are those of such packets: this machine's rules may choose a route by
   * protocol and port.
   */
  void routeFor(Via packets);

  /**
   * Opens the link of a path. Paths that leave by one interface share its link, with the capture of
   * the first of them. Nothing is sent.
   */
  NetworkPath open(NetworkPath path, Capture capture) throws IOException;

  /**
   * Opens the path to a target, and finds the next hop's hardware address. Where many targets are
   * asked at the same time it does not wait for that: the path's {@linkplain NetworkPath#question
   * question} may be open.
   *
   * @param filter what has to be captured, in libpcap's filter language; ARP and ICMPv6 always are
   */
  NetworkPath openCapture(InetAddress target, String filter) throws IOException;

  /**
   * Opens the path to a target, and captures at most {@code snap} bytes of each frame. A link that
   * is already open keeps its own limit.
   */
  NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException;

  /**
   * Opens the path to a target by capture, or where that is not permitted by the sockets that the
   * kernel gives an ordinary user.
   */
  NetworkPath openBestAvailable(InetAddress target, String filter) throws IOException;

  /**
   * Opens the path to a broadcast address or a multicast group, by capture.
   *
   * @throws CommandException where that is not permitted, or there is no such group
   */
  NetworkPath openGroup(InetAddress group, String filter) throws IOException;

  /**
   * Looks whether this machine's network still is as it was when a path was opened.
   *
   * @throws LinkException when it is not; the message says what has changed
   */
  void requireUnchanged(NetworkPath path) throws LinkException;

  /**
   * A question to a path's target that the kernel asks by its own socket, as a program would. It is
   * not sent yet.
   *
   * @param via an echo request, or a connection to a port
   * @return empty in a practice network, for an ordinary user, and with {@code --wire-only} or
   *     {@code -i}
   */
  Optional<KernelQuestion> kernelQuestion(NetworkPath path, Via via);

  /**
   * The link of a path, beside which the kernel has sent a copy of the first probe.
   *
   * @return empty where it has not, as in a practice network
   */
  Optional<WitnessedLink> witnessed(NetworkPath path);

  /** A seed for random fields: the user's on a practice network, else another one each time. */
  long seed() throws IOException;

  /** Closes all links. That takes the kernel a while: print the answers first. */
  @Override
  void close() throws IOException;

  /** Opens the network that the options ask for. */
  static Network open(NetworkOptions options, Console console, BooleanSupplier stopped)
      throws IOException {
    if (options.seed().isPresent() && options.lab().isEmpty()) {
      console.complain("--seed has no effect without --lab NAME");
    }
    return options.lab().isPresent()
        ? new LabNetwork(options, console)
        : new HostNetwork(options, console, stopped);
  }
}
