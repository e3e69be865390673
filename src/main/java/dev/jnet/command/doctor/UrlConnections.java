package dev.jnet.command.doctor;

import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.TrustStore;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.Leg;
import dev.jnet.walk.UrlTalk;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.greeting.AddressLiteral;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.tls.TlsKeys;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.Optional;

/**
 * Connections on which the protocol of a URL is spoken.
 *
 * @param enough bytes of a body after which a connection is given up
 */
record UrlConnections(
    DoctorRun run,
    NetworkPath path,
    Ports.PortSet ports,
    ApplicationStep.Client client,
    long enough) {
  /** Nothing new in this time is a stall, in ns. */
  static final long PATIENCE = 3 * Nanos.SECOND;

  private static final long TIME = 10 * Nanos.SECOND;

  /**
   * What is said on a new connection.
   *
   * @param leg with the URL, and with how packets leave
   * @param fields further fields of an HTTP request, each with its end of line
   */
  Leg converse(Leg leg, TcpSettings settings, String fields) throws IOException {
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
        run.run(path, new Conversation(question, new Sample(spoken.talk(), enough)), 2 * TIME);
    outcome.orThrow();
    return spoken.heard(leg, outcome.result());
  }

  private TlsPlan tls() throws IOException {
    TrustStore store = TrustStore.of(client.named(), run.network().isPractice());
    return new TlsPlan(store.authorities(), store.name(), false, TlsKeys.none());
  }
}
