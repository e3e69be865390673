package dev.jnet.report.mss;

import dev.jnet.link.LinkType;
import dev.jnet.mss.MssResult;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ethernet;
import java.util.OptionalInt;

/** Writes the sums that lead to the segment size, and how many bytes of headers that size needs. */
final class UsableMssSums {
  private static final int MEGABYTE = 1_000_000;

  private final MssReportContent content;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;
  private final Arithmetic here;

  UsableMssSums(MssReportContent content, Style style, Sheet sheet) {
    this.content = content;
    this.result = content.result();
    this.style = style;
    this.sheet = sheet;
    this.here =
        new Arithmetic(
            Addresses.version(content.question().target()), content.question().hop().mtu());
  }

  void writeSizes() {
    sheet.row("SYN sent", ourSyn());
    sheet.row("SYN-ACK", theirSynAck());
    String path = content.pathMss() > 0 ? ", " + content.pathMss() + " of the path" : "";
    String least =
        "min("
            + content.theirMss()
            + " of the server, "
            + content.question().settings().sendMss()
            + " of this machine"
            + path
            + ")";
    int options = content.options();
    String minusOptions = options > 0 ? " " + style.minus() + " " + options + " timestamps" : "";
    sheet.row(
        "To the server",
        least + minusOptions + " = " + content.effective() + " bytes of data: the usable segment");
    sheet.row(
        "From server",
        content.theirSegments()
            + minusOptions
            + " = "
            + Math.max(1, content.theirSegments() - options)
            + " bytes of data at most, by the MSS of this machine's SYN"
            + (result.clamp().isPresent() ? ", which a router has changed" : ""));
  }

  private String ourSyn() {
    OptionalInt ours = result.syn().orElseThrow().maximumSegmentSize();
    if (ours.isEmpty()) {
      return "no MSS option";
    }
    String mtu = here.mtu() + " (" + content.question().hop().interfaceName() + ")";
    String sum = ours.getAsInt() == here.mss() ? " = " + here.mssSum(mtu, style) : "";
    return "MSS " + ours.getAsInt() + sum + ": what this machine is ready to receive";
  }

  private String theirSynAck() {
    OptionalInt theirs = result.synAck().orElseThrow().maximumSegmentSize();
    if (theirs.isEmpty()) {
      return "no MSS option: " + content.theirMss() + " counts";
    }
    return theirs.getAsInt() == 0
        ? "MSS 0, which counts as none: " + content.theirMss() + " counts"
        : "MSS "
            + theirs.getAsInt()
            + ", in the server's reply"
            + (theirs.getAsInt() == here.mss()
                ? ""
                : ": what it is ready to receive, what fits the path MTU that it remembers, or what"
                    + " a router on the return path changed it to");
  }

  void writeOverhead() {
    int effective = content.effective();
    int segments = (MEGABYTE + effective - 1) / effective;
    boolean framed = content.question().hop().type() == LinkType.ETHERNET;
    int ethernet = framed ? Ethernet.HEADER + Ethernet.FCS : 0;
    int tcp = Arithmetic.TCP_HEADER + content.options();
    int each = here.ipHeader() + tcp + ethernet;
    sheet.row(
        "A megabyte",
        segments
            + " segments x "
            + each
            + " bytes of headers ("
            + (framed ? "Ethernet " + Ethernet.HEADER + " + FCS " + Ethernet.FCS + ", " : "")
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
