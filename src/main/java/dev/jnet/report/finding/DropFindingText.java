package dev.jnet.report.finding;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.OfDrop;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.wire.Addresses;

/** Findings about where packets end that are too large, in words. */
final class DropFindingText {
  private DropFindingText() {}

  static String of(OfDrop finding) {
    if (finding instanceof TooBigReported reported) {
      return place(new Place(reported.hop(), reported.router())) + ": " + report(reported);
    }
    if (finding instanceof ReportsRationed rationed) {
      return Addresses.text(rationed.router())
          + " reported some of the packets that were too big, and probably limits how many"
          + " reports it sends, because others of them vanished";
    }
    if (finding instanceof ReportFromOwnAddress own) {
      return "the report came from this machine's own address, "
          + Addresses.text(own.address())
          + (own.hop() > 0 ? ", though from hop " + own.hop() : "")
          + ": the kernel ignores such reports, so large packets of programs here vanish";
    }
    return finding instanceof BlackHole hole ? blackHole(hole) : refuted((ClaimRefuted) finding);
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

  private static String blackHole(BlackHole hole) {
    String where =
        hole.place()
            .map(
                place ->
                    place.hop() == 0 && place.address().isEmpty()
                        ? " before the first router"
                        : " behind " + place(place) + " (by that router or the next one)")
            .orElse(" somewhere on the path");
    Degree degree = hole.grounds().certainty().degree();
    String statement =
        "packets over "
            + hole.bytes()
            + (degree == Degree.INFERRED ? " bytes are probably" : " bytes are")
            + " dropped silently"
            + where;
    return degree == Degree.GUESSED
        ? "packets over "
            + hole.bytes()
            + " bytes, or the replies to them, vanish"
            + where
            + " (a guess: the return path, or a limit of reports or of echo requests, looks the"
            + " same)"
        : FindingText.worded(statement, hole.grounds().certainty());
  }

  private static String place(Place place) {
    String address = place.address().map(Addresses::text).orElse("a router that did not answer");
    return place.hop() > 0 ? "hop " + place.hop() + ", " + address : address;
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
}
