package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.greeting.GreetingTalk;
import dev.jnet.walk.http.BodySink;
import dev.jnet.walk.http.HttpTalk;
import dev.jnet.walk.tls.TlsPlan;
import dev.jnet.walk.tls.TlsTalk;
import dev.jnet.walk.url.Url;
import java.util.Optional;

/** What is spoken at the end of a URL: HTTP, or a greeting; inside TLS where the URL says so. */
public final class UrlTalk {
  private final Optional<HttpTalk> http;
  private final Optional<GreetingTalk> greeting;
  private final Optional<TlsTalk> tls;

  /**
   * How we introduce ourselves.
   *
   * @param agent the User-Agent of an HTTP request
   * @param address our own address as a mail server wants it (RFC 5321 section 4.1.3)
   * @param fields further fields of an HTTP request, each with its end of line
   */
  public record Introduction(String agent, String address, String fields) {
    /** An introduction without further fields. */
    public Introduction(String agent, String address) {
      this(agent, address, "");
    }
  }

  /**
   * What becomes of a body.
   *
   * @param sink where it goes
   * @param maxBytes of it that are taken at most
   */
  public record Body(BodySink sink, long maxBytes) {}

  /**
   * The talk for a URL.
   *
   * @param tls how TLS is spoken; empty where the URL asks for none
   */
  public UrlTalk(Url url, Introduction ours, Body body, Optional<TlsPlan> tls) {
    this.http =
        url.scheme().isWeb()
            ? Optional.of(
                new HttpTalk(url, ours.agent(), ours.fields(), body.sink(), body.maxBytes()))
            : Optional.empty();
    this.greeting =
        url.scheme().isWeb()
            ? Optional.empty()
            : Optional.of(new GreetingTalk(url.scheme(), ours.address()));
    this.tls = tls.map(plan -> new TlsTalk(url, plan, inner()));
  }

  private Talk inner() {
    return http.isPresent() ? http.get() : greeting.orElseThrow();
  }

  /** What goes over the connection. */
  public Talk talk() {
    return tls.isPresent() ? tls.get() : inner();
  }

  /** A leg, with the connection on which this was spoken and with what came of it. */
  public Leg heard(Leg leg, ConversationResult conversed) {
    return leg.withConversation(
        conversed,
        tls.map(TlsTalk::session),
        http.map(HttpTalk::page),
        greeting.map(GreetingTalk::transcript));
  }
}
