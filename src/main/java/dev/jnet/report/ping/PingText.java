package dev.jnet.report.ping;

import dev.jnet.report.Text;
import dev.jnet.wire.IcmpError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers and words exactly as ping does, because scripts read them. */
final class PingText {
  private static final String[] UNREACHABLE_V4 = {
    "Destination Net Unreachable",
    "Destination Host Unreachable",
    "Destination Protocol Unreachable",
    "Destination Port Unreachable",
    "Frag needed and DF set",
    "Source Route Failed",
    "Destination Net Unknown",
    "Destination Host Unknown",
    "Source Host Isolated",
    "Destination Net Prohibited",
    "Destination Host Prohibited",
    "Destination Net Unreachable for Type of Service",
    "Destination Host Unreachable for Type of Service",
    "Packet filtered",
    "Precedence Violation",
    "Precedence Cutoff",
  };

  private static final String[] UNREACHABLE_V6 = {
    "No route",
    "Administratively prohibited",
    "Beyond scope of source address",
    "Address unreachable",
    "Port unreachable",
    "Source address failed ingress/egress policy",
    "Reject route to destination",
  };

  /** The smallest number that C's {@code %g} writes without an exponent. */
  private static final double PLAIN = 0.0001;

  private PingText() {}

  /** A round-trip time in ms: three decimals, fewer from 1 ms on, none from 100 ms on. */
  static String time(long ns) {
    long micros = (ns + 500) / 1000;
    if (micros >= 100_000 - 50) {
      return Long.toString((micros + 500) / 1000);
    }
    if (micros >= 10_000 - 5) {
      return (micros + 50) / 1000 + "." + (micros + 50) % 1000 / 100;
    }
    if (micros >= 1000) {
      return (micros + 5) / 1000 + "." + digits((micros + 5) % 1000 / 10, 2);
    }
    return millis(ns);
  }

  /** A time in ns as ms with three decimals. */
  static String millis(long ns) {
    long micros = (ns + 500) / 1000;
    return micros / 1000 + "." + digits(micros % 1000, 3);
  }

  private static String digits(long value, int width) {
    String text = Long.toString(value);
    return Text.repeat(new StringBuilder(), '0', width - text.length()).append(text).toString();
  }

  /** A share as C's {@code %g} writes a float: at most six digits, without zeros at the end. */
  static String percent(double value) {
    if (value == 0 || value == 100) {
      return value == 0 ? "0" : "100"; // the usual values, without the 20 ms of BigDecimal
    }
    // a float as in ping; a double may have another sixth digit
    MathContext sixDigits = new MathContext(6, RoundingMode.HALF_EVEN);
    BigDecimal rounded = new BigDecimal((float) value).round(sixDigits);
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = rounded.stripTrailingZeros();
    if (shortest.compareTo(BigDecimal.valueOf(PLAIN)) >= 0) {
      return shortest.toPlainString();
    }
    int exponent = shortest.scale() - shortest.precision() + 1;
    return shortest.scaleByPowerOfTen(exponent).toPlainString() + "e-" + digits(exponent, 2);
  }

  /** An ICMP error in ping's words. */
  static String error(IcmpError error) {
    return error.version() == 4 ? errorV4(error) : errorV6(error);
  }

  private static String errorV4(IcmpError error) {
    return switch (error.kind()) {
      case TOO_BIG -> UNREACHABLE_V4[error.code()] + " (mtu = " + error.nextHopMtu() + ")";
      case UNREACHABLE ->
          error.code() < UNREACHABLE_V4.length
              ? UNREACHABLE_V4[error.code()]
              : "Dest Unreachable, Bad Code: " + error.code();
      case TIME_EXCEEDED ->
          error.code() == 0
              ? "Time to live exceeded"
              : error.code() == 1
                  ? "Frag reassembly time exceeded"
                  : "Time exceeded, Bad Code: " + error.code();
      case PARAMETER_PROBLEM -> "Parameter problem: pointer = " + (error.second() >>> 24);
    };
  }

  private static String errorV6(IcmpError error) {
    return switch (error.kind()) {
      case TOO_BIG -> "Packet too big: mtu=" + error.nextHopMtu();
      case UNREACHABLE ->
          "Destination unreachable: "
              + (error.code() < UNREACHABLE_V6.length
                  ? UNREACHABLE_V6[error.code()]
                  : "Unknown code " + error.code());
      case TIME_EXCEEDED ->
          "Time exceeded: "
              + (error.code() == 0
                  ? "Hop limit"
                  : error.code() == 1 ? "Defragmentation failure" : "code " + error.code());
      case PARAMETER_PROBLEM ->
          "Parameter problem: "
              + switch (error.code()) {
                case 0 -> "Wrong header field ";
                case 1 -> "Unknown header ";
                case 2 -> "Unknown option ";
                default -> "code " + error.code() + " ";
              }
              + "at "
              + error.second();
    };
  }
}
