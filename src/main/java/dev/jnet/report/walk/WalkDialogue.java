package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.greeting.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the chapter about an SSH, SMTP or FTP server: the lines that it sent, and what they mean.
 */
final class WalkDialogue {
  private static final int MAX_LINES = 60;
  private static final int MAX_LINE = 74;

  /**
   * The extensions of mail servers, by the first word of the line (RFC 5321 and its extensions).
   */
  private static final String[] SMTP = {
    "SIZE", "the largest message that it takes, in bytes",
    "8BITMIME", "messages need not be ASCII",
    "SMTPUTF8", "addresses need not be ASCII",
    "PIPELINING", "commands may be sent without waiting for each answer",
    "STARTTLS", "the connection can be turned into an encrypted one",
    "AUTH", "ways to log in",
    "DSN", "notes on delivery can be asked for",
    "ENHANCEDSTATUSCODES", "answers carry a second, finer number",
    "CHUNKING", "messages may come in pieces (BDAT)",
    "VRFY", "addresses can be asked about",
    "ETRN", "waiting mail can be fetched",
    "HELP", "it explains its commands",
    "LIMITS", "how much one session may ask for",
  };

  /** The extensions of FTP servers, by the first word of the line (RFC 2389 and others). */
  private static final String[] FTP = {
    "UTF8", "names of files are in UTF-8",
    "EPSV", "a data connection that works over IPv6: the server listens (RFC 2428)",
    "EPRT", "a data connection that works over IPv6: the client listens (RFC 2428)",
    "PASV", "the server listens for the data connection",
    "MDTM", "when a file was changed last",
    "SIZE", "how long a file is",
    "REST", "a transfer can go on where it was broken off",
    "TVFS", "names of files form a tree",
    "MLST", "lists that a program can read (RFC 3659)",
    "AUTH", "the connection can be turned into an encrypted one (RFC 4217)",
    "PBSZ", "for encrypted data connections",
    "PROT", "for encrypted data connections",
  };

  private final Pen pen;

  WalkDialogue(Pen pen) {
    this.pen = pen;
  }

  void write(Leg leg, Transcript transcript) {
    String name = transcript.scheme().word().toUpperCase(Locale.ROOT);
    pen.chapter(
        Chapter.REQUEST,
        name,
        transcript.complete() ? "greeted, and left in order" : transcript.fault());
    pen.explain(name);
    List<String> lines = new ArrayList<>();
    for (Transcript.Line line : transcript.lines()) {
      if (lines.size() < MAX_LINES) {
        lines.add((line.ours() ? "jnet    " : "server  ") + Text.printable(line.text(), MAX_LINE));
      }
    }
    if (transcript.lines().size() > MAX_LINES) {
      lines.add("and " + (transcript.lines().size() - MAX_LINES) + " lines more");
    }
    pen.quote(lines);
    switch (transcript.scheme()) {
      case SSH -> ssh(transcript);
      case SMTP -> replies(transcript, "EHLO", SMTP);
      default -> replies(transcript, "FEAT", FTP);
    }
    pen.row("Left out", "jnet did not log in, and handed nothing over");
    WalkRequest request = new WalkRequest(pen);
    request.write(leg);
  }

  /**
   * Explains a line {@code SSH-protoversion-softwareversion SP comments} (RFC 4253 section 4.2).
   */
  private void ssh(Transcript transcript) {
    for (String line : transcript.answerTo("")) {
      if (!line.startsWith("SSH-")) {
        continue;
      }
      int dash = line.indexOf('-', 4);
      if (dash < 0) {
        continue;
      }
      int space = line.indexOf(' ', dash);
      String version = line.substring(4, dash);
      pen.row(
          "Protocol",
          Text.printable(version, 20)
              + (version.equals("2.0")
                  ? ", what is spoken today"
                  : version.equals("1.99") ? ", 2.0 and the old one, too" : ""));
      pen.row(
          "Software",
          Text.printable(line.substring(dash + 1, space < 0 ? line.length() : space), MAX_LINE));
      if (space > 0) {
        pen.row("Comment", Text.printable(line.substring(space + 1), MAX_LINE));
      }
      pen.row(
          "Next",
          "both sides would agree on keys, encrypted from then on; jnet says nothing, and closes");
    }
  }

  private void replies(Transcript transcript, String command, String[] words) {
    List<String> greeting = transcript.answerTo("");
    if (!greeting.isEmpty()) {
      pen.row("Greeting", code(greeting.get(greeting.size() - 1)));
    }
    List<String> offers = transcript.answerTo(command);
    for (String offer : offers) {
      String text =
          offer.length() > 4 && Character.isDigit(offer.charAt(0)) ? offer.substring(4) : offer;
      String word = text.strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT);
      for (int i = 0; i < words.length; i += 2) {
        if (words[i].equals(word)) {
          pen.row(word, words[i + 1]);
        }
      }
    }
    if (!offers.isEmpty() && offers.get(0).startsWith("5")) {
      pen.row(command, "not understood: an older server, that offers nothing beyond the least");
    }
  }

  /** Explains the first digit of an answer (RFC 5321 section 4.2.1, RFC 959 section 4.2). */
  private static String code(String line) {
    if (line.isEmpty()) {
      return "";
    }
    String kind =
        switch (line.charAt(0)) {
          case '1' -> "wait, more follows";
          case '2' -> "all is well";
          case '3' -> "go on";
          case '4' -> "not now";
          case '5' -> "no";
          default -> "an answer without a number";
        };
    return Text.printable(line.substring(0, Math.min(3, line.length())), 3)
        + ": a number that begins with "
        + line.charAt(0)
        + " says: "
        + kind;
  }
}
