package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Family;
import dev.jnet.lab.Lab;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.lab.Topology;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Access;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A practice network, with virtual time. Nothing of this machine's network is touched. */
public final class LabNetwork implements Network {
  /** Where the ports begin that are anybody's (RFC 6335). */
  private static final int FIRST_EPHEMERAL = 49_152;

  private final NetworkOptions options;
  private final Decorations decorations;
  private final Lab lab;
  private Link link;

  LabNetwork(NetworkOptions options, Console console) throws CommandException {
    this.options = options;
    this.decorations = new Decorations(options, console);
    this.lab = lab(options.lab().orElseThrow(), options.seed().orElse(0L));
  }

  /** The practice network of this name. */
  public static Lab lab(String name, long seed) throws CommandException {
    try {
      return Lab.open(name, seed);
    } catch (UnknownLabException e) {
      throw new CommandException("no-such-lab", e.getMessage());
    }
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return resolve(lab, name, options.family());
  }

  @Override
  public boolean isKnown(String name) {
    return true;
  }

  /** The address of a host in a practice network. */
  static InetAddress resolve(Lab lab, String name, Family family) throws CommandException {
    List<InetAddress> addresses = lab.resolve(name);
    for (InetAddress address : addresses) {
      if (family.includes(address)) {
        return address;
      }
    }
    throw addresses.isEmpty()
        ? new CommandException(
            "unknown-host",
            "unknown host: "
                + name
                + "\n  'jnet lab "
                + lab.name()
                + "' lists the hosts of this practice network")
        : new CommandException("no-address-of-family", name + " has no " + family + " address");
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter) throws IOException {
    FirstHop hop = lab.firstHop(target);
    if (options.interfaceName().isPresent()
        && !options.interfaceName().get().equals(hop.interfaceName())) {
      throw new CommandException(
          "no-such-interface",
          "-i "
              + options.interfaceName().get()
              + ": in this practice network the way there is by "
              + hop.interfaceName());
    }
    if (link == null) {
      link = decorations.around(lab.link(), hop.interfaceName());
    }
    return new NetworkPath(hop, link, 0);
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException {
    return openCapture(target, filter);
  }

  @Override
  public NetworkPath openBestAvailable(InetAddress target, String filter) throws IOException {
    return openCapture(target, filter);
  }

  @Override
  public void requireUnchanged(NetworkPath way) {
    // a practice network stays as its plan has it
  }

  @Override
  public Access sight() {
    return Access.CAPTURE;
  }

  @Override
  public TcpPort reserveTcpPort(InetAddress target) {
    return new TcpPort(FIRST_EPHEMERAL + Math.floorMod(seed(), 10_000), "");
  }

  @Override
  public KernelPort reserveKernelPort(InetAddress target) throws CommandException {
    throw new CommandException(
        "usage", "--kernel and --lab exclude each other: a practice network has no kernel");
  }

  @Override
  public boolean guardTcpPort(InetAddress target, int port) {
    return true; // there is no other program on a practice network's client
  }

  @Override
  public void askName(InetAddress address) {
    // the topology knows: nobody is asked
  }

  @Override
  public Optional<String> name(InetAddress address) {
    for (Topology.Node node : lab.topology().nodes()) {
      Optional<NetworkAddress> own = node.address(Addresses.version(address));
      if (own.isPresent() && own.get().address().equals(address)) {
        return Optional.of(node.name());
      }
    }
    return Optional.empty();
  }

  @Override
  public long seed() {
    return options.seed().orElse(0L);
  }

  @Override
  public void close() throws IOException {
    if (link != null) {
      link.close();
    }
    decorations.close();
  }
}
