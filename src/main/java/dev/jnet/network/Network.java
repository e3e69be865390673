package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.link.LinkException;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The network that a command works on: this machine's, or a practice network. */
public interface Network extends AutoCloseable {
  /** The address of a host, by name or in digits. Any thread may ask. */
  InetAddress resolve(String name) throws IOException;

  /** Whether {@link #resolve} knows a name without asking anybody, so that it does not wait. */
  boolean isKnown(String name);

  /**
   * The same of a name that has to be one host's.
   *
   * @throws CommandException when it is a group's address, or nobody's
   */
  default InetAddress host(String name) throws IOException {
    InetAddress address = resolve(name);
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      throw new CommandException("usage", name + ": not the address of one host");
    }
    return address;
  }

  /**
   * Opens the way to a target: route, source address, the next hop's hardware address, and the
   * link. Ways that leave by one interface share its link. Where many targets are asked nobody is
   * waited for: the next hop may have to be {@linkplain Way#unasked found} first.
   *
   * @param filter what has to be captured, in libpcap's filter language; ARP and ICMPv6 always are
   */
  NetworkPath openCapture(InetAddress target, String filter) throws IOException;

  /** The same, with so many octets of each frame captured; of a link that is open already, less. */
  NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException;

  /** The same; where capturing is not permitted, by what the kernel gives an ordinary user. */
  NetworkPath openBestAvailable(InetAddress target, String filter) throws IOException;

  /**
   * Looks whether this machine's network still is as it was when a way was opened.
   *
   * @throws LinkException when it is not; the message says what has changed
   */
  void requireUnchanged(NetworkPath way) throws LinkException;

  /** How much of what passes {@link #openBestAvailable} sees. */
  Access sight();

  /**
   * A TCP port for connections of jnet's own to a target, which nothing else on this machine uses
   * or answers on as long as this world is open. Reserved before a link is opened: its filter names
   * it.
   */
  TcpPort reserveTcpPort(InetAddress target) throws IOException;

  /**
   * A TCP port from which this machine's kernel connects to a target. Reserved before a link is
   * opened: links that are opened afterwards show what the kernel sends.
   */
  KernelPort reserveKernelPort(InetAddress target) throws IOException;

  /**
   * A reserved port.
   *
   * @param number 1 to 65535
   * @param filter what has to be captured: its segments, and ICMP errors about them
   */
  record TcpPort(int number, String filter) {}

  /**
   * Keeps this machine's kernel out of what comes for one of its TCP ports, as long as this world
   * is open: the port of a flow that has been sent already.
   *
   * @return whether it can be; it cannot where somebody else uses that port
   */
  boolean guardTcpPort(InetAddress target, int port) throws IOException;

  /** Begins to look for the name of an address, without waiting for it. */
  void askName(InetAddress address);

  /** The name of an address that was asked for, if it is known by now. */
  Optional<String> name(InetAddress address);

  /** A seed for random fields. */
  long seed() throws IOException;

  /** Closes all links. That takes the kernel a while: answer first. */
  @Override
  void close() throws IOException;

  /** The world that the options ask for. */
  static Network of(NetworkOptions options, Console console, BooleanSupplier stopped)
      throws IOException {
    return options.lab().isPresent()
        ? new LabNetwork(options, console)
        : new HostNetwork(options, console, stopped);
  }
}
