package dev.jnet.walk;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.walk.url.Url;
import java.util.List;
import java.util.Optional;

/**
 * A walk from a URL to what is there, with everything that was seen on the way.
 *
 * @param asked the URL as it was asked for
 * @param legs the first one, and one for each redirect that was followed
 * @param verdict what came of it
 * @param practice whether it led through a practice network
 * @param programs what this machine's kernel got of the last connection, where that is not what the
 *     walk got
 */
public record Walk(
    Url asked, List<Leg> legs, Verdict verdict, boolean practice, Optional<KernelAnswer> programs) {
  /** Redirects that are followed at most. */
  public static final int MAX_REDIRECTS = 5;

  /** What a walk can come to. */
  public enum Outcome {
    /** It led to what was asked for. */
    ARRIVED,
    /** The server answered that it will not, or cannot: a status of 400 or more. */
    REFUSED,
    /** A redirect was not followed, as was wished. */
    REDIRECTED,
    /** More redirects than are followed. */
    TOO_MANY_REDIRECTS,
    /** A redirect leads to where no walk can go. */
    BAD_REDIRECT,
    /** There is no such name. */
    NO_SUCH_NAME,
    /** The name has no address of the kind that was asked for. */
    NO_ADDRESS,
    /** No name server answered. */
    RESOLVER_SILENT,
    /** The name server answered that it cannot, or will not, tell. */
    RESOLVER_FAILED,
    /** There is no way to the address. */
    NO_ROUTE,
    /** The next hop does not answer ARP or neighbor discovery. */
    NO_NEXT_HOP,
    /** Nobody listens on the port. */
    PORT_CLOSED,
    /** The SYNs are dropped, or refused with an ICMP error. */
    FILTERED,
    /** TLS failed, or its certificate is not to be trusted. */
    TLS_FAILED,
    /** The connection was reset before all had come. */
    RESET,
    /** The transfer stalled. */
    STALLED,
    /** The other side kept sending, and its answer did not come to an end. */
    ENDLESS,
    /** It took longer than it may in all. */
    OUT_OF_TIME,
    /** The body is larger than we take. */
    TOO_LARGE,
    /** The body is shorter than announced. */
    SHORT_BODY,
    /** The header fields do not end. */
    ENDLESS_HEAD,
    /** The answer makes no sense. */
    BAD_ANSWER,
    /** The body could not be written to its file. */
    NOT_WRITTEN,
    /** The interface went down, or this machine's network was changed on the way. */
    LINK_BROKEN,
    /** It was stopped on the way. */
    STOPPED
  }

  /**
   * What came of it.
   *
   * @param detail what there is to say beyond the outcome; may be empty
   */
  public record Verdict(Outcome outcome, String detail) {
    /** Whether the walk led to what was asked for. */
    public boolean isGood() {
      return outcome == Outcome.ARRIVED || outcome == Outcome.REDIRECTED;
    }

    /** Whether there was a connection, whatever came of it. */
    public boolean isConnected() {
      return switch (outcome) {
        case NO_ROUTE, NO_NEXT_HOP, PORT_CLOSED, FILTERED -> false;
        default -> true;
      };
    }

    /** Whether the server's answer came to its end, whatever it says. */
    public boolean isWholeAnswer() {
      return switch (outcome) {
        case ARRIVED, REFUSED, REDIRECTED, TOO_MANY_REDIRECTS, BAD_REDIRECT -> true;
        default -> false;
      };
    }

    /** Whether it could not even be begun: a question of configuration, not of the target. */
    public boolean isTrouble() {
      return switch (outcome) {
        case NO_SUCH_NAME,
            NO_ADDRESS,
            RESOLVER_SILENT,
            RESOLVER_FAILED,
            NO_ROUTE,
            NOT_WRITTEN,
            LINK_BROKEN ->
            true;
        default -> false;
      };
    }
  }

  /** The last leg; empty when there was none at all. */
  public Optional<Leg> last() {
    return legs.isEmpty() ? Optional.empty() : Optional.of(legs.get(legs.size() - 1));
  }
}
