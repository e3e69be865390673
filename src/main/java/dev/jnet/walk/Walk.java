package dev.jnet.walk;

import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import dev.jnet.walk.url.Url;
import java.util.List;
import java.util.Optional;

/**
 * The result of fetching a URL, with everything that was seen on the way.
 *
 * @param asked the URL as it was asked for
 * @param legs one for the URL, and one for each redirect that was followed
 * @param verdict what came of it
 * @param practice whether the network was a practice network
 * @param programs how the packets of programs on this machine fare on the way to the same place,
 *     where that differs
 * @param tally what was sent and received for all legs
 */
public record Walk(
    Url asked,
    List<Leg> legs,
    Verdict verdict,
    boolean practice,
    ProgramTraffic programs,
    Tally tally) {
  /** The most redirects that are followed. */
  public static final int MAX_REDIRECTS = 5;

  /** What a walk can come to. */
  public enum Outcome {
    /** The answer arrived completely. */
    ARRIVED,
    /** The server answered that it will not, or cannot: a status of 400 or more. */
    REFUSED,
    /** The answer is a redirect, which the user wanted not to be followed. */
    REDIRECTED,
    /** There were more redirects than are followed. */
    TOO_MANY_REDIRECTS,
    /** A redirect leads to a URL that cannot be fetched. */
    BAD_REDIRECT,
    /** There is no such name. */
    NO_SUCH_NAME,
    /** The name has no address of the kind that was asked for. */
    NO_ADDRESS,
    /** No name server answered. */
    RESOLVER_SILENT,
    /** The name server answered that it could not or would not look the name up. */
    RESOLVER_FAILED,
    /** This machine has no route to the address. */
    NO_ROUTE,
    /** The next hop does not answer ARP or neighbor discovery. */
    NO_NEXT_HOP,
    /** No program listens on the port. */
    PORT_CLOSED,
    /** The SYNs are dropped, or refused with an ICMP error. */
    FILTERED,
    /** TLS failed, or its certificate is not to be trusted. */
    TLS_FAILED,
    /** The connection was reset before all had come. */
    RESET,
    /** The transfer stalled. */
    STALLED,
    /** The other side kept sending, and its answer did not end. */
    ENDLESS,
    /** The walk took longer than the time for a whole connection. */
    OUT_OF_TIME,
    /** The body is larger than the limit. */
    TOO_LARGE,
    /** The body is shorter than announced. */
    SHORT_BODY,
    /** The header fields do not end. */
    ENDLESS_HEAD,
    /** The answer breaks the rules of its protocol. */
    BAD_ANSWER,
    /** The body could not be written to its file. */
    NOT_WRITTEN,
    /** The interface went down, or this machine's network was changed on the way. */
    LINK_BROKEN,
    /** The walk was stopped before its end. */
    STOPPED
  }

  /**
   * What came of it.
   *
   * @param detail further words on the outcome; may be empty
   */
  public record Verdict(Outcome outcome, String detail) {
    /** Whether the walk fetched what was asked for. */
    public boolean isGood() {
      return outcome == Outcome.ARRIVED || outcome == Outcome.REDIRECTED;
    }

    /**
     * Whether another address of the name need not be tried: only false where this address did not
     * let a connection be opened.
     */
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

    /**
     * Whether the reason lies in the name or in this machine, and not in the server: exit code 2.
     */
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
