package dev.jnet.report.mtu;

import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.FindingText;
import dev.jnet.report.Sheet;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a black hole, and where: commands that can be pasted. The sizes fit both ways,
 * because a connection needs both.
 */
final class RemedyText {
  private final MtuReportContent report;
  private final List<Finding> findings;
  private final Sheet sheet;

  RemedyText(MtuReportContent report, List<Finding> findings, Sheet sheet) {
    this.report = report;
    this.findings = findings;
    this.sheet = sheet;
  }

  /** Writes nothing where there is no black hole, or where it is not certain enough. */
  void write() {
    if (!report.result().blackHole()) {
      return;
    }
    Optional<BlackHole> hole = FindingText.first(findings, BlackHole.class);
    if (hole.isEmpty() || !report.result().known()) {
      return;
    }
    int version = Addresses.version(report.target());
    int mtu = bothWays(hole.get().bytes());
    int mss = new Arithmetic(version, mtu).mss();
    sheet.row(
        "What it means",
        "connections hang as soon as they send packets over " + hole.get().bytes() + " bytes");
    sheet.row("What to do", let(version, hole.get()));
    sheet.row("", "or, on a Linux router on the path, let TCP send smaller segments:");
    sheet.line(
        // a table of one IP version: the other one's headers leave another size
        "  nft 'table "
            + (version == 4 ? "ip" : "ip6")
            + " mss { chain forward { type filter hook forward priority mangle;"
            + " tcp flags syn tcp option maxseg size > "
            + mss
            + " tcp option maxseg size set "
            + mss
            + "; }; }'");
    if (version == 4 || mtu >= Ipv6.MINIMUM_MTU) {
      sheet.row("", "or, on this machine, for this target only:");
      sheet.line("  " + route(version, mtu));
    }
  }

  /** Bytes of the largest packet that gets through both ways, as far as replies show it. */
  private int bothWays(int there) {
    int mtu = there;
    Optional<RepliesFragmented> pieces = FindingText.first(findings, RepliesFragmented.class);
    Optional<LargeRepliesLost> lost = FindingText.first(findings, LargeRepliesLost.class);
    mtu = pieces.isPresent() ? Math.min(mtu, pieces.get().bytes()) : mtu;
    return lost.isPresent() ? Math.min(mtu, lost.get().bytes()) : mtu;
  }

  private static String let(int version, BlackHole hole) {
    String icmp = version == 4 ? "ICMP type 3 code 4" : "ICMPv6 type 2";
    String where =
        hole.place()
            .map(place -> place.hop() == 0 ? "at the first router" : "behind hop " + place.hop())
            .orElse("where it is filtered");
    return "let " + icmp + " through " + where;
  }

  private String route(int version, int mtu) {
    boolean direct = report.hop().nextHop().equals(report.target());
    return (version == 4 ? "ip route replace " : "ip -6 route replace ")
        + Addresses.text(report.target())
        + (direct ? "" : " via " + Addresses.text(report.hop().nextHop()))
        + " dev "
        + report.hop().interfaceName()
        + " mtu "
        + mtu;
  }
}
