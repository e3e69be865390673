package dev.jnet.report.finding;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Encapsulations.Guess;
import dev.jnet.finding.Observation;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.PathFinding;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.report.Programs;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Findings about a path in words. */
final class PathFindingText {
  private PathFindingText() {}

  static String label(PathFinding finding) {
    if (finding instanceof PathMtu) {
      return "How sure";
    }
    if (finding instanceof NarrowestHere || finding instanceof TooBigReported) {
      return "Bottleneck";
    }
    if (finding instanceof BlackHole) {
      return "Black hole";
    }
    if (finding instanceof RepliesFragmented
        || finding instanceof LargeRepliesLost
        || finding instanceof ReturnPathUntested) {
      return "Return path";
    }
    if (finding instanceof EncapsulationGuess) {
      return "Encapsulation";
    }
    if (finding instanceof PathsDiffer
        || finding instanceof PathsAgree
        || finding instanceof OtherFlowsUntested) {
      return "Flows";
    }
    if (finding instanceof BelowIpv6Minimum) {
      return "Too small";
    }
    if (finding instanceof StaleCache) {
      return "Kernel";
    }
    if (finding instanceof ClaimRefuted) {
      return "Ignored";
    }
    if (finding instanceof ReportsRationed || finding instanceof ReportFromOwnAddress) {
      return "Reports";
    }
    if (finding instanceof Unanswered) {
      return "Reason";
    }
    if (finding instanceof AnsweredByAnother || finding instanceof MiddleboxAnswers) {
      return "Answered by";
    }
    return finding instanceof PathMtuClaimed ? "Claimed" : "How sure";
  }

  static String of(PathFinding finding, Style style) {
    if (finding instanceof PathMtu) {
      return size(finding);
    }
    if (finding instanceof NarrowestHere here) {
      return narrowestHere(here);
    }
    if (finding instanceof PathMtuRange) {
      return size(finding);
    }
    if (finding instanceof PathMtuAtLeast least) {
      return least.bytes() + " bytes arrived; larger packets were not to be tried (--max)";
    }
    if (finding instanceof BelowIpv6Minimum below) {
      return FindingText.worded(
          "a link carries "
              + below.bytes()
              + " bytes only, where IPv6 needs 1280 (RFC 8200): that link has to be mended",
          below.grounds().certainty());
    }
    if (finding instanceof DontFragmentCleared cleared) {
      return "a router clears DF: packets up to "
          + cleared.bytes()
          + " bytes arrive, but larger ones than a link carries arrive in fragments";
    }
    if (finding instanceof PathMtuClaimed claimed) {
      return who(claimed.router())
          + " names an MTU of "
          + claimed.bytes()
          + " bytes; the target has answered nothing that confirms it";
    }
    if (finding instanceof TooBigReported reported) {
      return place(new Place(reported.hop(), reported.router())) + ": " + report(reported);
    }
    if (finding instanceof ReportsRationed rationed) {
      return Addresses.text(rationed.router())
          + " reported some of the packets that were too big, and probably limits how many"
          + " reports it sends, because others of them vanished";
    }
    return finding instanceof BlackHole hole ? blackHole(hole) : others(finding, style);
  }

  private static String others(PathFinding finding, Style style) {
    if (finding instanceof RepliesFragmented fragmented) {
      return "replies came in fragments, the largest of "
          + fragmented.bytes()
          + " bytes: the target takes the return path for narrower";
    }
    if (finding instanceof LargeRepliesLost lost) {
      return lost(lost);
    }
    if (finding instanceof ReportFromOwnAddress own) {
      return "the report came from this machine's own address, "
          + Addresses.text(own.address())
          + (own.hop() > 0 ? ", though from hop " + own.hop() : "")
          + ": the kernel ignores such reports, so large packets of programs here vanish";
    }
    if (finding instanceof ReturnPathUntested) {
      return "it may be the narrow one: a reply lost on its way back looks the same from here";
    }
    if (finding instanceof EncapsulationGuess guess) {
      return encapsulation(guess, style);
    }
    if (finding instanceof AnsweredByAnother another) {
      return another.others().stream().map(Addresses::text).collect(Collectors.joining(", "))
          + " in place of "
          + Addresses.text(another.target())
          + ": another address of the same host, or another host that got the packets";
    }
    if (finding instanceof MiddleboxAnswers box) {
      return "perhaps not "
          + Addresses.text(box.target())
          + ": the answers arrived with "
          + (Addresses.version(box.target()) == 4 ? "TTL " : "hop limit ")
          + box.hopLimit()
          + ", as from the next machine, and the route leads through "
          + Addresses.text(box.gateway())
          + ": a firewall, proxy or other middlebox may answer in its place, or it is that router itself (a guess)";
    }
    if (finding instanceof StaleCache cache) {
      return "remembers a path MTU of "
          + cache.cached()
          + " bytes for this target; "
          + cache.measured()
          + " bytes were measured";
    }
    if (finding instanceof PathsDiffer differ) {
      return differ(differ);
    }
    if (finding instanceof PathsAgree agree) {
      return "all " + agree.flows() + " that were asked carry " + agree.bytes() + " bytes";
    }
    if (finding instanceof OtherFlowsUntested) {
      return "routers may send other flows by narrower paths; jnet mtu --flows 8 asks several";
    }
    return finding instanceof ClaimRefuted claim
        ? refuted(claim)
        : unanswered((Unanswered) finding);
  }

  /** What arrived, and what became of packets that were one size larger. */
  private static String size(PathFinding finding) {
    List<Observation> evidence = finding.grounds().evidence();
    Observation passed = evidence.get(0);
    StringBuilder text = new StringBuilder();
    text.append(passed.bytes()).append(" bytes arrived");
    if (evidence.size() > 1) {
      Observation beyond = evidence.get(1);
      text.append("; ").append(beyond.bytes()).append(" bytes ");
      text.append(
          beyond.came() == Came.TOO_BIG
              ? "were reported as too big"
              : "never did in " + tries(beyond.times()));
    }
    if (finding.grounds().certainty().degree() == Degree.GUESSED) {
      text.append("; that this is the path MTU is a guess");
    }
    if (!(finding instanceof PathMtu)) {
      text.append("; the time or the number of probes did not suffice to tell closer");
    }
    return text.toString();
  }

  private static String report(TooBigReported reported) {
    if (reported.claim() == reported.bytes()) {
      return "it reports that its next link carries at most " + reported.bytes() + " bytes";
    }
    String size = "it reports that packets over " + reported.bytes() + " bytes are too big";
    return reported.claim() == 0
        ? size + ", without a number, as routers older than RFC 1191 do (Linux then takes 552)"
        : size
            + ", and names a wrong number, "
            + reported.claim()
            + ": that it drops them is a guess";
  }

  private static String tries(int times) {
    return times == 1 ? "1 try" : times + " tries";
  }

  private static String narrowestHere(NarrowestHere here) {
    return here.mtu() > IpPacket.LARGEST_IPV4
        ? "none: no IPv4 packet can be longer than 65535 bytes; the MTU of "
            + here.interfaceName()
            + " is "
            + here.mtu()
        : (here.grounds().certainty().degree() == Degree.GUESSED
                ? "none that replies show: nothing larger can leave "
                : "none on the path: nothing larger can leave ")
            + here.interfaceName()
            + " (its MTU is "
            + here.mtu()
            + ")";
  }

  private static String blackHole(BlackHole hole) {
    String where =
        hole.place()
            .map(
                place ->
                    place.hop() == 0 && place.address().isEmpty()
                        ? " before the first router"
                        : " behind " + place(place))
            .orElse(" somewhere on the path");
    String statement = "packets over " + hole.bytes() + " bytes are dropped silently" + where;
    return hole.grounds().certainty().degree() == Degree.GUESSED
        ? "packets over "
            + hole.bytes()
            + " bytes, or the replies to them, vanish"
            + where
            + " (a guess: the return path, or a limit of reports or of echo requests, looks the"
            + " same)"
        : FindingText.worded(statement, hole.grounds().certainty());
  }

  /** How many of the flows have which path MTU, the smallest first. */
  private static String differ(PathsDiffer differ) {
    return differ.grounds().evidence().stream()
        .collect(Collectors.groupingBy(Observation::bytes, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(share -> share.getValue() + " with a path MTU of " + share.getKey())
        .collect(
            Collectors.joining(", ", "they take paths that carry different sizes: ", " bytes"));
  }

  private static String lost(LargeRepliesLost lost) {
    return "no reply over "
        + lost.bytes()
        + " bytes came back, while packets of "
        + lost.arrived()
        + " bytes arrive, as small answers show: the return path is narrower, or large echo"
        + " requests are not answered";
  }

  private static String encapsulation(EncapsulationGuess guess, Style style) {
    StringBuilder text = new StringBuilder();
    int from = -1;
    for (Guess each : guess.candidates()) {
      text.append(text.length() == 0 ? "" : each.from() == from ? " or " : "; ");
      if (each.bytes() > 0 && each.from() != from) {
        text.append(guess.mtu()).append(" = ").append(each.from()).append(' ');
        text.append(style.minus()).append(' ').append(each.bytes()).append(", as with ");
      } else if (each.bytes() == 0) {
        text.append(guess.mtu()).append(" is ");
      }
      text.append(each.name());
      from = each.from();
    }
    return text.append(" (a guess from the number)").toString();
  }

  private static String refuted(ClaimRefuted claim) {
    String said =
        Addresses.text(claim.router())
            + " claimed an MTU of "
            + claim.claim()
            + " about "
            + claim.size()
            + " bytes: ";
    return said
        + switch (claim.reason()) {
          case NOT_BELOW_THE_PROBE -> "that is not smaller";
          case BELOW_THE_MINIMUM -> "no link may carry so little";
          case LARGER_ARRIVED -> "larger packets arrived";
        };
  }

  private static String unanswered(Unanswered none) {
    if (none.by().isPresent()) {
      return Addresses.text(none.by().get()) + " says: " + none.reason();
    }
    Optional<String> here = Programs.silence(none.programs());
    if (here.isPresent()) {
      return here.get();
    }
    boolean echo = none.grounds().evidence().get(0).sent() == Observation.Sent.ECHO_REQUEST;
    return echo
        ? "silence: the target is down, or does not answer echo requests (ping), or a firewall"
            + " drops them or the replies"
        : "silence: the target is down, or a firewall drops probes or replies";
  }

  private static String place(Place place) {
    String address = place.address().map(Addresses::text).orElse("a router that did not answer");
    return place.hop() > 0 ? "hop " + place.hop() + ", " + address : address;
  }

  private static String who(Optional<InetAddress> router) {
    return router.map(Addresses::text).orElse("a router");
  }
}
