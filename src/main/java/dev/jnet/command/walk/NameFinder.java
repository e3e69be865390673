package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.network.Names;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.DnsTalk;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.LookupQuestion;
import dev.jnet.walk.dns.NameLookup;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a name to an address: an address is one already, a list may know it, else DNS is asked. */
final class NameFinder {
  private static final long LEAST = 1_000_000_000L;

  private final Journey journey;
  private final Names names;
  private final Family family;
  private final Optional<InetAddress> server;
  private final List<Lookup> lookups = new ArrayList<>();
  private Optional<NextHop> hop = Optional.empty();
  private Optional<ConversationResult> overTcp = Optional.empty();

  NameFinder(Journey journey, Family family, Optional<InetAddress> server) {
    this.journey = journey;
    this.names = journey.network().names();
    this.family = family;
    this.server = server;
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
    ask(name, servers);
    List<InetAddress> addresses =
        lookups.isEmpty() ? List.of() : lookups.get(lookups.size() - 1).addresses();
    return naming(Naming.Source.DNS, servers, addresses);
  }

  private Naming known(Naming.Source source, List<InetAddress> addresses) throws IOException {
    return naming(source, List.of(), addresses);
  }

  private Naming naming(
      Naming.Source source, List<InetAddress> servers, List<InetAddress> addresses)
      throws IOException {
    List<InetAddress> usable = new ArrayList<>();
    for (InetAddress address : addresses) {
      if (family.includes(address)) {
        usable.add(address);
      }
    }
    return new Naming(
        source,
        servers,
        server.isPresent() ? "--dns" : names.configuredBy(),
        hop,
        List.copyOf(lookups),
        overTcp,
        addresses,
        usable.isEmpty() ? Optional.empty() : Optional.of(names.preferred(usable)));
  }

  private void ask(String name, List<InetAddress> servers) throws IOException {
    for (String form : server.isPresent() ? List.of(name) : names.candidates(name)) {
      Lookup lookup = askAny(form, servers);
      boolean goOn =
          lookup == null
              || lookup.outcome() == Lookup.Outcome.NO_SUCH_NAME
              || lookup.outcome() == Lookup.Outcome.NO_ADDRESS;
      if (!goOn || journey.isStopped()) {
        return;
      }
    }
  }

  /** The first server that tells; the last one's answer where none does. */
  private Lookup askAny(String name, List<InetAddress> servers) throws IOException {
    Lookup lookup = null;
    IOException noWay = null;
    for (InetAddress each : servers) {
      try {
        KnownPath known = journey.towards(each);
        hop = Optional.of(known.nextHop());
        if (known.isOpen()) {
          lookup = ask(name, each, known);
          lookups.add(lookup);
        }
      } catch (HostException | CommandException e) {
        noWay = e;
      }
      boolean told =
          lookup != null
              && lookup.outcome() != Lookup.Outcome.SILENT
              && lookup.outcome() != Lookup.Outcome.REFUSED;
      if (told || journey.isStopped()) {
        return lookup;
      }
    }
    if (lookup == null && !journey.isStopped()) {
      throw noWay != null ? noWay : unreachable();
    }
    return lookup;
  }

  private CommandException unreachable() {
    NextHop next = hop.orElseThrow();
    return CommandException.noReply(
        "the way to the name server "
            + Addresses.text(next.target())
            + " is cut: "
            + Addresses.text(next.hop().nextHop())
            + " does not answer "
            + (Addresses.version(next.hop().nextHop()) == 4 ? "ARP" : "neighbour discovery")
            + " on "
            + next.hop().interfaceName());
  }

  private Lookup ask(String name, InetAddress asked, KnownPath known) throws IOException {
    LookupQuestion question =
        new LookupQuestion(
            name,
            switch (family) {
              case ANY -> List.of(4, 6);
              case IPV4 -> List.of(4);
              case IPV6 -> List.of(6);
            },
            asked,
            known.path().hop(),
            journey.udpPort(asked),
            Math.max(LEAST, journey.patience() / 2),
            journey.nextSeed());
    NameLookup diagnosis;
    try {
      diagnosis = new NameLookup(question);
    } catch (IllegalArgumentException e) {
      throw new CommandException("unknown-host", e.getMessage());
    }
    Lookup lookup = journey.run(known.path(), diagnosis, Long.MAX_VALUE / 4);
    return lookup.truncated() ? completed(lookup, known) : lookup;
  }

  private Lookup completed(Lookup lookup, KnownPath known) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (Lookup.Query query : lookup.queries()) {
      if (query.answer().isPresent() && query.answer().get().truncated()) {
        messages.add(query.message());
      }
    }
    DnsTalk talk = new DnsTalk(messages);
    overTcp = Optional.of(journey.converse(known, NameLookup.PORT, talk));
    return talk.complete(lookup);
  }
}
