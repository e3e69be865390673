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
 * @param again the same once more with small segments, after a stall
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
   * The same request with small segments.
   *
   * @param mss that we announced
   * @param body octets that came
   * @param complete whether all of it came
   */
  public record Retrial(int mss, ConversationResult.Course course, long body, boolean complete) {}

  /** How the time was spent. */
  public Split split() {
    return Split.of(this);
  }
}
