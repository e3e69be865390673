package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import java.util.Optional;

/**
 * One part of a walk: one URL, and what was received from there.
 *
 * @param url of this part
 * @param naming how the name became an address
 * @param hop how packets leave; empty when the walk ended before that was known
 * @param conversed the connection; empty when none was tried
 * @param tls the TLS session on it; empty without TLS
 * @param page the answer by HTTP; empty with another protocol
 * @param transcript the lines of an SSH, SMTP or FTP server; empty with another protocol
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
  /**
   * A link with this MTU or less carries only small segments: IPv6's minimum in bytes (RFC 8200
   * section 5).
   */
  private static final int SMALL_MTU = 1280;

  /**
   * The same request with small segments.
   *
   * @param mss in bytes that this host announced
   * @param body bytes of the body that came
   * @param complete whether all of it came
   */
  public record Retrial(int mss, ConversationResult.Course course, long body, boolean complete) {
    /** The result of a leg that was walked again with small segments. */
    public static Retrial of(Leg second) {
      ConversationResult conversed = second.conversed().orElseThrow();
      return new Retrial(
          conversed.question().settings().syn().mss(),
          conversed.course(),
          second.page().map(Page::body).orElse(0L),
          second.page().map(Page::isComplete).orElse(false));
    }
  }

  /** A leg of which only is known how the name became an address. */
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

  /** This leg with the way in which its packets leave. */
  public Leg withHop(NextHop next) {
    return new Leg(url, naming, Optional.of(next), conversed, tls, page, transcript, again);
  }

  /** This leg with its connection, and with what was received over it. */
  public Leg withConversation(
      ConversationResult connection,
      Optional<TlsSession> session,
      Optional<Page> fetched,
      Optional<Transcript> lines) {
    return new Leg(url, naming, hop, Optional.of(connection), session, fetched, lines, again);
  }

  /** This leg with the result of a request with small segments. */
  public Leg withRetrial(Retrial retrial) {
    return new Leg(url, naming, hop, conversed, tls, page, transcript, Optional.of(retrial));
  }

  /**
   * Whether a second request with small segments may explain a stall: a page can be asked for
   * again, and the link carries larger segments.
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
