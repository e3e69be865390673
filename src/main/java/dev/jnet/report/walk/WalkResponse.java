package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.walk.http.Page;
import dev.jnet.wire.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the chapter about the response: its content, and the segments in which it came. */
final class WalkResponse {
  private static final int MAX_FIELDS = 24;
  private static final int MAX_VALUE = 160;
  private static final int MAX_PREVIEW_LINES = 6;
  private static final int MAX_LINE = 72;

  private final Pen pen;

  WalkResponse(Pen pen) {
    this.pen = pen;
  }

  void write(Leg leg) {
    Page page = leg.page().orElseThrow();
    String status = Text.printable(page.statusLine(), MAX_VALUE);
    pen.chapter(Chapter.RESPONSE, "The response coming up", status.isEmpty() ? "none" : status);
    pen.explain("decapsulation");
    if (page.status() > 0) {
      head(page);
      body(page);
    }
    segments(leg, page);
    first(leg);
  }

  private void head(Page page) {
    pen.heading("header", page.headBytes() + " bytes");
    List<String> lines = new ArrayList<>();
    for (Page.Field field : page.fields()) {
      if (lines.size() < MAX_FIELDS) {
        lines.add(
            Text.printable(field.name(), 40) + ": " + Text.printable(field.value(), MAX_VALUE));
      }
    }
    if (page.fields().size() > MAX_FIELDS) {
      lines.add("and " + (page.fields().size() - MAX_FIELDS) + " fields more");
    }
    pen.quote(lines);
  }

  private void body(Page page) {
    if (page.framing() == Page.Framing.CHUNKED) {
      pen.explain("chunked");
    }
    if (page.redirect().isPresent()) {
      pen.explain("redirect");
      pen.row("Redirect", Text.printable(page.redirect().get(), MAX_VALUE));
    }
    String body = Text.count(page.body(), "byte");
    pen.row(
        "Body",
        switch (page.framing()) {
          case NONE -> "none";
          case LENGTH -> body + " of " + page.announced() + " announced (Content-Length)";
          case CHUNKED ->
              body
                  + " in "
                  + Text.count(page.chunks(), "chunk")
                  + ", and "
                  + page.framingBytes()
                  + " bytes for their sizes";
          case UNTIL_CLOSE -> body + "; nothing was announced, it ends where the connection does";
        });
    if (page.isPacked()) {
      pen.row(
          "Packed",
          Text.printable(page.field("content-encoding").orElse(""), 40)
              + ": kept as it came; jnet never unpacks, so that nothing can swell");
    } else if (page.body() > 0) {
      preview(page.preview());
    }
  }

  private void preview(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
      if (lines.size() == MAX_PREVIEW_LINES) {
        lines.add("...");
        break;
      }
      if (!line.isEmpty()) {
        lines.add(Text.printable(line, MAX_LINE));
      }
    }
    pen.quote(lines);
  }

  private void segments(Leg leg, Page page) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    Traffic in = conversed.in();
    Traffic out = conversed.out();
    if (in.largestPayload() > 0) {
      int mss = in.largestPayload();
      long stream = in.payload() - in.repeated();
      long least = (stream + mss - 1) / mss;
      pen.row(
          "Segments",
          stream
              + " bytes "
              + (leg.tls().isPresent() ? "(TLS included) " : "")
              + (least > 1
                  ? "/ " + mss + " in the largest segment = at least " + least + "; they "
                  : "")
              + "came in "
              + withData(in, conversed)
              + (in.captured() < in.segments()
                  ? ", which this machine's kernel had joined into "
                      + Text.count(in.captured(), "frame")
                  : "")
              + (in.repeated() > 0 ? "; " + in.repeated() + " bytes came twice" : ""));
    }
    pen.explain("window");
    pen.row(
        "Acknowledged",
        "by "
            + Text.count(out.acknowledging(), "segment")
            + " from this machine; the largest window that it announced, scaled, is "
            + window(conversed, true)
            + " bytes, the server's "
            + window(conversed, false)
            + scales(conversed));
    long transfer = page.lastAt() - page.firstAt();
    if (transfer > 1_000_000 && page.body() > 100_000) {
      pen.row(
          "Speed",
          Math.round(page.body() * 8e3 / transfer * 10) / 10.0
              + " Mbit/s: "
              + page.body()
              + " bytes in "
              + Text.millis(transfer)
              + " ms");
    }
  }

  private static String withData(Traffic in, ConversationResult conversed) {
    long empty = 0;
    for (Segment each : conversed.segments()) {
      boolean without = each.tcp().isPresent() && each.tcp().get().payload().length == 0;
      empty += !each.outgoing() && without ? 1 : 0;
    }
    return Text.count(Math.max(1, in.segments() - empty), "segment");
  }

  /** How the 16 bits of the window are scaled; empty where they are not (RFC 7323). */
  private static String scales(ConversationResult conversed) {
    int ours = conversed.options().ourShift();
    int theirs = conversed.options().theirShift();
    return ours == 0 && theirs == 0 ? "" : " (scaled by 2^" + ours + " and 2^" + theirs + ")";
  }

  /** The largest window that a side announced, in bytes. */
  private static long window(ConversationResult conversed, boolean ours) {
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
    for (Segment each : leg.conversed().orElseThrow().segments()) {
      boolean data = each.tcp().isPresent() && each.tcp().get().payload().length > 0;
      if (!each.outgoing() && data) {
        pen.bytes("the first frame of the answer", each.frame());
        return;
      }
    }
  }
}
