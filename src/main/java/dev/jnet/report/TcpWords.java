package dev.jnet.report;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;

/** Describes TCP options, their sums, and ICMP errors in words. */
public final class TcpWords {
  private TcpWords() {}

  /** An option with its value: {@code MSS 1460}. */
  public static String option(TcpOption option) {
    if (option instanceof TcpOption.MaximumSegmentSize mss) {
      return "MSS " + mss.bytes();
    }
    if (option instanceof TcpOption.WindowScale scale) {
      return "window scale " + scale.shift() + " (x " + (1 << Math.min(scale.shift(), 14)) + ")";
    }
    if (option instanceof TcpOption.Timestamps stamps) {
      return "timestamps " + stamps.value() + ", echo " + stamps.echo();
    }
    if (option instanceof TcpOption.Sack sack) {
      return "SACK of " + Text.count(sack.blocks().size(), "block");
    }
    return option instanceof TcpOption.SackPermitted
        ? "selective acknowledgments (SACK)"
        : name(option);
  }

  /** An option's name alone. */
  static String name(TcpOption option) {
    if (option instanceof TcpOption.MaximumSegmentSize) {
      return "MSS";
    }
    if (option instanceof TcpOption.WindowScale) {
      return "window scale";
    }
    if (option instanceof TcpOption.SackPermitted) {
      return "SACK";
    }
    if (option instanceof TcpOption.Timestamps) {
      return "timestamps";
    }
    if (option instanceof TcpOption.Sack) {
      return "SACK";
    }
    if (option instanceof TcpOption.NoOperation) {
      return "filler (NOP)";
    }
    if (option instanceof TcpOption.EndOfList) {
      return "end of list";
    }
    if (option instanceof TcpOption.Malformed) {
      return "malformed rest";
    }
    return "option " + option.kind();
  }

  /** An ICMP error in words and numbers. */
  public static String error(IcmpError error) {
    return error.inWords() + " (" + numbers(error) + ")";
  }

  /** An ICMP error's type and code. */
  static String numbers(IcmpError error) {
    return "type " + error.type() + ", code " + error.code();
  }

  /** All options except padding, in their order. */
  public static String options(List<TcpOption> options) {
    StringBuilder text = new StringBuilder();
    for (TcpOption option : options) {
      if (!(option instanceof TcpOption.NoOperation) && !(option instanceof TcpOption.EndOfList)) {
        text.append(text.length() > 0 ? ", " : "").append(option(option));
      }
    }
    return text.length() > 0 ? text.toString() : "none";
  }

  /** The length of the header as a sum of its parts. */
  public static String headerSum(Tcp tcp) {
    if (tcp.options().isEmpty()) {
      return Tcp.HEADER + " bytes, no options";
    }
    StringBuilder text = new StringBuilder();
    text.append(Tcp.HEADER);
    int used = 0;
    for (TcpOption option : tcp.options()) {
      text.append(" + ").append(name(option)).append(' ').append(option.length());
      used += option.length();
    }
    int padding = tcp.optionsLength() - used;
    if (padding > 0) {
      text.append(" + padding ").append(padding);
    }
    int words = tcp.headerLength() / 4;
    return text.append(" = ")
        .append(tcp.headerLength())
        .append(" bytes (its data offset counts ")
        .append(words)
        .append(" words of 4)")
        .toString();
  }
}
