package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import java.util.Optional;

/**
 * One stretch of a walk: from one URL to the answer from there.
 *
 * @param url where it leads
 * @param naming how the name became an address
 * @param hop how packets leave; empty when it did not come so far
 * @param conversed the connection
 * @param tls what became of TLS on it
 * @param page what HTTP brought
 * @param transcript what a server that speaks in lines has said
 * @param again what a second request with small segments brought, after a stall
 */
public record Leg(
    Url url,
    Naming naming,
    Optional<NextHop> hop,
    Optional<ConversationResult> conversed,
    Optional<TlsSession> tls,
    Optional<Page> page,
    Optional<Transcript> transcript,
    Optional<Retrial> again) {
  /** A way with a smaller MTU carries nothing but small segments: IPv6's smallest (RFC 8200). */
  private static final int SMALL_MTU = 1280;

  /**
   * The same request with small segments.
   *
   * @param mss that we announced
   * @param body bytes that came
   * @param complete whether all of it came
   */
  public record Retrial(int mss, ConversationResult.Course course, long body, boolean complete) {
    /** What a leg brought that was walked again with small segments. */
    public static Retrial of(Leg second) {
      ConversationResult conversed = second.conversed().orElseThrow();
      return new Retrial(
          conversed.question().settings().syn().mss(),
          conversed.course(),
          second.page().map(Page::body).orElse(0L),
          second.page().map(Page::isComplete).orElse(false));
    }
  }

  /** A leg of which nothing is known but how the name became an address. */
  public static Leg begun(Url url, Naming naming) {
    return new Leg(
        url,
        naming,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This leg, and how its packets leave. */
  public Leg withHop(NextHop next) {
    return new Leg(url, naming, Optional.of(next), conversed, tls, page, transcript, again);
  }

  /** This leg, and what was said on it. */
  public Leg withConversation(
      ConversationResult connection,
      Optional<TlsSession> session,
      Optional<Page> fetched,
      Optional<Transcript> lines) {
    return new Leg(url, naming, hop, Optional.of(connection), session, fetched, lines, again);
  }

  /** This leg, and what a request with small segments brought. */
  public Leg withRetrial(Retrial retrial) {
    return new Leg(url, naming, hop, conversed, tls, page, transcript, Optional.of(retrial));
  }

  /**
   * Whether small segments could tell more of a stall: a page can be asked for again, and the link
   * carries larger ones.
   */
  public boolean isWorthRetrial() {
    return url.scheme().isWeb()
        && conversed.flatMap(ConversationResult::stall).isPresent()
        && hop.orElseThrow().hop().mtu() > SMALL_MTU;
  }

  /** How the time was spent. */
  public Split split() {
    return Split.of(this);
  }
}
