package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.lab.Lab;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.link.LinkException;
import dev.jnet.link.pcap.Capture;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Suggestions;
import dev.jnet.report.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The network that a command works on: this machine's, or a practice network. */
public interface Network extends AutoCloseable {
  /**
   * Bytes of a frame that are captured: enough for headers, and for a quote that identifies its
   * probe.
   */
  int SNAP_FOR_HEADERS = 2048;

  /** Bytes of a frame that are captured: enough for data whose segments the kernel has joined. */
  int SNAP_FOR_DATA = 65_600;

  /** What is known about names here, and which name servers are asked about others. */
  Names names();

  /** What the kernel knows about interfaces, routes and neighbors. */
  KernelTables tables();

  /** The paths out of this machine, whose links are not open yet. */
  Paths paths();

  /** Ports that the kernel leaves to jnet as long as this network is open. */
  Ports ports();

  /** What this machine's kernel sends and receives by its own sockets, beside probes. */
  KernelProbes kernelProbes();

  /** What this process gives up before it reads the first packet. */
  PrivilegeDrop privileges();

  /** Whether it is a practice network. */
  boolean isPractice();

  /** How much {@link #openBestAvailable} can send and see. */
  Access access();

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
   * @param snap the most bytes of a frame that are captured: {@link #SNAP_FOR_HEADERS} or {@link
   *     #SNAP_FOR_DATA}. A link that is already open keeps its own limit
   */
  NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException;

  /**
   * Opens the path to a target by capture. Where that is not permitted, it opens the sockets that
   * the kernel gives an ordinary user.
   */
  default NetworkPath openBestAvailable(InetAddress target, String filter) throws IOException {
    return openBestAvailable(target, filter, SNAP_FOR_HEADERS);
  }

  /**
   * Opens the path to a target by the best means, and captures at most {@code snap} bytes of each
   * frame where a capture is permitted.
   */
  NetworkPath openBestAvailable(InetAddress target, String filter, int snap) throws IOException;

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

  /** A seed for random fields: on a practice network the user's, otherwise a new one each time. */
  long seed() throws IOException;

  /** Closes all links. That takes the kernel a while: print the answers first. */
  @Override
  void close() throws IOException;

  /** The failure where there is no such practice network, with those that may have been meant. */
  static CommandException noPractice(UnknownLabException e) {
    List<String> meant = Suggestions.nearest(e.name(), Lab.names());
    if (meant.isEmpty() && !e.name().isEmpty()) {
      meant = Lab.about(e.name());
    }
    return new CommandException(
        "no-such-lab",
        e.getMessage()
            + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?")
            + (e.name().isEmpty() ? "" : "; 'jnet lab' lists them, or name a file *.lab"));
  }

  /** Opens the network that the options ask for. */
  static Network open(NetworkOptions options, Console console, BooleanSupplier stopped)
      throws IOException {
    if (options.seed().isPresent() && options.lab().isEmpty()) {
      console.complain("--seed has no effect without --lab NAME");
    }
    if (options.lab().isPresent() && options.source().isPresent()) {
      OptionAddress.parse("-s", options.source().get());
      console.complain("-s has no effect with --lab: packets leave from that network's address");
    }
    return options.lab().isPresent()
        ? new LabNetwork(options, console)
        : new HostNetwork(options, console, stopped);
  }
}
