package dev.jnet.report.walk;

import dev.jnet.finding.LocalConclusions;
import dev.jnet.report.AddressText;
import dev.jnet.report.Programs;
import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import dev.jnet.walk.url.Url;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Says in one sentence how a walk ended. */
public final class WalkWords {
  private static final int MAX_TEXT = 200;
  private static final int MAX_PORT_NAME = 60;
  private static final int HTTPS_PORT = 443;

  private WalkWords() {}

  /** The sentence, without the URL before it. */
  public static String verdict(Walk walk) {
    Optional<Url> inClear =
        walk.last()
            .map(Leg::url)
            .filter(url -> url.scheme() == Url.Scheme.HTTP && url.port() == HTTPS_PORT)
            .filter(url -> !walk.verdict().isGood());
    return ending(walk)
        + inClear
            .map(url -> "https://" + AddressText.endpoint(url.host(), url.port()))
            .map(url -> "; port 443 usually wants https://: jnet walk " + url)
            .orElse("");
  }

  private static String ending(Walk walk) {
    Walk.Verdict verdict = walk.verdict();
    String detail = Text.printable(verdict.detail(), MAX_TEXT);
    Leg leg = walk.last().orElse(null);
    return switch (verdict.outcome()) {
      case ARRIVED -> arrived(leg);
      case REFUSED -> "the server answers: " + detail;
      case REDIRECTED ->
          "the server redirects to "
              + Text.printable(leg.page().orElseThrow().redirect().orElse(""), MAX_TEXT);
      case TOO_MANY_REDIRECTS ->
          "more than " + Walk.MAX_REDIRECTS + " redirects: not followed any further, to " + detail;
      case BAD_REDIRECT -> "the server redirects to where no walk can go: " + detail;
      case NO_SUCH_NAME ->
          "there is no such name: "
              + leg.url().host()
              + " (NXDOMAIN from "
              + Addresses.text(server(leg))
              + ")";
      case NO_ADDRESS -> noAddress(leg);
      case RESOLVER_SILENT ->
          "no name server answers: "
              + servers(leg.naming().servers())
              + (leg.naming().servers().size() == 1 ? " is" : " are")
              + " silent";
      case RESOLVER_FAILED ->
          "the name server "
              + Addresses.text(server(leg))
              + " does not tell an address: "
              + rcode(detail);
      case NO_ROUTE, LINK_BROKEN -> detail;
      case NO_NEXT_HOP -> noNextHop(leg.hop().orElseThrow()) + detail;
      case PORT_CLOSED -> "port " + leg.url().port() + " is closed: a reset answered the SYN";
      case FILTERED -> filtered(walk, leg);
      case TLS_FAILED -> tls(leg, detail);
      case RESET -> reset(leg);
      case STALLED -> "the transfer stalled: " + WalkStall.reason(leg);
      case ENDLESS -> WalkLimits.endless(leg);
      case OUT_OF_TIME -> WalkLimits.outOfTime(walk);
      case TOO_LARGE -> WalkLimits.tooLarge(leg.page().orElseThrow());
      case SHORT_BODY -> shortBody(leg.page().orElseThrow());
      case ENDLESS_HEAD ->
          "the header fields do not end: given up after "
              + leg.page().orElseThrow().headBytes()
              + " bytes of them";
      case BAD_ANSWER -> badAnswer(leg, detail);
      case NOT_WRITTEN -> "the body could not be written";
      case STOPPED -> "stopped before the end";
    };
  }

  private static InetAddress server(Leg leg) {
    return leg.naming().last().map(Lookup::server).orElseThrow();
  }

  static String servers(List<InetAddress> servers) {
    StringBuilder out = new StringBuilder();
    for (InetAddress each : servers) {
      out.append(out.length() > 0 ? ", " : "").append(Addresses.text(each));
    }
    return out.toString();
  }

  private static String rcode(String name) {
    return switch (name) {
      case "SERVFAIL" -> "SERVFAIL, it could not find out";
      case "REFUSED" -> "REFUSED, it does not answer this machine";
      default -> name;
    };
  }

  private static String arrived(Leg leg) {
    if (leg.page().isPresent()) {
      Page page = leg.page().get();
      return Text.printable(page.statusLine(), MAX_TEXT)
          + ", "
          + Text.count(page.body(), "byte")
          + " of body";
    }
    return leg.url().scheme().word().toUpperCase(java.util.Locale.ROOT) + " answers";
  }

  /** Why an address was given up, after which the next one was tried. */
  static String givenUp(Walk.Outcome outcome) {
    return switch (outcome) {
      case NO_ROUTE -> "there is no route to it";
      case NO_NEXT_HOP -> "its next hop does not answer";
      case PORT_CLOSED -> "the port is closed there";
      default -> "it does not answer the SYN";
    };
  }

  private static String noAddress(Leg leg) {
    List<InetAddress> addresses = leg.naming().addresses();
    if (!addresses.isEmpty()) {
      return leg.url().host() + " has no address of this kind, only " + servers(addresses);
    }
    return leg.naming().source() == Naming.Source.PLAN
        ? "unknown host: " + leg.url().host()
        : leg.url().host() + " exists, but has no address";
  }

  private static String noNextHop(NextHop hop) {
    return (hop.gateway() ? "the router " : "the target ")
        + Addresses.text(hop.hop().nextHop())
        + " does not answer "
        + (hop.means() == NextHop.Means.ARP ? "ARP" : "neighbor discovery")
        + " on "
        + hop.hop().interfaceName()
        + (hop.gateway() ? ": is it up, and the right one?" : ": it is down, or not on this link");
  }

  private static String filtered(Walk walk, Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    return "port "
        + leg.url().port()
        + " is filtered: "
        + conversed
            .refusal()
            .map(refusal -> Addresses.text(refusal.from()) + " says: " + refusal.error().inWords())
            .or(
                () ->
                    Programs.silence(
                        LocalConclusions.unheard(walk.programs(), walk.tally().elsewhere())))
            .orElse(
                "nothing answers the SYNs; a firewall drops them, the host is down, or they were"
                    + " lost");
  }

  private static String tls(Leg leg, String detail) {
    TlsSession session = leg.tls().orElseThrow();
    String host = leg.url().host();
    return switch (session.fault().orElseThrow().kind()) {
      case NAME_MISMATCH ->
          "the certificate is not for " + host + ", but for " + Text.printable(names(session), 160);
      case EXPIRED -> "the certificate has expired: " + detail;
      case NOT_YET_VALID -> "the certificate is not valid yet: " + detail;
      case UNKNOWN_AUTHORITY ->
          "no authority in the store has signed the certificate (" + session.store() + ")";
      case INVALID_CHAIN -> "the certificate is not valid: " + detail;
      case ALERT -> "TLS failed: " + detail;
      case NOT_TLS -> "what answers on port " + leg.url().port() + " is not TLS: " + detail;
      case CUT_OFF -> "the connection ended during TLS's handshake";
    };
  }

  static String names(TlsSession session) {
    if (session.certificates().isEmpty() || session.certificates().get(0).names().isEmpty()) {
      return "no name";
    }
    return String.join(", ", session.certificates().get(0).names());
  }

  private static String reset(Leg leg) {
    if (leg.page().isEmpty() || leg.page().get().status() == 0) {
      return "the other side reset the connection before it answered";
    }
    Page page = leg.page().get();
    return "the other side reset the connection in the middle of the body, after "
        + came(page)
        + (page.announced() >= 0 ? " of " + page.announced() + " bytes" : "");
  }

  private static String came(Page page) {
    return page.announced() >= 0 ? Long.toString(page.body()) : Text.count(page.body(), "byte");
  }

  private static String shortBody(Page page) {
    return page.framing() == Page.Framing.CHUNKED
        ? "the body ends early: the server closed after "
            + Text.count(page.body(), "byte")
            + ", before the last chunk"
        : "the body is shorter than announced: "
            + page.body()
            + " of "
            + page.announced()
            + " bytes, then the server closed";
  }

  private static String badAnswer(Leg leg, String detail) {
    if (leg.page().isEmpty()) {
      return leg.url().scheme().word() + ": " + detail;
    }
    Page page = leg.page().get();
    return switch (page.fault().orElseThrow()) {
      case NO_ANSWER -> "the server closed the connection without an answer";
      case NOT_HTTP ->
          page.statusLine().isEmpty()
              ? "the server closed the connection in the middle of its header"
              : "what answers does not speak HTTP/1: it begins \""
                  + Text.printable(page.statusLine(), MAX_PORT_NAME)
                  + "\"";
      case BAD_FIELD -> "a header field of the answer makes no sense";
      case BAD_LENGTH -> "the announced length of the body makes no sense";
      case BAD_CHUNK -> "the size of a chunk makes no sense";
      default -> "the answer makes no sense";
    };
  }
}
