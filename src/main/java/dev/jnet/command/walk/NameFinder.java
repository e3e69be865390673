package dev.jnet.command.walk;

import dev.jnet.host.Family;
import dev.jnet.network.Names;
import dev.jnet.walk.Naming;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the address of a name: it may be an address itself, the hosts file may know it, otherwise
 * DNS is asked.
 */
final class NameFinder {
  private final Names names;
  private final Family family;
  private final Optional<InetAddress> server;
  private final DnsSearch search;

  NameFinder(Journey journey, Family family, Optional<InetAddress> server) {
    this.names = journey.network().names();
    this.family = family;
    this.server = server;
    this.search = new DnsSearch(journey, family);
  }

  Naming find(String name) throws IOException {
    try {
      return known(Naming.Source.LITERAL, List.of(Addresses.literal(name)));
    } catch (IllegalArgumentException notAnAddress) {
      List<InetAddress> listed = server.isPresent() ? List.of() : names.inHostsFile(name);
      if (!listed.isEmpty()) {
        return known(Naming.Source.HOSTS_FILE, listed);
      }
    }
    List<InetAddress> servers = server.isPresent() ? List.of(server.get()) : names.servers();
    if (servers.isEmpty()) {
      return known(Naming.Source.PLAN, names.planned(name));
    }
    search.ask(server.isPresent() ? List.of(name) : names.candidates(name), servers);
    return naming(Naming.Source.DNS, servers, search.addresses());
  }

  private Naming known(Naming.Source source, List<InetAddress> addresses) throws IOException {
    return naming(source, List.of(), addresses);
  }

  private Naming naming(
      Naming.Source source, List<InetAddress> servers, List<InetAddress> addresses)
      throws IOException {
    List<InetAddress> usable = addresses.stream().filter(family::includes).toList();
    return new Naming(
        source,
        servers,
        server.isPresent() ? "--dns" : names.configuredBy(),
        search.hop(),
        search.lookups(),
        search.overTcp(),
        addresses,
        usable.isEmpty() ? Optional.empty() : Optional.of(names.preferred(usable)),
        List.of());
  }
}
