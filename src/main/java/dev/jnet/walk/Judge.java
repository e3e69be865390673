package dev.jnet.walk;

import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.greeting.Transcript;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import java.util.Optional;

/** Says what a finished leg came to. */
public final class Judge {
  private Judge() {}

  /** The verdict on a name that has no address; empty for one that has. */
  public static Optional<Verdict> of(Naming naming) {
    if (naming.chosen().isPresent()) {
      return Optional.empty();
    }
    if (naming.last().isEmpty()) {
      return Optional.of(new Verdict(Outcome.NO_ADDRESS, ""));
    }
    Lookup last = naming.last().get();
    return switch (last.outcome()) {
      case FOUND, NO_ADDRESS -> Optional.of(new Verdict(Outcome.NO_ADDRESS, ""));
      case NO_SUCH_NAME -> Optional.of(new Verdict(Outcome.NO_SUCH_NAME, ""));
      case SILENT -> Optional.of(new Verdict(Outcome.RESOLVER_SILENT, ""));
      case REFUSED, INCOMPLETE -> Optional.of(new Verdict(Outcome.RESOLVER_FAILED, why(last)));
    };
  }

  private static String why(Lookup lookup) {
    if (lookup.refusal().isPresent()) {
      return lookup.refusal().get();
    }
    if (lookup.outcome() == Lookup.Outcome.INCOMPLETE) {
      return lookup.unanswered();
    }
    for (Lookup.Query query : lookup.queries()) {
      if (query.answer().isPresent() && query.answer().get().rcode() != DnsMessage.NOERROR) {
        return query.answer().get().rcodeName();
      }
    }
    return "";
  }

  /**
   * The verdict on a connection, and on what was received over it. The leg must have a connection.
   */
  public static Verdict of(Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    Course course = conversed.course();
    if (course == Course.PORT_CLOSED) {
      return new Verdict(Outcome.PORT_CLOSED, "");
    }
    if (course == Course.FILTERED) {
      return new Verdict(Outcome.FILTERED, "");
    }
    boolean unended = course == Course.STALLED || course == Course.ENDLESS;
    if (leg.tls().flatMap(TlsSession::fault).isPresent() && !unended) {
      return new Verdict(Outcome.TLS_FAILED, leg.tls().get().fault().get().detail());
    }
    if (leg.page().isPresent()) {
      Optional<Verdict> verdict = of(leg.page().get(), course);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    if (leg.transcript().isPresent()) {
      Transcript transcript = leg.transcript().get();
      if (transcript.complete()) {
        return new Verdict(Outcome.ARRIVED, "");
      }
      if (!transcript.fault().isEmpty()) {
        return new Verdict(Outcome.BAD_ANSWER, transcript.fault());
      }
    }
    return switch (course) {
      case RESET -> new Verdict(Outcome.RESET, "");
      case STALLED, HALF_CLOSED -> new Verdict(Outcome.STALLED, "");
      case ENDLESS, NEVER_STOPPED -> new Verdict(Outcome.ENDLESS, "");
      case OUT_OF_TIME -> new Verdict(Outcome.OUT_OF_TIME, "");
      default -> new Verdict(Outcome.STOPPED, "");
    };
  }

  private static Optional<Verdict> of(Page page, Course course) {
    if (page.fault().isPresent()) {
      Outcome outcome =
          switch (page.fault().get()) {
            case ENDLESS_HEAD -> Outcome.ENDLESS_HEAD;
            case ENDLESS_INTERIM -> Outcome.ENDLESS;
            case SHORT_BODY -> Outcome.SHORT_BODY;
            case TOO_LARGE -> Outcome.TOO_LARGE;
            case NOT_WRITTEN -> Outcome.NOT_WRITTEN;
            default -> Outcome.BAD_ANSWER;
          };
      return Optional.of(new Verdict(outcome, ""));
    }
    if (!page.isComplete() || course == Course.STOPPED) {
      return Optional.empty();
    }
    if (page.status() >= 400) {
      return Optional.of(new Verdict(Outcome.REFUSED, page.statusLine()));
    }
    boolean leadsOn = page.redirect().isPresent();
    return Optional.of(new Verdict(leadsOn ? Outcome.REDIRECTED : Outcome.ARRIVED, ""));
  }
}
