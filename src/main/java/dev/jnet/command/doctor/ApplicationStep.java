package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.ApplicationConclusions;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.TrustStore;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.UrlTalk;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationSettings;
import dev.jnet.walk.greeting.AddressLiteral;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.tls.TlsKeys;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks for what is at a URL, as a walk does, and reads as much of it as tells of stalls. */
record ApplicationStep(DoctorRun run, NetworkPath path, Ports.PortSet ports, Client client) {
  /** More than any packet, and more than a server sends before it waits for our ACKs. */
  private static final long ENOUGH = 256 << 10;

  /** Nothing new in this time is a stall, in ns. */
  private static final long PATIENCE = 3 * Nanos.SECOND;

  private static final long TIME = 10 * Nanos.SECOND;

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
    TcpSettings settings = ConversationSettings.of(path.target(), path.hop().mtu(), 2 * PATIENCE);
    long startedAt = path.link().now();
    String fields = LARGE;
    Leg asked = converse(leg, settings, fields);
    if (isRefused(asked) && !run.isStopped()) {
      fields = ""; // it may have been too large for the server
      asked = converse(leg, settings, fields);
    }
    if (asked.isWorthRetrial() && !run.isStopped()) {
      TcpSettings small = ConversationSettings.withSmallSegments(settings);
      asked = asked.withRetrial(Leg.Retrial.of(converse(leg, small, fields)));
    }
    return StepResult.of(
        StepName.APPLICATION,
        ApplicationConclusions.of(asked, ENOUGH),
        path.link().now() - startedAt);
  }

  /** Whether the server took the connection, and not the request. */
  private static boolean isRefused(Leg leg) {
    boolean reset = leg.conversed().orElseThrow().course() == ConversationResult.Course.RESET;
    return leg.page().filter(page -> page.status() >= 400 || reset).isPresent();
  }

  private Leg converse(Leg leg, TcpSettings settings, String fields) throws IOException {
    Url url = leg.url();
    UrlTalk spoken =
        new UrlTalk(
            url,
            new UrlTalk.Introduction(
                client.agent(), AddressLiteral.of(path.hop().source()), fields),
            new UrlTalk.Body(BodySink.none(), Long.MAX_VALUE),
            url.scheme() == Url.Scheme.HTTPS ? Optional.of(tls()) : Optional.empty());
    ConversationQuestion question =
        new ConversationQuestion(
            path.target(),
            new Port(url.port()),
            path.hop(),
            new Port(ports.nextTcp(path.target())),
            settings,
            PATIENCE,
            TIME,
            run.network().seed());
    NetworkPath.Outcome<ConversationResult> outcome =
        run.run(path, new Conversation(question, new Sample(spoken.talk(), ENOUGH)), 2 * TIME);
    outcome.orThrow();
    return spoken.heard(leg, outcome.result());
  }

  private TlsPlan tls() throws IOException {
    TrustStore store = TrustStore.of(client.named(), run.network().isPractice());
    return new TlsPlan(store.authorities(), store.name(), false, TlsKeys.none());
  }
}
