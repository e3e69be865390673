package dev.jnet.report;

import dev.jnet.walk.Conversed;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Page;
import dev.jnet.walk.Segment;
import dev.jnet.walk.Traffic;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;

/** The chapter on the response coming up: what it says, and the segments that it came in. */
final class WalkResponse {
  private static final int MOST_FIELDS = 24;
  private static final int MOST_VALUE = 160;
  private static final int MOST_PREVIEW_LINES = 6;
  private static final int MOST_LINE = 72;

  private final WalkSheet sheet;

  WalkResponse(WalkSheet sheet) {
    this.sheet = sheet;
  }

  void write(Leg leg) {
    Page page = leg.page().orElseThrow();
    String status = Text.printable(page.statusLine(), MOST_VALUE);
    sheet.chapter("The response coming up", status.isEmpty() ? "none" : status);
    sheet.explain("decapsulation");
    if (page.status() > 0) {
      head(page);
      body(page);
    }
    segments(leg, page);
    first(leg);
  }

  private void head(Page page) {
    sheet.blank();
    sheet.line("   " + sheet.style.strong("header") + "  " + page.headOctets() + " bytes");
    int shown = 0;
    for (Page.Field field : page.fields()) {
      if (shown++ < MOST_FIELDS) {
        sheet.line(
            "   | "
                + Text.printable(field.name(), 40)
                + ": "
                + Text.printable(field.value(), MOST_VALUE));
      }
    }
    if (shown > MOST_FIELDS) {
      sheet.line("   | and " + (shown - MOST_FIELDS) + " fields more");
    }
    sheet.blank();
  }

  private void body(Page page) {
    if (page.framing() == Page.Framing.CHUNKED) {
      sheet.explain("chunked");
    }
    if (page.redirect().isPresent()) {
      sheet.explain("redirect");
      sheet.row("Redirect", Text.printable(page.redirect().get(), MOST_VALUE));
    }
    String body = Text.count(page.body(), "byte");
    sheet.row(
        "Body",
        switch (page.framing()) {
          case NONE -> "none";
          case LENGTH -> body + " of " + page.announced() + " announced (Content-Length)";
          case CHUNKED ->
              body
                  + " in "
                  + Text.count(page.chunks(), "chunk")
                  + ", and "
                  + page.framingOctets()
                  + " bytes for their sizes";
          case UNTIL_CLOSE -> body + "; nothing was announced, it ends where the connection does";
        });
    if (page.isPacked()) {
      sheet.row(
          "Packed",
          Text.printable(page.field("content-encoding").orElse(""), 40)
              + ": kept as it came; jnet never unpacks, so that nothing can swell");
    } else if (page.body() > 0) {
      preview(page.preview());
    }
  }

  private void preview(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    int lines = 0;
    for (String line : text.split("\r?\n", -1)) {
      if (lines++ >= MOST_PREVIEW_LINES) {
        sheet.line("   | ...");
        return;
      }
      if (!line.isEmpty() || lines < MOST_PREVIEW_LINES) {
        sheet.line("   | " + Text.printable(line, MOST_LINE));
      }
    }
  }

  private void segments(Leg leg, Page page) {
    Conversed conversed = leg.conversed().orElseThrow();
    Traffic in = conversed.in();
    Traffic out = conversed.out();
    if (in.largestPayload() > 0) {
      int mss = in.largestPayload();
      long stream = in.payload() - in.repeated();
      long least = (stream + mss - 1) / mss;
      sheet.row(
          "Segments",
          stream
              + " bytes "
              + (leg.tls().isPresent() ? "(TLS included) " : "")
              + "/ "
              + mss
              + " in the largest segment = at least "
              + least
              + "; they came in "
              + withData(in, conversed)
              + (in.captured() < in.segments()
                  ? ", which this machine's kernel had joined into "
                      + Text.count(in.captured(), "frame")
                  : "")
              + (in.repeated() > 0 ? "; " + in.repeated() + " bytes came twice" : ""));
    }
    sheet.explain("window");
    sheet.row(
        "Acknowledged",
        "by "
            + Text.count(out.segments(), "segment")
            + " of ours; our window is "
            + window(conversed, true)
            + " bytes, theirs "
            + window(conversed, false));
    long transfer = page.lastAt() - page.firstAt();
    if (transfer > 1_000_000 && page.body() > 100_000) {
      sheet.row(
          "Speed",
          Math.round(page.body() * 8e3 / transfer * 10) / 10.0
              + " Mbit/s: "
              + page.body()
              + " bytes in "
              + Text.millis(transfer)
              + " ms");
    }
  }

  private static String withData(Traffic in, Conversed conversed) {
    long empty = 0;
    for (Segment each : conversed.segments()) {
      boolean without = each.tcp().isPresent() && each.tcp().get().payload().length == 0;
      empty += !each.outgoing() && without ? 1 : 0;
    }
    return Text.count(Math.max(1, in.segments() - empty), "segment");
  }

  /** The last window that a side told, in octets. */
  private static long window(Conversed conversed, boolean ours) {
    long window = 0;
    for (Segment each : conversed.segments()) {
      if (each.outgoing() == ours && each.tcp().isPresent()) {
        Tcp tcp = each.tcp().get();
        int shift = ours ? conversed.options().ourShift() : conversed.options().theirShift();
        if (!tcp.has(Tcp.RST)) {
          window = Math.max(window, tcp.has(Tcp.SYN) ? tcp.window() : (long) tcp.window() << shift);
        }
      }
    }
    return window;
  }

  private void first(Leg leg) {
    if (!sheet.hex) {
      return;
    }
    for (Segment each : leg.conversed().orElseThrow().segments()) {
      boolean data = each.tcp().isPresent() && each.tcp().get().payload().length > 0;
      if (!each.outgoing() && data) {
        sheet.octets("the first frame of the answer", each.frame().octets());
        return;
      }
    }
  }
}
