package dev.jnet.report;

import dev.jnet.link.LinkType;
import dev.jnet.report.Anatomy.Layer;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Page;
import dev.jnet.walk.Segment;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The chapter on the request going down: message, segment, packet, frame. */
final class WalkRequest {
  private static final int TCP_CHECKSUM = 16;
  private static final int MOST_LINE = 72;

  private final WalkSheet sheet;

  WalkRequest(WalkSheet sheet) {
    this.sheet = sheet;
  }

  /** The first segment of ours that carries the request; inside TLS not the first with data. */
  static Segment segment(Leg leg) {
    long from = leg.tls().isPresent() ? leg.page().map(Page::requestedAt).orElse(-1L) : 0;
    if (from < 0) {
      return null;
    }
    for (Segment each : leg.conversed().orElseThrow().segments()) {
      boolean data = each.tcp().isPresent() && each.tcp().get().payload().length > 0;
      if (each.outgoing() && data && each.at() >= from) {
        return each;
      }
    }
    return null;
  }

  void write(Leg leg) {
    Segment segment = segment(leg);
    if (segment == null) {
      return;
    }
    boolean secret = leg.tls().isPresent();
    Tcp tcp = segment.tcp().orElseThrow();
    String what = secret ? "TLS record" : "message";
    sheet.chapter(
        "The request going down",
        "a " + what + " of " + tcp.payload().length + " bytes becomes a frame");
    sheet.explain(leg.page().isPresent() ? "HTTP" : "encapsulation", "encapsulation", "FCS");
    leg.page().ifPresent(page -> message(page.request(), secret));
    picture(segment, secret);
    for (Layer layer : Anatomy.of(segment.frame().type(), segment.frame().octets())) {
      sheet.blank();
      sheet.layer(layer);
    }
    checksums(segment);
    sheet.octets("the frame, without its FCS", segment.frame().octets());
  }

  private void message(String request, boolean secret) {
    sheet.blank();
    sheet.line(
        "   "
            + sheet.style.strong("message")
            + "  "
            + request.getBytes(StandardCharsets.ISO_8859_1).length
            + " bytes of text, each line ended by 2 more: CR LF"
            + (secret ? "; what is sent is encrypted" : ""));
    for (String line : request.split("\r\n", 0)) {
      sheet.line("   | " + Text.printable(line, MOST_LINE));
    }
    sheet.line("   | (an empty line: that was all)");
  }

  /** Each layer around the one above. */
  private void picture(Segment segment, boolean secret) {
    IpPacket packet = segment.packet();
    Tcp tcp = segment.tcp().orElseThrow();
    boolean ethernet = segment.frame().type() == LinkType.ETHERNET;
    sheet.blank();
    Encapsulation drawing =
        new Encapsulation(
            secret ? "TLS record" : "message",
            tcp.payload().length,
            tcp.headerLength(),
            packet.version() == 4 ? "IPv4" : "IPv6",
            packet.headerLength(),
            ethernet);
    for (String line : drawing.lines(sheet.style)) {
      sheet.line("   " + line);
    }
  }

  private void checksums(Segment segment) {
    IpPacket packet = segment.packet();
    byte[] octets = segment.frame().octets();
    int ip = segment.frame().type() == LinkType.ETHERNET ? 14 : 0;
    sheet.blank();
    sheet.explain("checksum");
    if (packet.version() == 4) {
      sheet.line("   " + sheet.style.strong("IPv4 header checksum") + " (RFC 1071, hexadecimal)");
      steps(OpenChecksum.ofIpv4Header(octets, ip, packet.headerLength()));
    } else {
      sheet.line("   IPv6 has no header checksum: TCP's covers the addresses, too");
    }
    sheet.line("   " + sheet.style.strong("TCP checksum") + " (pseudo-header, header, data)");
    steps(OpenChecksum.ofSegment(packet, TCP_CHECKSUM, segment.tcp().orElseThrow().headerLength()));
  }

  private void steps(List<OpenChecksum.Step> steps) {
    for (OpenChecksum.Step step : steps) {
      sheet.row(step.label(), step.text());
    }
  }
}
