package dev.jnet.report.mss;

import dev.jnet.link.LinkType;
import dev.jnet.mss.MssResult;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ethernet;
import java.util.OptionalInt;

/** The sums that lead to the segment size, and what the headers cost at that size. */
final class SegmentSums {
  private static final int MEGABYTE = 1_000_000;

  private final MssFindings findings;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;
  private final Arithmetic here;

  SegmentSums(MssFindings findings, Style style, Sheet sheet) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = sheet;
    this.here =
        new Arithmetic(
            Addresses.version(findings.question().target()), findings.question().hop().mtu());
  }

  void writeSizes() {
    sheet.row("Our SYN", ourSyn());
    sheet.row("Their SYN-ACK", theirSynAck());
    String path = findings.pathMss() > 0 ? ", " + findings.pathMss() + " path" : "";
    String least =
        "min("
            + findings.theirMss()
            + " theirs, "
            + findings.question().settings().sendMss()
            + " ours"
            + path
            + ")";
    int options = findings.options();
    String minusOptions = options > 0 ? " " + style.minus() + " " + options + " timestamps" : "";
    sheet.row("Segment", least + minusOptions + " = " + findings.effective() + " bytes of data");
    sheet.row(
        "Towards us",
        findings.theirSegments()
            + minusOptions
            + " = "
            + Math.max(1, findings.theirSegments() - options)
            + " bytes of data at most, by the MSS that they seem to have received"
            + (result.clamp().isPresent() ? ": a router has changed it" : ""));
  }

  private String ourSyn() {
    OptionalInt ours = result.syn().orElseThrow().maximumSegmentSize();
    if (ours.isEmpty()) {
      return "no MSS option";
    }
    String mtu = here.mtu() + " (" + findings.question().hop().interfaceName() + ")";
    String sum = ours.getAsInt() == here.mss() ? " = " + here.mssSum(mtu, style) : "";
    return "MSS " + ours.getAsInt() + sum + ": what we are ready to receive";
  }

  private String theirSynAck() {
    OptionalInt theirs = result.synAck().orElseThrow().maximumSegmentSize();
    if (theirs.isEmpty()) {
      return "no MSS option: " + findings.theirMss() + " counts";
    }
    return theirs.getAsInt() == 0
        ? "MSS 0, which counts as none: " + findings.theirMss() + " counts"
        : "MSS "
            + theirs.getAsInt()
            + ": what they are ready to receive, the path MTU that they remember, or what a router"
            + " on the return path changed it to";
  }

  void writeOverhead() {
    int effective = findings.effective();
    int segments = (MEGABYTE + effective - 1) / effective;
    boolean framed = findings.question().hop().type() == LinkType.ETHERNET;
    int ethernet = framed ? Ethernet.HEADER + Ethernet.FCS : 0;
    int tcp = Arithmetic.TCP_HEADER + findings.options();
    int each = here.ipHeader() + tcp + ethernet;
    sheet.row(
        "A megabyte",
        segments
            + " segments x "
            + each
            + " bytes of headers ("
            + (framed ? "Ethernet " + ethernet + ", " : "")
            + here.ipName()
            + " "
            + here.ipHeader()
            + ", TCP "
            + tcp
            + ") = "
            + segments * each
            + " bytes of overhead, "
            + Math.round(segments * each / (MEGABYTE / 1000.0)) / 10.0
            + " %");
  }
}
