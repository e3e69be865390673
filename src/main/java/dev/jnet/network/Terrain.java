package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.neighbor.Question;
import dev.jnet.options.NetworkOptions;
import dev.jnet.walk.NextHop;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a walk is told of the machine it starts from; everything else it finds out by packets. */
public interface Terrain extends AutoCloseable {
  /** Whether it is a practice network. */
  boolean isPractice();

  /** The addresses that this machine's own list has for a name. */
  List<InetAddress> inHostsFile(String name) throws IOException;

  /** The name servers in the configuration; none in a practice network without one. */
  List<InetAddress> nameServers() throws IOException;

  /** Where these come from. */
  String configuredBy();

  /** The forms of a name that are to be asked for, in order. */
  List<String> forms(String name) throws IOException;

  /** The addresses of a name by the plan of a practice network; none elsewhere. */
  List<InetAddress> planned(String name);

  /** Of several addresses the one to use. */
  InetAddress best(List<InetAddress> addresses) throws IOException;

  /** A UDP port that this machine's kernel leaves alone. */
  int udpPort(InetAddress target) throws IOException;

  /** A TCP port that this machine's kernel leaves alone, another one each time. */
  int tcpPort(InetAddress target) throws IOException;

  /** How packets to somebody leave, all but the hardware address of the next hop. */
  Departure towards(InetAddress target) throws IOException;

  /** A seed for random fields. */
  long seed() throws IOException;

  /** Closes all links, which takes the kernel a while: answer first. */
  @Override
  void close() throws IOException;

  /**
   * A way out.
   *
   * @param link where packets leave
   * @param hop how, with a zero hardware address where that has to be asked for
   * @param means how it has to be asked for
   * @param gateway whether a router is the next hop
   * @param question for the hardware address; empty where there is none to ask for
   * @param known what the kernel has in its own table
   */
  record Departure(
      Link link,
      FirstHop hop,
      NextHop.Means means,
      boolean gateway,
      Optional<Question> question,
      Optional<MacAddress> known) {}

  /** The terrain that the options ask for. */
  static Terrain of(NetworkOptions options, Console console, BooleanSupplier stopped)
      throws IOException {
    return options.lab().isPresent()
        ? new LabTerrain(options, console)
        : new HostTerrain(options, console, stopped);
  }
}
