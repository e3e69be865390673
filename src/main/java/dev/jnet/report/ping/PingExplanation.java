package dev.jnet.report.ping;

import dev.jnet.ping.PingResult.Exchange;
import dev.jnet.probe.Hops;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;

/**
 * Explains the first echo request and its reply: the 8 bytes of ICMP's header, the checksum step by
 * step, and how many routers the reply has passed.
 */
public final class PingExplanation {
  private static final int CHECKSUM = 2;
  private static final int WORD = 0xffff;
  private static final int WORDS_IN_A_ROW = 8;

  private final Exchange exchange;
  private final Style style;
  private final Sheet sheet;

  private PingExplanation(Exchange exchange, Style style) {
    this.exchange = exchange;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The explanation. It is one line when there was no echo. */
  public static String text(PingReportContent content, Style style) {
    if (content.result().first().isEmpty()) {
      return "\nNothing to explain: no echo request was answered.\n";
    }
    return new PingExplanation(content.result().first().get(), style).write();
  }

  private String write() {
    byte[] message = exchange.request().payload();
    IcmpEcho echo = exchange.echo();
    boolean six = exchange.request().version() == 6;
    sheet
        .blank()
        .line(style.strong("The first echo request, " + message.length + " bytes of ICMP"));
    sheet.row(
        "type",
        "1 byte   " + unsigned(message, 0) + ", echo request (a reply has " + reply() + ")");
    sheet.row("code", "1 byte   " + unsigned(message, 1) + ", always");
    sheet.row("checksum", "2 bytes  " + hex(word(message, CHECKSUM)) + ", see below");
    sheet.row(
        "identifier",
        "2 bytes  " + hex(echo.identifier()) + ", whose question it is: the same in all of them");
    sheet.row(
        "sequence",
        "2 bytes  " + hex(echo.sequence()) + ", which question it is; the reply repeats both");
    sheet.row(
        "data",
        (message.length - Icmp.HEADER)
            + " bytes  which the reply brings back; the first 8 are random and tell that it is"
            + " really the answer");
    sheet.blank();
    sheet.line(style.strong("Its checksum (RFC 1071)"));
    sheet.row(
        "rule",
        "add all 16-bit words, with 0 for the checksum itself; fold what is beyond 16 bits back"
            + " in; take the complement");
    checksum(message, six);
    sheet.blank();
    sheet.line(style.strong("The TTL"));
    hops();
    return sheet.toString();
  }

  private String reply() {
    return exchange.request().version() == 4 ? "0" : "129";
  }

  private void checksum(byte[] message, boolean six) {
    long sum = 0;
    if (six) {
      byte[] source = exchange.request().source().getAddress();
      byte[] destination = exchange.request().destination().getAddress();
      sum = add("source", source, 0, source.length, sum);
      sum = add("destination", destination, 0, destination.length, sum);
      sum = show("length", hex(message.length), sum + message.length);
      sum =
          show(
              "next header",
              hex(exchange.request().protocol()),
              sum + exchange.request().protocol());
    }
    byte[] zeroed = message.clone();
    zeroed[CHECKSUM] = 0;
    zeroed[CHECKSUM + 1] = 0;
    sum = add("header", zeroed, 0, Icmp.HEADER, sum);
    if (zeroed.length > Icmp.HEADER) {
      sum = add("data", zeroed, Icmp.HEADER, zeroed.length, sum);
    }
    while (sum > WORD) {
      long folded = (sum & WORD) + (sum >>> Short.SIZE);
      sum = show("fold", hex(sum & WORD) + " + " + hex(sum >>> Short.SIZE), folded);
    }
    long complement = ~sum & WORD;
    String verdict =
        complement == word(message, CHECKSUM)
            ? ", as sent"
            : ", but " + hex(word(message, CHECKSUM)) + " was sent";
    sheet.row(
        "complement",
        hex(WORD) + " " + style.minus() + " " + hex(sum) + " = " + hex(complement) + verdict);
  }

  /**
   * Adds the words from one byte to another. An odd last byte counts as the high half of a word.
   */
  private long add(String label, byte[] bytes, int from, int to, long before) {
    long sum = before;
    StringBuilder words = new StringBuilder();
    int count = (to - from + 1) / 2;
    for (int i = 0; i < count; i++) {
      int at = from + 2 * i;
      long word = at + 1 < to ? word(bytes, at) : (long) unsigned(bytes, at) << Byte.SIZE;
      sum += word;
      if (i < WORDS_IN_A_ROW) {
        words.append(i == 0 ? "" : " + ").append(digits(word));
      }
    }
    if (count > WORDS_IN_A_ROW) {
      words.append(" + ").append(count - WORDS_IN_A_ROW).append(" words more");
    }
    return show(label, words.toString(), sum);
  }

  private long show(String label, String what, long sum) {
    sheet.row(label, what + " = " + hex(sum));
    return sum;
  }

  private void hops() {
    IpPacket reply = exchange.reply();
    int ttl = reply.hopLimit();
    int routers = Hops.passed(ttl);
    sheet.row(
        "sent with",
        exchange.request().hopLimit()
            + ": at most "
            + (exchange.request().hopLimit() - 1)
            + " routers may pass it on");
    sheet.row(
        "came with",
        ttl
            + ": "
            + (ttl + routers)
            + " "
            + style.minus()
            + " "
            + ttl
            + " = "
            + Text.count(routers, "router")
            + " on the way back, each of which takes 1 (hosts begin with 64, 128 or 255)");
  }

  private static int unsigned(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]);
  }

  private static int word(byte[] bytes, int at) {
    return unsigned(bytes, at) << Byte.SIZE | unsigned(bytes, at + 1);
  }

  private static String hex(long value) {
    return "0x" + digits(value);
  }

  private static String digits(long value) {
    String text = Long.toHexString(value);
    return Text.repeat(new StringBuilder(), '0', 4 - text.length()).append(text).toString();
  }
}
