package dev.jnet.report;

import java.nio.charset.StandardCharsets;

/** Shows what a server's application sent back, as lines that cannot control a terminal. */
public final class ReplyLines {
  private static final int MAX_REPLY_LINES = 40;

  private static final int MAX_REPLY_COLUMNS = 160;

  private ReplyLines() {}

  /** Adds an application's reply to a report. */
  public static void add(byte[] reply, Sheet sheet) {
    if (reply.length == 0) {
      return;
    }
    sheet.row("Received", Text.count(reply.length, "byte"));
    int lines = 0;
    String text = new String(reply, StandardCharsets.UTF_8).replace("\r", "").replace('\t', ' ');
    for (String line : text.split("\n", -1)) {
      if (++lines > MAX_REPLY_LINES) {
        sheet.line("    ...");
        break;
      }
      int more = line.length() - MAX_REPLY_COLUMNS;
      sheet.line(
          "    "
              + Plain.line(more > 0 ? line.substring(0, MAX_REPLY_COLUMNS) : line)
              + (more > 0 ? "... (" + Text.count(more, "more byte") + ")" : ""));
    }
  }
}
