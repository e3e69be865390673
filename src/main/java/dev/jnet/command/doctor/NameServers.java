package dev.jnet.command.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.NameConclusions;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationSettings;
import dev.jnet.walk.dns.DnsTalk;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.dns.LookupQuestion;
import dev.jnet.walk.dns.NameLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Asks each name server of this machine for a name, by UDP and by TCP. */
record NameServers(DoctorRun run, Ports.PortSet ports, List<InetAddress> servers) {
  /** As many as the C library asks. */
  private static final int MAX_SERVERS = 3;

  private static final long PATIENCE = 2 * Nanos.SECOND;
  private static final List<Integer> VERSIONS = List.of(4, 6);

  /** The servers that can be asked; none where a program on this machine asks others itself. */
  static NameServers of(DoctorRun run, Ports.PortSet ports) throws IOException {
    Network network = run.network();
    boolean can = network.access().isWhole() && !network.isPractice();
    List<InetAddress> servers =
        can
            ? network.names().servers().stream()
                .filter(server -> !server.isLoopbackAddress())
                .limit(MAX_SERVERS)
                .toList()
            : List.of();
    return new NameServers(run, ports, servers);
  }

  /** The look-up with what each server answered, where there was a look-up and time enough. */
  NameStep addedTo(NameStep looked, String host, String filter) throws IOException {
    NameStep asked = looked.result().isAsked() ? looked.with(ask(host, filter)) : looked;
    return run.isStopped() ? looked : asked;
  }

  /** What the servers show, where their links are opened with this filter. */
  List<Finding> ask(String name, String filter) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (InetAddress server : servers) {
      if (!run.isStopped()) {
        String full = run.network().names().candidates(name).get(0);
        findings.addAll(ask(full, server, filter));
      }
    }
    return findings;
  }

  private List<Finding> ask(String name, InetAddress server, String filter) throws IOException {
    NetworkPath path;
    try {
      path = run.network().openBestAvailable(server, filter, Network.SNAP_FOR_DATA);
    } catch (IOException unreachable) {
      return List.of(NameConclusions.unreachable(name, server, unreachable.getMessage()));
    }
    NameLookup lookup;
    try {
      lookup = new NameLookup(question(name, server, path));
    } catch (IllegalArgumentException noName) {
      return List.of(); // DNS cannot carry it
    }
    NetworkPath.Outcome<Lookup> byUdp = run.run(path, lookup, 2 * PATIENCE);
    byUdp.orThrow();
    boolean silent = byUdp.result().outcome() == Lookup.Outcome.SILENT;
    boolean byTcp = !silent && byTcp(byUdp.result(), path);
    return NameConclusions.ofServer(byUdp.result(), byUdp.elapsed(), byTcp);
  }

  private LookupQuestion question(String name, InetAddress server, NetworkPath path)
      throws IOException {
    return new LookupQuestion(
        name,
        VERSIONS,
        server,
        path.hop(),
        new Port(ports.udp(server)),
        PATIENCE,
        run.network().seed());
  }

  /** Whether the server answers the same questions by TCP, as it must (RFC 7766 section 5). */
  private boolean byTcp(Lookup lookup, NetworkPath path) throws IOException {
    DnsTalk talk = new DnsTalk(lookup.queries().stream().map(Lookup.Query::message).toList());
    ConversationQuestion question =
        new ConversationQuestion(
            lookup.server(),
            new Port(NameLookup.PORT),
            path.hop(),
            new Port(ports.nextTcp(lookup.server())),
            ConversationSettings.of(lookup.server(), path.hop().mtu(), PATIENCE),
            PATIENCE,
            2 * PATIENCE,
            run.network().seed());
    NetworkPath.Outcome<ConversationResult> outcome =
        run.run(path, new Conversation(question, talk), 3 * PATIENCE);
    outcome.orThrow();
    return talk.steps() > 0;
  }
}
