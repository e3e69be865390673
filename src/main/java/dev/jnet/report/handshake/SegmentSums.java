package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Step;
import dev.jnet.report.AddressText;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.TcpWords;
import dev.jnet.report.Text;
import dev.jnet.report.handshake.HandshakeReportContent.Client;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.OptionalInt;

/**
 * Explains the numbers of an open connection as sums: ISNs, headers, segment sizes, path and
 * window.
 */
final class SegmentSums {
  private static final double BITS_PER_BYTE = 8;

  private final HandshakeReportContent content;
  private final HandshakeResult result;
  private final Style style;
  private final Sheet sheet;
  private final Arithmetic here;

  SegmentSums(HandshakeReportContent content, HandshakeResult result, Style style, Sheet sheet) {
    this.content = content;
    this.result = result;
    this.style = style;
    this.sheet = sheet;
    this.here =
        new Arithmetic(
            Addresses.version(content.question().target()), content.question().hop().mtu());
  }

  private int least() {
    return Math.min(
        result.options().theirMss().orElse(content.question().settings().defaultMss()),
        content.question().settings().sendMss());
  }

  /** What is known of large packets: a handshake that works tells nothing of them. */
  void writePath() {
    sheet.row("Large packets", path(least()));
  }

  void write() {
    numbers(result.syn().orElseThrow(), result.synAck().orElseThrow());
    sheet.row("MSS sent", ourMss());
    sheet.row("MSS received", theirMss());
    segment(least());
    window();
  }

  private void numbers(Tcp syn, Tcp synAck) {
    sheet.row(
        "ISN sent",
        syn.sequence()
            + ", this side's first sequence number; the SYN itself takes one, so the SYN-ACK"
            + " acknowledges "
            + syn.sequence()
            + " + 1 = "
            + synAck.acknowledgment()
            + ", the number of the first byte of data");
    sheet.row(
        "ISN received",
        synAck.sequence()
            + ", the other side's first sequence number; this side acknowledges "
            + synAck.sequence()
            + " + 1 = "
            + ((synAck.sequence() + 1) & 0xffff_ffffL));
    if (TcpWords.headerSum(syn).equals(TcpWords.headerSum(synAck))) {
      sheet.row("Headers", "of both SYNs: " + TcpWords.headerSum(syn));
    } else {
      sheet.row("SYN header", TcpWords.headerSum(syn));
      sheet.row("SYN-ACK header", TcpWords.headerSum(synAck));
    }
  }

  private String ourMss() {
    int announced = result.syn().orElseThrow().maximumSegmentSize().orElse(0);
    if (announced == here.mss()) {
      String mtu = here.mtu() + " (" + content.question().hop().interfaceName() + ")";
      return here.mssSum(mtu, style) + " = " + announced;
    }
    return content.client() == Client.KERNEL
        ? announced + ": the kernel's choice; the interface's MTU would allow " + here.mss()
        : Integer.toString(announced);
  }

  private String theirMss() {
    OptionalInt theirs = result.options().theirMss();
    if (theirs.isEmpty()) {
      return "none announced: "
          + content.question().settings().defaultMss()
          + " counts (RFC 9293 section 3.7.1)";
    }
    return theirs.getAsInt()
        + ": the other side says that it receives packets of "
        + theirs.getAsInt()
        + " + "
        + here.tcpHeaders()
        + " = "
        + (theirs.getAsInt() + here.tcpHeaders())
        + " bytes, or a router on the way changed it to that";
  }

  private void segment(int mss) {
    String options =
        result.options().timestamps()
            ? " "
                + style.minus()
                + " "
                + OptionsInForce.TIMESTAMPS_LENGTH
                + " timestamps (10, and 2 of padding)"
            : ", no options in every segment,";
    sheet.row(
        "Full segment",
        mss
            + options
            + " = "
            + result.effectiveMss()
            + " bytes of data in each that leaves here, as the SYNs allow; the path may carry"
            + " less");
  }

  /** What is known about the path without a measurement. */
  private String path(int mss) {
    int mtu = content.kernelMtu();
    int packet = mss + here.tcpHeaders();
    if (mtu == 0) {
      return "not tried: a handshake has small ones only. To see whether "
          + mss
          + " + "
          + here.tcpHeaders()
          + " = "
          + packet
          + " bytes get through: 'jnet mss "
          + AddressText.endpoint(content.name(), result.port())
          + "'";
    }
    String cached = mtu + " by the kernel's cache: ";
    return packet <= mtu
        ? cached + "packets of " + packet + " bytes fit"
        : cached + "room for an MSS of " + (mtu - here.tcpHeaders()) + ", and not for " + mss;
  }

  private void window() {
    int window = result.synAck().orElseThrow().window();
    long bytes = window; // the window of a SYN is never scaled
    String what = window + " bytes (in the SYN-ACK, never scaled there)";
    for (Step step : result.steps()) {
      boolean counts = !step.outgoing() && step.tcp().isPresent();
      if (counts && !step.tcp().get().has(Tcp.SYN) && !step.tcp().get().has(Tcp.RST)) {
        int scaled = step.tcp().get().window();
        int shift = result.options().theirShift();
        bytes = (long) scaled << shift;
        what =
            bytes
                + " bytes ("
                + scaled
                + " x "
                + (1 << shift)
                + ", in its segment after the SYN-ACK)";
        break;
      }
    }
    String rate =
        result.roundTrip() > 0
            ? ": at most "
                + rate(bytes * BITS_PER_BYTE * 1e9 / result.roundTrip())
                + " in a round trip of "
                + Text.millis(result.roundTrip())
                + " ms, until it grows"
            : "";
    sheet.row("Window", "the other side takes " + what + rate);
  }

  private static String rate(double bitsPerSecond) {
    if (bitsPerSecond >= 1e9) {
      return Math.round(bitsPerSecond / 1e8) / 10.0 + " Gbit/s";
    }
    return bitsPerSecond >= 1e6
        ? Math.round(bitsPerSecond / 1e5) / 10.0 + " Mbit/s"
        : Math.round(bitsPerSecond / 1e2) / 10.0 + " kbit/s";
  }
}
