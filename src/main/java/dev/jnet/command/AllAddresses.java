package dev.jnet.command;

import dev.jnet.console.Console;
import dev.jnet.network.Names;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Endpoint;
import dev.jnet.options.Option;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The option to ask each address of a name, and the hint to it. */
public final class AllAddresses {
  private static final String ALL = "--all";

  private AllAddresses() {}

  /** Adds the option to ask each address. */
  public static void addTo(Command command) {
    command.add(Option.flag("Ask each address of a name, not the first one alone.", ALL));
  }

  /**
   * The hosts to ask; with the option, each address of each name.
   *
   * @throws IOException when a name has no address
   */
  public static List<String> expand(List<String> hosts, Names names, Arguments arguments)
      throws IOException {
    if (!arguments.has(ALL)) {
      return hosts;
    }
    List<String> expanded = new ArrayList<>();
    for (String host : hosts) {
      names.all(host).forEach(address -> expanded.add(Addresses.text(address)));
    }
    return expanded;
  }

  /** The endpoints to ask; with the option, each address of each host. */
  public static List<Endpoint> ofEach(List<Endpoint> endpoints, Names names, Arguments arguments)
      throws IOException {
    List<Endpoint> expanded = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      for (String host : expand(List.of(endpoint.host()), names, arguments)) {
        expanded.add(new Endpoint(host, endpoint.ports()));
      }
    }
    return expanded;
  }

  /** Names the other addresses of a host that did not answer, and says how to ask them. */
  static Consumer<String> namer(Names names, Console console) {
    return host -> name(host, names, console);
  }

  private static void name(String host, Names names, Console console) {
    List<InetAddress> others = names.others(host);
    if (!others.isEmpty()) {
      console.complain(
          host
              + (others.size() == 1 ? " has another address, " : " has other addresses, ")
              + others.stream().map(Addresses::text).collect(Collectors.joining(", "))
              + ": "
              + ALL
              + " asks each");
    }
  }
}
