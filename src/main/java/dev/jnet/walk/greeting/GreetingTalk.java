package dev.jnet.walk.greeting;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the greeting of a server whose protocol has lines of text, asks what it offers, and ends
 * the session: with EHLO and QUIT in SMTP (RFC 5321), and FEAT and QUIT in FTP (RFC 2389). Of an
 * SSH server only the identification line is read (RFC 4253 section 4.2). It does not log in, and
 * sends no mail or file.
 */
public final class GreetingTalk implements Talk {
  private static final int MAX_LINE = 2048;
  private static final int MAX_LINES = 200;
  private static final byte[] NOTHING = {};

  private final Url.Scheme scheme;
  private final List<String> commands;
  private final List<Transcript.Line> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int command;
  private int replies;
  private boolean mayAsk;
  private boolean over;
  private String fault = "";

  /**
   * A talk that has not begun.
   *
   * @param ownName this host's name for SMTP's EHLO (RFC 5321 section 4.1.1.1)
   */
  public GreetingTalk(Url.Scheme scheme, String ownName) {
    this.scheme = scheme;
    this.commands =
        switch (scheme) {
          case SMTP -> List.of("EHLO " + ownName, "QUIT");
          case FTP -> List.of("FEAT", "QUIT");
          default -> List.of();
        };
  }

  @Override
  public byte[] outgoing(long now) {
    if (!mayAsk || over || command >= commands.size()) {
      return NOTHING;
    }
    mayAsk = false;
    String text = commands.get(command++);
    lines.add(new Transcript.Line(now, true, text));
    return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void incoming(byte[] data, long at) {
    for (byte each : data) {
      if (over || failed()) {
        return;
      }
      if (each != '\n') {
        line.append((char) Byte.toUnsignedInt(each));
        fault = line.length() > MAX_LINE ? "a line of more than " + MAX_LINE + " bytes" : fault;
      } else {
        String text = new String(latin(line), StandardCharsets.UTF_8).stripTrailing();
        line.setLength(0);
        lines.add(new Transcript.Line(at, false, text));
        fault = lines.size() > MAX_LINES ? "more than " + MAX_LINES + " lines" : fault;
        heard(text);
      }
    }
  }

  private static byte[] latin(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void heard(String text) {
    if (scheme == Url.Scheme.SSH) {
      over = text.startsWith("SSH-"); // other lines may come before it (RFC 4253 section 4.2)
      return;
    }
    int code = code(text);
    boolean last = text.length() < 4 || text.charAt(3) == ' ';
    boolean inside = code < 0 || !last;
    if (inside) {
      boolean known = code >= 0 || lines.size() > 1;
      fault = known ? fault : "its greeting is not one of " + scheme.word();
      return;
    }
    replies += command == replies ? 1 : 0; // a second greeting is no step
    if (command == 0 && code >= 400) {
      fault = "it refuses this client";
      over = true;
    } else if (command >= commands.size()) {
      over = true;
    } else {
      mayAsk = true;
      if (command == 0 && code / 100 == 1) {
        mayAsk = false; // FTP's "ready in a few minutes": another greeting follows
      }
    }
  }

  /** The three digits that a reply begins with; -1 where there are none. */
  private static int code(String text) {
    if (text.length() < 3
        || (text.length() > 3 && text.charAt(3) != ' ' && text.charAt(3) != '-')) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      code = 10 * code + digit;
    }
    return code;
  }

  @Override
  public void ended(long at) {
    if (!over && fault.isEmpty()) {
      fault = lines.isEmpty() ? "it closed without a word" : "it closed before all was said";
    }
    over = true;
  }

  @Override
  public long steps() {
    return replies;
  }

  @Override
  public boolean finished() {
    return over;
  }

  @Override
  public boolean failed() {
    return !fault.isEmpty() && !over;
  }

  /** What was sent and received by now. */
  public Transcript transcript() {
    return new Transcript(scheme, List.copyOf(lines), over && fault.isEmpty(), fault);
  }
}
