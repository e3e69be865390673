package dev.jnet.finding;

import dev.jnet.finding.ApplicationFinding.AnswerBroken;
import dev.jnet.finding.ApplicationFinding.ApplicationAnswered;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.FirstByteSlow;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.ApplicationFinding.TlsUnanswered;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows about an application from a connection on which it was spoken. */
public final class ApplicationConclusions {
  /** A first byte that takes longer than this, in ns, is slow. */
  private static final long SLOW = Nanos.SECOND;

  private ApplicationConclusions() {}

  /**
   * What a leg of a walk showed; empty where it was broken off before anything was known.
   *
   * @param enough bytes of a body after which the connection was given up on purpose
   */
  public static List<Finding> of(Leg leg, long enough) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    long bytes = conversed.in().payload();
    Outcome outcome = Judge.of(leg).outcome();
    if (leg.page().filter(page -> page.body() >= enough).isPresent()) {
      return answered(leg);
    }
    return switch (outcome) {
      case ARRIVED, REDIRECTED, REFUSED -> answered(leg);
      case TLS_FAILED -> List.of(tls(leg.tls().orElseThrow()));
      case STALLED -> List.of(stalled(leg, bytes, enough));
      case RESET -> List.of(new ConnectionReset(bytes, Grounds.seen(came(Came.RESET))));
      case ENDLESS, ENDLESS_HEAD, SHORT_BODY, BAD_ANSWER ->
          List.of(new AnswerBroken(words(leg, outcome), Grounds.seen(came(Came.ANSWER))));
      default -> List.of();
    };
  }

  private static List<Finding> answered(Leg leg) {
    Grounds seen = Grounds.seen(came(Came.ANSWER));
    Optional<Page> page = leg.page();
    ConversationResult conversed = leg.conversed().orElseThrow();
    long firstByte =
        page.map(each -> each.firstAt() - each.requestedAt())
            .orElse(conversed.times().firstReceived() - conversed.times().established());
    List<Finding> findings = new ArrayList<>();
    if (page.isPresent() && page.get().status() >= 400) {
      findings.add(new HttpError(page.get().status(), page.get().statusLine(), seen));
    }
    if (firstByte > SLOW) {
      findings.add(new FirstByteSlow(firstByte, seen));
    }
    findings.add(
        new ApplicationAnswered(
            page.map(each -> OptionalInt.of(each.status())).orElse(OptionalInt.empty()),
            Math.max(0, firstByte),
            page.map(Page::body).orElse(conversed.in().payload()),
            conversed.in().largestPacket(),
            seen));
    return findings;
  }

  private static Finding tls(TlsSession session) {
    TlsSession.Fault fault = session.fault().orElseThrow();
    String issuer = session.certificates().isEmpty() ? "" : session.certificates().get(0).issuer();
    return new TlsFailed(fault.kind(), fault.detail(), issuer, Grounds.seen(came(Came.ANSWER)));
  }

  private static Finding stalled(Leg leg, long bytes, long enough) {
    Optional<Leg.Retrial> small =
        leg.again().filter(again -> again.complete() || again.body() >= enough);
    int headers = headers(leg) + Tcp.HEADER;
    OptionalInt passing =
        small.isPresent() ? OptionalInt.of(small.get().mss() + headers) : OptionalInt.empty();
    long unacknowledged =
        leg.conversed()
            .flatMap(ConversationResult::stall)
            .filter(ConversationResult.Stall::largeOnesOfOursVanish)
            .map(stall -> (long) stall.unacknowledged())
            .orElse(0L);
    boolean silent = leg.again().isPresent() && passing.isEmpty();
    if (silent && bytes == 0 && unacknowledged == 0 && leg.tls().isPresent()) {
      return new TlsUnanswered(Grounds.seen(came(Came.NOTHING)));
    }
    return new TransferStalled(bytes, unacknowledged, passing, Grounds.seen(came(Came.NOTHING)));
  }

  private static int headers(Leg leg) {
    return Addresses.version(leg.conversed().orElseThrow().question().target()) == 4
        ? Ipv4.HEADER
        : Ipv6.HEADER;
  }

  private static String words(Leg leg, Outcome outcome) {
    return switch (outcome) {
      case ENDLESS -> "bytes come, and the answer does not end";
      case ENDLESS_HEAD -> "its header fields do not end";
      case SHORT_BODY -> "the body is shorter than announced";
      default ->
          leg.page().flatMap(Page::fault).filter(Page.Fault.NO_ANSWER::equals).isPresent()
              ? "the server closed the connection without an answer"
              : "what came is not what is spoken at " + leg.url().scheme().word() + " URLs";
    };
  }

  private static Observation came(Came came) {
    return came == Came.NOTHING
        ? Observation.silence(Sent.REQUEST, 0, 1)
        : Observation.of(Sent.REQUEST, 0, 1, came, Optional.empty());
  }
}
