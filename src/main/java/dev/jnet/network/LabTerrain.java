package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.lab.Lab;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.Question;
import dev.jnet.options.NetworkOptions;
import dev.jnet.walk.NextHop;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A practice network, for a walk. */
final class LabTerrain implements Terrain {
  /** Where the ports begin that are anybody's (RFC 6335). */
  private static final int FIRST_EPHEMERAL = 49_152;

  private final NetworkOptions options;
  private final Lab lab;
  private final Decorations decorations;
  private Link link;
  private int port;

  LabTerrain(NetworkOptions options, Console console) throws CommandException {
    this.options = options;
    this.lab = LabNetwork.lab(options.lab().orElseThrow(), options.seed().orElse(0L));
    this.decorations = new Decorations(options, console);
    this.port = FIRST_EPHEMERAL + (int) Math.floorMod(seed(), 10_000L);
  }

  @Override
  public boolean isPractice() {
    return true;
  }

  @Override
  public List<InetAddress> inHostsFile(String name) {
    return List.of();
  }

  @Override
  public List<InetAddress> nameServers() {
    return lab.nameServers();
  }

  @Override
  public String configuredBy() {
    return "the practice network's plan";
  }

  @Override
  public List<String> forms(String name) {
    return List.of(name);
  }

  @Override
  public List<InetAddress> planned(String name) {
    return lab.resolve(name);
  }

  /** As in the other commands: IPv4 first where the plan names it first. */
  @Override
  public InetAddress best(List<InetAddress> addresses) {
    return addresses.get(0);
  }

  @Override
  public int udpPort(InetAddress target) {
    return port;
  }

  @Override
  public int tcpPort(InetAddress target) {
    return port++;
  }

  @Override
  public Departure towards(InetAddress target) throws IOException {
    FirstHop found = lab.firstHop(target);
    if (options.interfaceName().isPresent()
        && !options.interfaceName().get().equals(found.interfaceName())) {
      throw new CommandException(
          "no-such-interface",
          "-i "
              + options.interfaceName().get()
              + ": in this practice network the way there is by "
              + found.interfaceName());
    }
    if (link == null) {
      link = decorations.around(lab.link(), found.interfaceName());
    }
    boolean local = found.nextHopMac().equals(MacAddress.ZERO);
    FirstHop hop =
        new FirstHop(
            found.interfaceName(),
            LinkType.ETHERNET,
            found.mtu(),
            found.source(),
            found.sourceMac(),
            found.nextHop(),
            MacAddress.ZERO);
    boolean gateway = !found.nextHop().equals(target);
    if (local) {
      return new Departure(
          link, hop, NextHop.Means.LOOPBACK, gateway, Optional.empty(), Optional.empty());
    }
    Question question =
        new Question(found.interfaceName(), found.source(), found.sourceMac(), found.nextHop());
    return new Departure(
        link,
        hop,
        Addresses.version(found.nextHop()) == 4
            ? NextHop.Means.ARP
            : NextHop.Means.NEIGHBOR_DISCOVERY,
        gateway,
        Optional.of(question),
        Optional.empty());
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
