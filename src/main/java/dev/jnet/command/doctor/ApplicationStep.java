package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.ApplicationConclusions;
import dev.jnet.finding.Finding;
import dev.jnet.finding.WalkConclusions;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.TrustStore;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationSettings;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for what is at a URL, as a walk does, and reads as much of it as tells of stalls. */
record ApplicationStep(DoctorRun run, NetworkPath path, Ports.PortSet ports, Client client) {
  /** More than any packet, and more than a server sends before it waits for our ACKs. */
  private static final long ENOUGH = 256 << 10;

  /**
   * Makes the request larger than packets: large segments are tried both ways, and nothing changes
   * on the server, as it could with a POST. Servers take 8 kB of fields.
   */
  private static final String LARGE = "X-Padding: " + "x".repeat(6000) + "\r\n";

  /**
   * Who asks.
   *
   * @param agent what jnet calls itself in a request
   * @param named the authorities that the user trusts; empty for the usual ones
   */
  record Client(String agent, Optional<TrustStore> named) {}

  StepResult ask(Url url) throws IOException {
    Leg leg =
        Leg.begun(url, Naming.literal(path.target()))
            .withHop(
                new NextHop(
                    path.target(),
                    path.hop(),
                    NextHop.Means.ASKED_BEFORE,
                    path.isRouted(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    0));
    TcpSettings settings =
        ConversationSettings.of(path.target(), path.hop().mtu(), 2 * UrlConnections.PATIENCE);
    long startedAt = path.link().now();
    String fields = LARGE;
    UrlConnections connections = new UrlConnections(run, path, ports, client, ENOUGH);
    Leg asked = connections.converse(leg, settings, fields);
    if (isRefused(asked) && !run.isStopped()) {
      fields = ""; // it may have been too large for the server
      asked = connections.converse(leg, settings, fields);
    }
    if (asked.isWorthRetrial() && !run.isStopped()) {
      TcpSettings small = ConversationSettings.withSmallSegments(settings);
      asked = asked.withRetrial(Leg.Retrial.of(connections.converse(leg, small, fields)));
    }
    List<Finding> findings = new ArrayList<>(ApplicationConclusions.of(asked, ENOUGH));
    if (leavesWayBackUntried(asked) && !run.isStopped()) {
      Leg small = connections.converse(leg, settings, "");
      Optional<Leg.Retrial> again = asked.again().map(ApplicationStep::ofWhatIsRead);
      WalkConclusions.ofStall(again.map(small::withRetrial).orElse(small))
          .filter(lost -> !lost.there())
          .ifPresent(findings::add);
    }
    return StepResult.of(StepName.APPLICATION, findings, path.link().now() - startedAt);
  }

  /** Whether the server took the connection, and not the request. */
  private static boolean isRefused(Leg leg) {
    boolean reset = leg.conversed().orElseThrow().course() == ConversationResult.Course.RESET;
    return leg.page().filter(page -> page.status() >= 400 || reset).isPresent();
  }

  /** A second request of which as much came as is read has brought all. */
  private static Leg.Retrial ofWhatIsRead(Leg.Retrial again) {
    boolean complete = again.complete() || again.body() >= ENOUGH;
    return new Leg.Retrial(again.mss(), again.course(), again.body(), complete);
  }

  /** Whether the request was too large for the path, so that no large segment was asked for. */
  private static boolean leavesWayBackUntried(Leg leg) {
    return leg.conversed()
        .flatMap(ConversationResult::stall)
        .filter(ConversationResult.Stall::largeOnesOfOursVanish)
        .isPresent();
  }
}
