package dev.jnet.report.finding;

import dev.jnet.doctor.LocalRemedies;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Encapsulations.Guess;
import dev.jnet.finding.Observation;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.PathFinding;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.OfSize;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Nat64Prefix;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Findings about how much a path carries, in words. */
final class SizeFindingText {
  private SizeFindingText() {}

  static String of(OfSize finding, Style style) {
    if (finding instanceof PathMtu || finding instanceof PathMtuRange) {
      return size(finding);
    }
    if (finding instanceof NarrowestHere here) {
      return narrowestHere(here);
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
      return claimed.router().map(Addresses::text).orElse("a router")
          + " names an MTU of "
          + claimed.bytes()
          + " bytes; the target has answered nothing that confirms it";
    }
    if (finding instanceof EncapsulationGuess guess) {
      return encapsulation(guess, style);
    }
    if (finding instanceof TranslatedByNat64 translated) {
      return translated(translated);
    }
    if (finding instanceof StaleCache cache) {
      return "remembers a path MTU of "
          + cache.cached()
          + " bytes for this target; "
          + cache.measured()
          + " bytes were measured. To make it forget: "
          + LocalRemedies.forgetPathMtus(cache.version());
    }
    if (finding instanceof PathsDiffer differ) {
      return FindingText.worded(differ(differ), differ.grounds().certainty());
    }
    return finding instanceof PathsAgree agree
        ? FindingText.worded(
            "all " + agree.flows() + " that were asked carry " + agree.bytes() + " bytes",
            agree.grounds().certainty())
        : "a router may spread connections over paths, and others may be narrower; --flows 8 asks"
            + " 8";
  }

  /** What IPv4 carries behind the translator, and where its prefix was not known before, whose. */
  private static String translated(TranslatedByNat64 translated) {
    int longer = translated.mtu() - translated.ipv4Mtu();
    String words =
        FindingText.worded(
            "IPv4 carries "
                + translated.ipv4Mtu()
                + " bytes behind NAT64, and IPv6's header is "
                + longer
                + " bytes longer: "
                + translated.ipv4Mtu()
                + " + "
                + longer
                + " = "
                + translated.mtu(),
            translated.grounds().certainty());
    return translated.prefix().equals(Nat64Prefix.WELL_KNOWN)
        ? words
        : words
            + ". "
            + translated.prefix()
            + " is the prefix of NAT64 here: this machine's resolver shows it in the addresses of "
            + Nat64Prefix.NAME;
  }

  /** What arrived, and what became of packets that were one size larger. */
  private static String size(PathFinding finding) {
    List<Observation> evidence = finding.grounds().evidence();
    Observation passed = evidence.get(0);
    StringBuilder text = new StringBuilder();
    text.append(passed.bytes()).append(" bytes arrived");
    if (evidence.size() > 1 && isTried(evidence.get(1))) {
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

  /** Whether the upper bound was seen. That of the link need not have been tried. */
  private static boolean isTried(Observation beyond) {
    return beyond.came() == Came.TOO_BIG || beyond.times() > 0;
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
}
