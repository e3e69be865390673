package dev.jnet.report.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Where;
import dev.jnet.finding.Certainty;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.InterfaceDrops;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.OwnNatRewrites;
import dev.jnet.finding.LocalFinding.ProgramsRerouted;
import dev.jnet.finding.LocalFinding.RepliesByOtherInterface;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.StationsStacked;
import dev.jnet.finding.NameFinding.NameServerFailed;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.report.AddressText;
import dev.jnet.report.DepartureText;
import dev.jnet.report.InterfaceFaultText;
import dev.jnet.report.Plain;
import dev.jnet.report.RouteLimitsText;
import dev.jnet.report.WaysBackText;
import dev.jnet.wire.Addresses;

/** A cause as one sentence, which says how sure it is. */
public final class CauseText {
  private CauseText() {}

  /** The sentence, with its full stop. A terminal obeys nothing in it, whoever wrote its parts. */
  public static String sentence(Cause cause) {
    String statement = Plain.line(statement(cause));
    return switch (cause.certainty().degree()) {
      case SEEN -> begun(statement) + ".";
      case INFERRED ->
          (statement.contains("probably ") ? begun(statement) : "Probably " + statement) + ".";
      case GUESSED -> begun(statement) + " (a guess: other causes look the same).";
    };
  }

  /** The beginning of a sentence. A name or an address stays as it was written. */
  private static String begun(String statement) {
    int end = statement.indexOf(' ');
    boolean word = statement.substring(0, Math.max(end, 0)).chars().allMatch(Character::isLetter);
    return word ? Character.toUpperCase(statement.charAt(0)) + statement.substring(1) : statement;
  }

  private static String statement(Cause cause) {
    String target = target(cause);
    return switch (cause.code()) {
      case "name-unknown" ->
          "there is no host named "
              + target
              + ": the answer to the look-up says so, which is no fault of the network";
      case "name-without-address" -> target + " has no address of the family that was asked for";
      case "name-servers-fail" -> "no name server tells this machine the address of " + target;
      case "name-server-silent" ->
          "the name server "
              + Addresses.text(cause.finding(NameServerSilent.class).server())
              + " does not answer, so that look-ups wait for it";
      case "name-server-fails" ->
          "the name server "
              + Addresses.text(cause.finding(NameServerFailed.class).server())
              + " cannot look names up: "
              + cause.finding(NameServerFailed.class).words();
      case "long-answers-lost" ->
          "the answer of the name server "
              + Addresses.text(cause.finding(NameServerSilent.class).server())
              + " is too long for UDP, and it does not answer by TCP";
      case "name-server-without-tcp" ->
          "the name server "
              + Addresses.text(cause.finding(NameServerSilent.class).server())
              + " does not answer by TCP, which long answers need";
      case "name-slow" -> "the look-up of the name takes more than a second";
      case "interface-down", "no-route", "route-refuses", "no-source-address", "no-ipv6" ->
          "this machine cannot send to "
              + target
              + ": "
              + cause.finding(RouteMissing.class).words();
      case "connection-table-full" -> {
        ConnectionTableFull full = cause.finding(ConnectionTableFull.class);
        yield "this machine's table of tracked connections is full ("
            + full.entries()
            + " of "
            + full.limit()
            + "), so that its programs cannot open connections to "
            + target;
      }
      case "firewall-here" -> here(cause, target);
      case "next-hop-silent" -> silent(cause.finding(NextHopSilent.class));
      case "duplicate-address" ->
          "several stations on the link claim "
              + AddressText.unscoped(cause.finding(AddressDuplicated.class).address())
              + ", so that packets go to one or the other";
      case "refused-on-path" -> refused(cause.finding(Refused.class), target);
      case "no-answer" -> noAnswer(cause.finding(NotReached.class), target);
      case "packet-loss", "some-loss" -> lost(cause.finding(EchoLost.class), target);
      default -> others(cause, target);
    };
  }

  private static String others(Cause cause, String target) {
    return switch (cause.code()) {
      case "port-closed" ->
          "connections to port "
              + cause.finding(PortClosed.class).port()
              + " of "
              + target
              + " are reset: no program listens there, or a firewall on the path refuses them";
      case "one-path-broken" ->
          "one of several equal paths to "
              + target
              + " is broken: connections from "
              + cause.finding(SomeFlowsSilent.class).silent().size()
              + " of "
              + cause.finding(SomeFlowsSilent.class).flows()
              + " ports of this machine are never answered";
      case "port-filtered" -> filtered(cause.finding(PortFiltered.class), target);
      case "path-mtu-cached" ->
          "this machine's kernel remembers a path MTU of "
              + cause.finding(StaleCache.class).cached()
              + " bytes, and "
              + cause.finding(StaleCache.class).measured()
              + " bytes were measured";
      case "route-limits-size" -> RouteLimitsText.of(cause.finding(RouteLimitsSize.class).limits());
      case "macvlan-here" ->
          silent(cause.finding(NextHopSilent.class))
              + ", or a macvlan on "
              + cause.finding(StationsStacked.class).interfaceName()
              + " of this machine, as of a container, which this machine itself cannot reach";
      case "proxy-neighbor", "bridge-filter-here" ->
          LocalFindingText.of(cause.finding(LocalFinding.class));
      case "reverse-path-filter" -> {
        ReversePathDrops drops = cause.finding(ReversePathDrops.class);
        yield WaysBackText.dropped(drops.replies(), drops.interfaceName());
      }
      case "replies-by-other-interface" -> {
        RepliesByOtherInterface other = cause.finding(RepliesByOtherInterface.class);
        yield WaysBackText.taken(other.replies(), other.interfaceName());
      }
      case "reports-dropped-here" ->
          "this machine's own packet filter (firewall) keeps the reports that packets are too big"
              + " from its programs, so that their connections hang when they send large packets";
      case "own-nat" -> DepartureText.of(cause.finding(OwnNatRewrites.class).departure());
      case "programs-rerouted" ->
          DepartureText.of(cause.finding(ProgramsRerouted.class).departure());
      case "replies-reordered" ->
          "packets or the replies to them overtake each other, which may slow TCP down: paths may"
              + " be chosen packet by packet";
      case "translated-by-nat64" ->
          "NAT64 translates between this machine and " + target + ", which has IPv4 alone";
      case "dont-fragment-cleared" ->
          "a router clears DF, so that large packets arrive in fragments";
      case "replies-in-fragments" ->
          "replies come back in fragments: the target takes the return path for narrower";
      case "ping-not-answered" ->
          target + " does not answer ping, which is allowed: other packets are answered";
      case "reports-rationed" -> "a router limits how many ICMP errors it sends";
      case "answers-rationed" -> "a router on the path limits its answers";
      case "answered-by-another" -> "another address answers for " + target;
      default -> SizeCauseText.of(cause, target);
    };
  }

  private static String target(Cause cause) {
    String name = cause.of().name();
    return cause.of().address().map(address -> AddressText.target(name, address)).orElse(name);
  }

  private static String here(Cause cause, String target) {
    for (Finding each : cause.findings()) {
      if (each instanceof InterfaceDrops drops) {
        return "packets for "
            + target
            + " do not leave this machine: "
            + InterfaceFaultText.notTaken(drops.interfaceName(), drops.frames());
      }
    }
    return "this machine's own packet filter (firewall) keeps its programs from talking to "
        + target
        + ", which answers";
  }

  private static String silent(NextHopSilent silent) {
    String address = AddressText.unscoped(silent.nextHop());
    String who =
        silent.target() ? "the target " + address : "the router " + address + ", the first hop,";
    String question = Addresses.version(silent.nextHop()) == 4 ? "ARP" : "neighbor discovery";
    return who
        + " does not answer "
        + question
        + " on "
        + silent.interfaceName()
        + ": it is down, or not on this link"
        + (silent.bridge()
            ? ", or a filter of "
                + silent.interfaceName()
                + ", which is a bridge of this machine, drops the question or the answer"
            : "");
  }

  private static String refused(Refused refused, String target) {
    boolean seen = refused.grounds().certainty().degree() == Certainty.Degree.SEEN;
    return Addresses.text(refused.by())
        + (seen ? " at hop " + refused.hop() : ", probably at hop " + refused.hop() + ",")
        + " refuses packets to "
        + target
        + ": "
        + refused.reason();
  }

  private static String noAnswer(NotReached none, String target) {
    String where =
        none.hop() <= 1
            ? "not even the first router answers"
            : "the last router that answers is at hop " + (none.hop() - 1);
    return target + " answers nothing, and " + where;
  }

  private static String lost(EchoLost lost, String target) {
    return lost.sent()
        - lost.received()
        + " of "
        + lost.sent()
        + " small packets to "
        + target
        + " or their answers were lost";
  }

  private static boolean isGuess(Finding finding) {
    return finding.grounds().certainty().degree() == Certainty.Degree.GUESSED;
  }

  private static String filtered(PortFiltered filtered, String target) {
    String port = "port " + filtered.port() + " of " + target;
    return filtered.by().isPresent()
        ? Addresses.text(filtered.by().get())
            + " does not let connections to "
            + port
            + " through: "
            + filtered.reason()
        : "nothing answers connections to "
            + port
            + ", neither an acceptance nor a reset: a firewall probably drops them"
            + (isGuess(filtered) ? ", or they were lost" : "");
  }

  /** The words for the place of a cause, to follow a statement. */
  public static String place(Where where) {
    String address = where.address().map(by -> " (" + Addresses.text(by) + ")").orElse("");
    return switch (where.kind()) {
      case HERE -> " on this machine";
      case LINK -> " on the first link";
      case HOP -> " behind hop " + where.hop() + address;
      case NAMES -> " at the name servers";
      case PATH -> " somewhere on the path";
      case TARGET -> " at the target";
    };
  }
}
