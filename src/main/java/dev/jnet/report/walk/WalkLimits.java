package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.http.Page;
import java.util.Optional;

/** Says why jnet ended a transfer that the other side did not end. */
final class WalkLimits {
  private WalkLimits() {}

  /** The words for a side that kept sending, and whose answer did not end. */
  static String endless(Leg leg) {
    Optional<Page> page = leg.page();
    if (page.flatMap(Page::fault).filter(Page.Fault.ENDLESS_INTERIM::equals).isPresent()) {
      return "the server does not stop sending interim answers ("
          + Text.printable(page.orElseThrow().statusLine(), 60)
          + "): given up";
    }
    ConversationResult conversed = leg.conversed().orElseThrow();
    return "the server does not stop sending: "
        + Text.count(conversed.in().payload(), "byte")
        + " came, and no end of its "
        + part(leg)
        + " within "
        + Text.millis(conversed.question().patience())
        + " ms (-W, or half of -w): given up";
  }

  /** The part of the answer that does not end. */
  private static String part(Leg leg) {
    if (leg.tls().isPresent() && leg.tls().get().version().isEmpty()) {
      return "part of the TLS handshake";
    }
    if (leg.page().isPresent()) {
      return leg.page().get().status() == 0 ? "header" : "body";
    }
    return "reply";
  }

  /** The words for a walk that took longer than it may. */
  static String outOfTime(Walk walk) {
    Optional<Page> page = walk.last().flatMap(Leg::page).filter(answer -> answer.status() != 0);
    return "the time was up (-w): "
        + page.map(WalkLimits::came).orElse("there was no answer by then");
  }

  private static String came(Page page) {
    return Text.count(page.body(), "byte")
        + (page.announced() >= 0 ? " of " + page.announced() : "")
        + " of the body had come, and the server had not stopped";
  }

  /** The words for a body that is larger than it may be. */
  static String tooLarge(Page page) {
    return page.announced() > page.body()
        ? "the body is too large (--max-size): the server announces "
            + page.announced()
            + " bytes; cut off after "
            + page.body()
        : "the body is too large (--max-size): cut off after "
            + Text.count(page.body(), "byte")
            + ", and the server had not stopped";
  }
}
