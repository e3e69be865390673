package dev.jnet.report.mtu;

import dev.jnet.link.LinkType;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.LayerPicture;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;

/** Draws the largest packet, and writes the sums that follow from its size. */
final class SizesText {
  private static final int MIN_PAYLOAD_WIDTH = 12;
  private static final int PAYLOAD_WIDTH = 24;

  /** Columns of the picture without the payload's box. */
  private static final int OTHER_BOXES = 40;

  private final int mtu;
  private final boolean ethernet;
  private final Style style;
  private final Arithmetic sums;
  private final Sheet sheet;

  SizesText(MtuReportContent content, Style style, Sheet sheet) {
    this.mtu = content.result().lower();
    this.ethernet = content.hop().type() == LinkType.ETHERNET;
    this.style = style;
    this.sums = new Arithmetic(Addresses.version(content.target()), mtu);
    this.sheet = sheet;
  }

  void write() {
    for (String line : picture().lines("  ", style, mtu + " bytes: the IP packet")) {
      sheet.line(line);
    }
    sheet.blank();
    String minus = " " + style.minus() + " ";
    String ip = mtu + minus + sums.ipHeader() + " " + sums.ipName() + minus;
    sheet.row(
        "Ping payload",
        ip + Icmp.HEADER + " " + sums.icmpName() + " = " + sums.pingPayload() + " bytes");
    sheet.row("UDP payload", ip + "8 UDP = " + sums.udpPayload() + " bytes");
    sheet.row(
        "TCP MSS",
        ip
            + "20 TCP = "
            + sums.mss()
            + " bytes ("
            + Math.max(0, sums.mss() - Arithmetic.TIMESTAMPS)
            + " of data where TCP adds its timestamps)");
    if (ethernet) {
      sheet.row("Frame", frame());
    }
  }

  private LayerPicture picture() {
    LayerPicture picture = new LayerPicture();
    int payloadWidth =
        Math.max(MIN_PAYLOAD_WIDTH, Math.min(PAYLOAD_WIDTH, style.width() - OTHER_BOXES));
    if (ethernet) {
      picture.box("Ethernet", Ethernet.HEADER);
    }
    picture
        .packetBegins()
        .box(sums.ipName(), sums.ipHeader())
        .box(sums.icmpName(), Icmp.HEADER)
        .box("ping payload", sums.pingPayload(), payloadWidth)
        .packetEnds();
    if (ethernet) {
      picture.box("FCS", Ethernet.FCS);
    }
    return picture;
  }

  private String frame() {
    int frame = Ethernet.HEADER + mtu + Ethernet.FCS;
    String sum =
        Ethernet.HEADER
            + " Ethernet + "
            + mtu
            + " + "
            + Ethernet.FCS
            + " FCS (checksum) = "
            + frame
            + " bytes";
    return frame < Ethernet.MINIMUM_FRAME ? sum + ", padded to " + Ethernet.MINIMUM_FRAME : sum;
  }
}
