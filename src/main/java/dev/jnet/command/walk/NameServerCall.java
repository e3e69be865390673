package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.DnsTalk;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.LookupQuestion;
import dev.jnet.walk.dns.NameLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Asks one name server for one name: over UDP, and over TCP when the answer was cut short. */
final class NameServerCall {
  private static final long MIN_PATIENCE = Nanos.SECOND;

  private final Journey journey;
  private final Family family;
  private Optional<ConversationResult> overTcp = Optional.empty();

  NameServerCall(Journey journey, Family family) {
    this.journey = journey;
    this.family = family;
  }

  /**
   * Asks a server.
   *
   * @throws CommandException when DNS cannot carry such a name
   */
  Lookup ask(String name, InetAddress server, KnownPath known) throws IOException {
    LookupQuestion question =
        new LookupQuestion(
            name,
            versions(),
            server,
            known.path().hop(),
            new Port(journey.udpPort(server)),
            Math.max(MIN_PATIENCE, journey.time().patience() / 2),
            journey.nextSeed());
    NameLookup diagnosis;
    try {
      diagnosis = new NameLookup(question);
    } catch (IllegalArgumentException e) {
      throw new CommandException("unknown-host", e.getMessage());
    }
    Lookup lookup = journey.run(known.path(), diagnosis);
    return lookup.truncated().isEmpty() ? lookup : completed(lookup, known);
  }

  private List<Integer> versions() {
    return switch (family) {
      case ANY -> List.of(4, 6);
      case IPV4 -> List.of(4);
      case IPV6 -> List.of(6);
    };
  }

  private Lookup completed(Lookup lookup, KnownPath known) throws IOException {
    DnsTalk talk = new DnsTalk(lookup.truncated().stream().map(Lookup.Query::message).toList());
    TcpSettings settings = known.settings(journey.time().patience());
    overTcp = Optional.of(journey.converse(known, NameLookup.PORT, talk, settings));
    return talk.complete(lookup);
  }

  /**
   * The TCP connection that brought an answer which UDP had cut short; empty when there was none.
   */
  Optional<ConversationResult> overTcp() {
    return overTcp;
  }
}
