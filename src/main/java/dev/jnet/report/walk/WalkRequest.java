package dev.jnet.report.walk;

import dev.jnet.link.LinkType;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.Leg;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.http.Page;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the chapter about the request on its way down: message, segment, packet, frame. */
final class WalkRequest {
  private static final int TCP_CHECKSUM = 16;

  private final Pen pen;

  WalkRequest(Pen pen) {
    this.pen = pen;
  }

  /**
   * The first segment from this host that carries the request. With TLS, earlier segments carry
   * data too.
   */
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
    pen.chapter(
        Chapter.REQUEST,
        "The request going down",
        "a " + what + " of " + tcp.payload().length + " bytes becomes a frame");
    pen.explain(leg.page().isPresent() ? "HTTP" : "encapsulation", "encapsulation", "FCS");
    leg.page().ifPresent(page -> message(page.request(), secret));
    pen.down(segment.frame(), what);
    for (Layer layer : Anatomy.of(segment.frame().type(), segment.frame().bytes())) {
      pen.layer(layer);
    }
    checksums(segment);
    pen.bytes("the frame, without its FCS", segment.frame());
  }

  private void message(String request, boolean secret) {
    pen.heading(
        "message",
        request.getBytes(StandardCharsets.ISO_8859_1).length
            + " bytes, including the 2 (CR LF) that end each line"
            + (secret ? "; what is sent is encrypted" : ""));
    List<String> lines = new ArrayList<>(List.of(request.split("\r\n", 0)));
    lines.add("(an empty line: that was all)");
    pen.quote(lines);
  }

  private void checksums(Segment segment) {
    IpPacket packet = segment.packet();
    byte[] bytes = segment.frame().bytes();
    int ip = segment.frame().type() == LinkType.ETHERNET ? 14 : 0;
    pen.explain("checksum");
    if (packet.version() == 4) {
      pen.sum(
          "IPv4 header checksum (RFC 1071, in hexadecimal)",
          ChecksumSteps.ofIpv4Header(bytes, ip, packet.headerLength()));
    } else {
      pen.row("IPv6", "has no header checksum: TCP's covers the addresses, too");
    }
    pen.sum(
        "TCP checksum (pseudo-header, header, data)",
        ChecksumSteps.ofSegment(packet, TCP_CHECKSUM, segment.tcp().orElseThrow().headerLength()));
  }
}
