package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.NameLookup;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks name servers for each form of a name, one server after the other, until one knows it. */
final class DnsSearch {
  private final Journey journey;
  private final NameServerCall call;
  private final List<Lookup> lookups = new ArrayList<>();
  private Optional<NextHop> hop = Optional.empty();

  DnsSearch(Journey journey, Family family) {
    this.journey = journey;
    this.call = new NameServerCall(journey, family);
  }

  /**
   * Asks for each form of a name, until one is known.
   *
   * @throws IOException when no server can be reached
   */
  void ask(List<String> forms, List<InetAddress> servers) throws IOException {
    for (String form : forms) {
      Optional<Lookup> lookup = askAny(form, servers);
      boolean goOn = lookup.map(l -> l.outcome().mayBeKnownInAnotherForm()).orElse(true);
      if (!goOn || journey.isStopped()) {
        return;
      }
    }
  }

  /**
   * The answer of the first server that knows the name. If none does, the answer of the last one.
   */
  private Optional<Lookup> askAny(String name, List<InetAddress> servers) throws IOException {
    Optional<Lookup> lookup = Optional.empty();
    IOException noWay = null;
    for (InetAddress each : servers) {
      try {
        journey.network().paths().routeFor(Via.udp(new Port(NameLookup.PORT)));
        KnownPath known = journey.towards(each, journey.time().patience());
        hop = Optional.of(known.nextHop());
        if (known.isOpen()) {
          lookup = Optional.of(call.ask(name, each, known));
          lookups.add(lookup.get());
        }
      } catch (HostException | CommandException e) {
        noWay = e;
      }
      boolean told = lookup.map(l -> l.outcome().isTold()).orElse(false);
      if (told || journey.isStopped()) {
        return lookup;
      }
    }
    if (lookup.isEmpty() && !journey.isStopped()) {
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
            + (Addresses.version(next.hop().nextHop()) == 4 ? "ARP" : "neighbor discovery")
            + " on "
            + next.hop().interfaceName());
  }

  /** The addresses in the last server's answer; empty when no server was asked. */
  List<InetAddress> addresses() {
    return lookups.isEmpty() ? List.of() : lookups.get(lookups.size() - 1).addresses();
  }

  /** The look-ups in their order: one for each server and each form of the name. */
  List<Lookup> lookups() {
    return List.copyOf(lookups);
  }

  /** The next hop to the server that was asked last; empty when none was asked. */
  Optional<NextHop> hop() {
    return hop;
  }

  /**
   * The TCP connection that brought an answer which UDP had cut short; empty when there was none.
   */
  Optional<ConversationResult> overTcp() {
    return call.overTcp();
  }
}
