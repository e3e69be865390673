package dev.jnet.walk.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status line and header fields of a response, collected until the empty line. */
final class HttpHead {
  /** The most bytes that are read: an honest server sends fewer. */
  static final int MAX_BYTES = 64 << 10;

  private static final int MAX_FIELDS = 256;

  private final StringBuilder text = new StringBuilder();
  private final List<Page.Field> fields = new ArrayList<>();
  private int bytes;
  private String statusLine = "";
  private int status;
  private Page.Fault fault;

  /**
   * Takes bytes up to the empty line.
   *
   * @return how many bytes were taken; -1 when the empty line has not come yet
   */
  int take(byte[] data, int from) {
    for (int i = from; i < data.length; i++) {
      text.append((char) Byte.toUnsignedInt(data[i]));
      bytes++;
      if (data[i] == '\n' && endsWithEmptyLine()) {
        parse();
        return i + 1 - from;
      }
      if (bytes >= MAX_BYTES) {
        parse();
        fault = Page.Fault.ENDLESS_HEAD;
        return data.length - from;
      }
    }
    if (bytes > 5 && !"HTTP/".contentEquals(text.subSequence(0, 5))) {
      fault = Page.Fault.NOT_HTTP;
      statusLine = firstLine();
    }
    return -1;
  }

  private boolean endsWithEmptyLine() {
    int length = text.length();
    return (length >= 2 && text.charAt(length - 2) == '\n')
        || (length >= 3 && text.charAt(length - 2) == '\r' && text.charAt(length - 3) == '\n');
  }

  private String firstLine() {
    int end = text.indexOf("\n");
    return text.substring(0, end < 0 ? text.length() : end).strip();
  }

  private void parse() {
    statusLine = firstLine();
    status = status(statusLine);
    if (status == 0) {
      fault = Page.Fault.NOT_HTTP;
      return;
    }
    int from = text.indexOf("\n") + 1;
    while (from > 0 && from < text.length()) {
      int end = text.indexOf("\n", from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      from = end + 1;
      if (!line.isBlank()) {
        add(line.stripTrailing());
      }
    }
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
    if (folded && !fields.isEmpty()) {
      Page.Field last = fields.remove(fields.size() - 1);
      fields.add(new Page.Field(last.name(), last.value() + " " + line.strip()));
    } else if (colon <= 0 || folded) {
      fault = fault == null ? Page.Fault.BAD_FIELD : fault;
    } else if (fields.size() >= MAX_FIELDS) {
      fault = Page.Fault.ENDLESS_HEAD;
    } else {
      fields.add(new Page.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  private static int status(String line) {
    int space = line.indexOf(' ');
    boolean known = line.startsWith("HTTP/1.") && space > 0 && line.length() >= space + 4;
    if (!known) {
      return 0;
    }
    int status = 0;
    for (int i = space + 1; i < space + 4; i++) {
      int digit = Character.digit(line.charAt(i), 10);
      if (digit < 0) {
        return 0;
      }
      status = 10 * status + digit;
    }
    return status >= 100 && status < 600 ? status : 0;
  }

  String statusLine() {
    return statusLine;
  }

  int status() {
    return status;
  }

  List<Page.Field> fields() {
    return fields;
  }

  int bytes() {
    return bytes;
  }

  /** What is wrong; null when nothing is. */
  Page.Fault fault() {
    return fault;
  }

  /** Whether the body comes in chunks, which overrides a length (RFC 9112 section 6.3). */
  boolean isChunked() {
    for (Page.Field each : fields) {
      if (each.name().equalsIgnoreCase("transfer-encoding")) {
        return each.value().toLowerCase(Locale.ROOT).endsWith("chunked");
      }
    }
    return false;
  }

  /**
   * The announced length in bytes; -1 for none, -2 for one that is no number, or for several that
   * differ.
   */
  long length() {
    String found = null;
    for (Page.Field each : fields) {
      if (each.name().equalsIgnoreCase("content-length")) {
        if (found != null && !found.equals(each.value())) {
          return -2;
        }
        found = each.value();
      }
    }
    return found == null ? -1 : number(found, 10);
  }

  /** A whole number of at most 15 digits; -2 for anything else. */
  static long number(String text, int radix) {
    if (text.isEmpty() || text.length() > 15) {
      return -2;
    }
    long number = 0;
    for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
      int digit = Character.digit((char) each, radix);
      if (digit < 0) {
        return -2;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
